package main

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"pamphlet/blog"
)

// pictureImport stores the pictures a Markdown file points to beside itself.
type pictureImport struct {
	house   *house
	account int64
	folder  string
	warn    io.Writer
	stored  map[string]blog.Media
}

// markdownImage finds the address in ![alt](address "title").
var markdownImage = regexp.MustCompile(`(!\[[^\]]*\]\(\s*<?)([^)\s>]+)`)

// into replaces the addresses of local pictures in the text by those of their stored copies, and
// stores the cover. A missing picture is a warning: the text is worth more.
func (p *pictureImport) into(ctx context.Context, text *blog.Text, cover string) error {
	p.stored = map[string]blog.Media{}
	var failure error
	text.Markdown = markdownImage.ReplaceAllStringFunc(text.Markdown, func(match string) string {
		parts := markdownImage.FindStringSubmatch(match)
		m, ok, err := p.add(ctx, parts[2])
		if err != nil {
			failure = err
		}
		if !ok {
			return match
		}
		return parts[1] + blog.MediaPrefix + m.Variants[0].Name
	})
	if failure != nil || cover == "" {
		return failure
	}
	m, ok, err := p.add(ctx, cover)
	switch {
	case ok && m.Kind == blog.Picture:
		text.CoverID = m.ID
	case ok:
		p.say("cover %s is no picture; the article has none", cover)
	}
	return err
}

// add stores one picture; ok is false for one that is remote, missing or no picture.
func (p *pictureImport) add(ctx context.Context, address string) (m blog.Media, ok bool, err error) {
	u, err := url.Parse(address)
	if err != nil || u.IsAbs() || u.Host != "" || u.Path == "" || strings.HasPrefix(u.Path, "/") {
		return blog.Media{}, false, nil //nolint:nilerr // an odd address is not a local picture
	}
	path := filepath.Join(p.folder, filepath.FromSlash(u.Path))
	if m, ok := p.stored[path]; ok {
		return m, true, nil
	}
	file, err := os.Open(path)
	if err != nil {
		p.say("picture %s not found; the text keeps the address as it is", path)
		return blog.Media{}, false, nil
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err == nil {
		m, err = p.house.service.AddFile(ctx, p.account, blog.Upload{Content: file, Size: info.Size(), Name: filepath.Base(path)})
	}
	if blog.CodeOf(err) == blog.Invalid {
		p.say("picture %s was not taken: %s", path, err)
		return blog.Media{}, false, nil
	}
	if err != nil {
		return blog.Media{}, false, fmt.Errorf("storing %s: %w", path, err)
	}
	p.stored[path] = m
	return m, true, nil
}

func (p *pictureImport) say(format string, args ...any) {
	_, _ = fmt.Fprintf(p.warn, "pamphlet: warning: "+format+"\n", args...)
}
