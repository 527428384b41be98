package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"pamphlet/blog"
	"pamphlet/content"
	"pamphlet/themes"
)

type doctorCommand struct{}

// finding is what a check found; remedy is empty when all is well.
type finding struct {
	what, remedy string
	problem      bool // not only a warning
}

// Run checks what can be checked from this machine, one line for each check, and says what to do about
// each fault. A warning is something that may be meant; only a problem makes the command fail.
func (doctorCommand) Run(ctx context.Context, cli *commandLine, io streams) error {
	findings := []finding{checkAddress(cli), checkClock(time.Now())}
	err := with(ctx, cli, io, func(h *house) error {
		more, err := h.examine(ctx, cli)
		findings = append(findings, more...)
		return err
	})
	if err != nil {
		findings = append(findings, finding{what: "database", remedy: oneLine(err), problem: true})
	}
	findings = append(findings, checkBuild()...)
	return report(io.out, findings)
}

func report(out io.Writer, findings []finding) error {
	problems := 0
	for _, f := range findings {
		line := "ok       " + f.what
		switch {
		case f.problem:
			problems++
			line = "problem  " + f.what + ": " + f.remedy
		case f.remedy != "":
			line = "warning  " + f.what + ": " + f.remedy
		}
		if _, err := fmt.Fprintln(out, line); err != nil {
			return err
		}
	}
	if problems > 0 {
		return fmt.Errorf("%d of %d checks found a problem", problems, len(findings))
	}
	return nil
}

func checkAddress(cli *commandLine) finding {
	base, err := cli.baseURL()
	if err != nil {
		return finding{what: "address", remedy: err.Error(), problem: true}
	}
	f := finding{what: "address " + base.String()}
	if base.Scheme != "https" {
		f.remedy = "other servers only follow sites on https; this is fine for trying things out. Set --url to the site's public address"
	}
	return f
}

// checkClock knows only that time cannot stand before this program was written.
func checkClock(now time.Time) finding {
	f := finding{what: "clock " + now.UTC().Format(time.RFC3339)}
	if now.Year() < 2026 {
		f.remedy, f.problem = "the clock is wrong, and other servers refuse what is signed at a wrong time. Install chrony or systemd-timesyncd", true
	}
	return f
}

// examine looks at the data, and at the site from outside.
func (h *house) examine(ctx context.Context, cli *commandLine) ([]finding, error) {
	stored, err := h.store.Setting(ctx, blog.SettingBaseURL)
	if err != nil {
		return nil, err
	}
	accounts, err := h.store.AccountCount(ctx)
	if err != nil {
		return nil, err
	}
	findings := []finding{{what: "data folder"}, {what: "database"}, h.checkMedia(ctx, cli)}
	address := finding{what: "stored address " + stored}
	switch stored {
	case h.base.String():
	case "":
		address = finding{what: "stored address", remedy: "none yet; the first pamphlet serve stores it"}
	default:
		address.remedy, address.problem = fmt.Sprintf("this site was begun at another address than %s; start it with --url %s", h.base, stored), true
	}
	owner := finding{what: fmt.Sprintf("%d accounts", accounts)}
	if accounts == 1 {
		owner.what = "1 account"
	}
	if accounts == 0 {
		owner.remedy = "create the owner on the welcome page, or with: pamphlet user add NAME --role owner --password-stdin"
	}
	reached, err := h.reach(ctx, cli, stored != "")
	return append(append(findings, address, owner), reached...), err
}

func checkBuild() []finding {
	math, fonts := finding{what: "math"}, finding{what: "typefaces"}
	if len(content.MathBundle()) == 0 {
		math.remedy = "this binary was built without Temml, so formulas stay TeX. Build it with make build"
	}
	theme, err := themes.Bundled().Theme(themes.BaseName)
	switch {
	case err != nil:
		fonts.remedy, fonts.problem = oneLine(err), true
	case !slices.ContainsFunc(theme.AssetNames(), func(name string) bool { return strings.HasSuffix(name, ".woff2") }):
		fonts.remedy = "this binary was built without the typefaces, so pages use the reader's own. Build it with make build"
	}
	return []finding{math, fonts}
}
