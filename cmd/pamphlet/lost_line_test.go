package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// online takes the browser's line away, or gives it back.
func (p *person) online(is bool) {
	p.t.Helper()
	rules := network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{{Offline: !is, DownloadThroughput: -1, UploadThroughput: -1}}}
	if _, err := chromedp.Call(p.ctx, network.EmulateNetworkConditionsByRule, rules); err != nil {
		p.t.Fatal(err)
	}
	state := network.OverrideNetworkStateParams{Offline: !is, DownloadThroughput: -1, UploadThroughput: -1}
	if _, err := chromedp.Call(p.ctx, network.OverrideNetworkState, state); err != nil {
		p.t.Fatal(err)
	}
}

// TestLostLine keeps what is typed in the browser, says so, and saves it when the line is back.
func TestLostLine(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	p := newWriter(t, i)
	p.writes("", "Before the tunnel.")
	p.sees("Saved")
	p.online(false)
	p.writes("", " Within.")
	p.sees("You are offline. Your words are kept in this browser.")
	p.writes("", " Still within.")
	i.keeps("Before the tunnel.")
	p.online(true)
	i.keeps("Before the tunnel. Within. Still within.")
	p.sees("Saved")
}

// TestClosedLaptop sleeps in the midst of a sentence, and another machine goes on before it wakes.
func TestClosedLaptop(t *testing.T) {
	t.Parallel()
	i := newSite(t, "sqlite")
	p := newWriter(t, i)
	p.writes("", "First.\n\nSecond.")
	i.keeps("First.\n\nSecond.")
	p.sees("Saved")
	other := p.window()
	other.does("the same article", chromedp.Navigate(p.asks("location.href")), chromedp.WaitVisible(sheet))
	p.online(false)
	p.writes("First.", " Half a sen")
	p.lives("frozen")
	other.writes("Second.", " By daylight.")
	i.keeps("First.\n\nSecond. By daylight.")
	p.lives("active")
	p.online(true)
	p.asks(`(dispatchEvent(new Event("online")), "")`)
	i.keeps("First. Half a sen\n\nSecond. By daylight.")
	p.writes("Half a sen", "tence.")
	i.keeps("First. Half a sentence.\n\nSecond. By daylight.")
}

// lives puts the page to sleep, or wakes it (Page Lifecycle).
func (p *person) lives(state page.SetWebLifecycleStateState) {
	p.t.Helper()
	if _, err := chromedp.Call(p.ctx, page.SetWebLifecycleState, page.SetWebLifecycleStateParams{State: state}); err != nil {
		p.t.Fatal(err)
	}
}

// TestFullDisk says that nothing was saved, loses nothing, and saves when there is room again.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	i := newInstance(t, "sqlite")
	i.addUser("ann", "owner")
	limit := diskUsed(t, i.folder) + 64<<10
	serve := exec.Command("/bin/sh", "-c", fmt.Sprintf("ulimit -f %d; exec pamphlet serve", limit/512)) // no file may grow further
	i.starts(serve)
	p := newWriter(t, i)
	p.writes("", "Little.")
	p.sees("Saved")
	i.keeps("Little.")
	long := strings.Repeat("A long day. ", 12_000)
	p.writesSource("Little. " + long)
	more := ""
	for range 20 { // each save takes as much room again
		p.writes("Little."+more, " More.")
		more += " More."
		p.does("a rest", chromedp.Sleep(3*time.Second))
		if p.asks(`document.getElementById("state").dataset.kind`) == "waiting" {
			break
		}
	}
	p.sees("nothing was saved")
	p.sees("Your words are kept in this browser.")
	p.does("closing the window", chromedp.Sleep(500*time.Millisecond), chromedp.Navigate("about:blank"))
	i.stop()
	i.start()
	p.does("coming back", chromedp.Navigate(i.base+"/desk/articles/1"))
	i.keeps("Little." + more + " " + strings.TrimSpace(long))
}

// diskUsed is the size of the largest file of a site.
func diskUsed(t *testing.T, folder string) (most int64) {
	t.Helper()
	err := filepath.Walk(folder, func(_ string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			most = max(most, info.Size())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return most
}
