package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	"image/png"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// dropsFiles lets go of files over an element; pasting sends the same.
func (p *person) dropsFiles(event, selector string, files map[string][]byte) {
	p.t.Helper()
	var made strings.Builder
	for name, content := range files {
		fmt.Fprintf(&made, "data.items.add(new File([Uint8Array.from(atob(%q), (c) => c.charCodeAt(0))], %q, { type: %q }));",
			base64.StdEncoding.EncodeToString(content), name, map[bool]string{true: "image/png", false: "application/octet-stream"}[strings.HasSuffix(name, ".png")])
	}
	p.asks(fmt.Sprintf(`(() => {
		const data = new DataTransfer();
		%s
		const at = document.querySelector(%q), kind = %q;
		const event = kind === "drop" ? new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })
			: new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
		at.dispatchEvent(event);
		return event.defaultPrevented ? "" : "nobody took it";
	})()`, made.String(), selector, event))
}

// typedMatches waits until the text matches.
func (p *person) typedMatches(pattern string) []string {
	p.t.Helper()
	var found []string
	eventually(p.t, "the text is "+pattern, func() error {
		if found = regexp.MustCompile(pattern).FindStringSubmatch(p.typed()); found == nil {
			return errors.New(p.typed())
		}
		return nil
	})
	return found
}

// TestMediaInTheEditor drops, pastes and chooses pictures and files, in every surface.
func TestMediaInTheEditor(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	p := newWriter(t, i)
	var drawing bytes.Buffer
	if err := png.Encode(&drawing, image.NewGray(image.Rect(0, 0, 60, 40))); err != nil {
		t.Fatal(err)
	}
	talk := append([]byte("ID3\x04\x00\x00\x00\x00\x10\x00"), make([]byte, 3000)...)
	const stored = `/media/[a-z2-7]{26}`
	p.empties()
	p.types("Before.")
	p.dropsFiles("drop", "#f-visual", map[string][]byte{"map.png": drawing.Bytes()})
	p.typedMatches(`^Before\.\n\n!\[\]\((` + stored + `\.png)\)\n*$`)
	p.dropsFiles("paste", "#f-visual", map[string][]byte{"talk.mp3": talk})
	p.typedMatches(`!\[talk\.mp3\]\(` + stored + `\.mp3\)\n*$`)
	p.finds(".picture audio")

	p.dropsFiles("drop", "#f-visual", map[string][]byte{"page.html": []byte("<script>alert(1)</script>")})
	p.finds(".notice.live")
	if said := p.asks(`document.querySelector(".notice.live").textContent`); !strings.Contains(said, "This kind of file is not taken.") {
		t.Errorf("a file that is refused: %q", said)
	}
	before := p.typed()

	p.empties()
	p.writesSlowly("/from")
	p.types(kb.Enter)
	p.finds("#shelf[open] li button img")
	p.types("talk")
	eventually(t, "only the talk is on the shelf", func() error {
		if n := p.asks(`String(document.querySelectorAll("#shelf li").length)`); n != "1" {
			return errors.New(n + " files")
		}
		return nil
	})
	p.types(kb.Enter) // to the first
	p.types(kb.Enter)
	p.typedMatches(`^!\[talk\.mp3\]\(` + stored + `\.mp3\)\n*$`)

	p.empties()
	p.writesSlowly("/from")
	p.types(kb.Enter)
	p.finds("#shelf[open] li button img")
	p.types(kb.Escape)
	p.does("a moment", chromedp.Sleep(300*time.Millisecond))
	if got := strings.TrimSpace(p.typed()); got != "" {
		t.Errorf("closing the shelf left %q", got)
	}

	p.does("to the source", chromedp.Click("#source"))
	p.finds("#f-source")
	p.dropsFiles("drop", "#f-source", map[string][]byte{"map.png": drawing.Bytes()})
	p.typedMatches(`^!\[\]\(` + stored + `\.png\)\n*$`)
	if n := i.number("select count(*) from media"); n != 3 {
		t.Errorf("%d files are stored; before: %q", n, before)
	}
}
