package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestThemeIsShownWhileItIsMade: a page in a browser changes by itself when a file does, says what is wrong with the
// theme when it cannot be worn, and comes back when it is mended.
func TestThemeIsShownWhileItIsMade(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	i.publish("ann", "a.md", "# The lamp\n\nA light.")
	theme := filepath.Join(i.folder, "bread")
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(theme, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("theme.toml", "name = \"bread\"\ncontract = 1\n[[setting]]\nname = \"crust\"\nlabel = \"Crust\"\ntype = \"text\"\n")
	write("templates/partials/footer.html", "<footer>First, {{setting .Settings \"crust\"}}</footer>")
	port, err := freePort()
	if err != nil {
		t.Fatal(err)
	}
	address := fmt.Sprintf("127.0.0.1:%d", port)
	dev := exec.CommandContext(t.Context(), "pamphlet", "theme", "dev", theme, "--listen", address, "--set", "crust=dark", "--set", "crumb=white")
	dev.Env, dev.Dir, dev.Stdout, dev.Stderr = i.env, i.folder, &i.log, &i.log
	if err := dev.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = dev.Process.Signal(os.Interrupt); _ = dev.Wait() })

	p := newPerson(t, "http://"+address)
	eventually(t, "it listens", func() error { return chromedp.Do(p.ctx, chromedp.Navigate(p.base+"/@ann/the-lamp")) })
	p.sees("First, dark")
	if !i.log.says("--set crumb: the theme has no such setting") {
		t.Error("nobody says that there is no such setting")
	}
	p.asks(`(() => { window.before = true; return "" })()`)
	write("templates/partials/footer.html", "<footer>Second</footer>")
	p.sees("Second")
	write("templates/partials/footer.html", "<footer>\n{{.Bogus}}</footer>")
	p.sees("templates/partials/footer.html:2")
	p.sees("can't evaluate field Bogus")
	p.comes("the line itself", `document.querySelector("mark")?.textContent ?? ""`, "2  {{.Bogus}}</footer>")
	if !i.log.says("templates/partials/footer.html:2") {
		t.Error("the terminal does not say it")
	}
	write("templates/partials/footer.html", "<footer>Third</footer>")
	p.sees("Third")
	p.sees("A light.")

	// One page that cannot be made leaves the others to be looked at.
	write("templates/archive.html", "{{define \"main\"}}{{.Frame.Blog.Picture.Src}}{{end}}")
	p.sees("A light.")
	p.does("the archive", chromedp.Navigate(p.base+"/@ann/archive"))
	p.sees("templates/archive.html:1")
	write("templates/archive.html", "{{define \"main\"}}All of it{{end}}")
	p.sees("All of it")
}
