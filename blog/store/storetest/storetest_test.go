package storetest_test

import (
	"bufio"
	"context"
	"net/url"
	"os"
	"os/exec"
	"testing"
	"time"

	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// endless makes the test binary play the process that is killed.
const endless = "PAMPHLET_TEST_ENDLESS"

func TestMain(m *testing.M) { storetest.Main(m) }

func TestEachGivesOneDatabasePerTest(t *testing.T) {
	for range 2 { // the second time must not see what the first wrote
		storetest.Each(t, func(t *testing.T, open func() *store.Store) {
			ctx := context.Background()
			a, b := open(), open()
			if value, err := a.Setting(ctx, "greeting"); err != nil || value != "" {
				t.Fatalf("an empty database has greeting %q, %v", value, err)
			}
			if err := a.Write(ctx, func(tx *store.Tx) error { return tx.SetSetting("greeting", "hello") }); err != nil {
				t.Fatal(err)
			}
			if value, err := b.Setting(ctx, "greeting"); err != nil || value != "hello" {
				t.Errorf("the same database opened twice has greeting %q, %v", value, err)
			}
		})
	}
}

// TestEndlessHelper is no test: it starts a server, says where, and waits to be killed.
func TestEndlessHelper(t *testing.T) {
	if os.Getenv(endless) == "" {
		return // only for TestServerEndsWithAKilledTest
	}
	at, err := url.Parse(storetest.PostgresURL(t))
	if err != nil {
		t.Fatal(err)
	}
	_, _ = os.Stdout.WriteString("\nFOLDER " + at.Query().Get("host") + "\n")
	select {}
}

func TestServerEndsWithAKilledTest(t *testing.T) {
	storetest.PostgresURL(t) // skips without PostgreSQL
	child := exec.Command(os.Args[0], "-test.run=^TestEndlessHelper$")
	child.Env = append(os.Environ(), endless+"=1")
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	folder := ""
	for lines := bufio.NewScanner(out); folder == "" && lines.Scan(); {
		if text := lines.Text(); len(text) > 7 && text[:7] == "FOLDER " {
			folder = text[7:]
		}
	}
	if _, err := os.Stat(folder + "/db/postmaster.pid"); err != nil {
		t.Errorf("no server runs: %v", err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // it was killed
	for range 500 {
		if _, err := os.Stat(folder); os.IsNotExist(err) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("the folder of the killed test's server is still there: %s", folder)
}
