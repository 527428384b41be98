package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "github.com/mattn/go-sqlite3"    // the driver "sqlite3"

	"pamphlet/blog/store/storetest"
)

const (
	// patience is how long a test waits for what must happen. It is no measurement: the machine may be busy.
	patience = 30 * time.Second

	testPassword = "correct horse battery"
)

// instance is a site run by the real program, with a folder, a port and a database of its own.
type instance struct {
	t        *testing.T
	base     string // its address
	folder   string // where its articles are written
	database string // postgres://... or "" for SQLite
	env      []string
	log      logbook   // of all its processes
	process  *exec.Cmd // nil while it does not run
	guard    *exec.Cmd
}

// newInstance makes a site that does not run yet; engine is sqlite or postgres.
func newInstance(t *testing.T, engine string) *instance {
	t.Helper()
	port, err := freePort()
	if err != nil {
		t.Fatal(err)
	}
	i := &instance{t: t, base: fmt.Sprintf("http://127.0.0.1:%d", port), folder: t.TempDir(), log: logbook{out: t.Output()}}
	if engine == "postgres" {
		i.database = storetest.PostgresURL(t)
	}
	i.env = append(os.Environ(),
		"PAMPHLET_DATA="+filepath.Join(i.folder, "data"), "PAMPHLET_DATABASE="+i.database, "PAMPHLET_URL="+i.base,
		fmt.Sprintf("PAMPHLET_LISTEN=127.0.0.1:%d", port), "PAMPHLET_ALLOW_PRIVATE_NETWORK=true")
	t.Cleanup(i.stop)
	return i
}

// newSite is a running instance whose owner is ann.
func newSite(t *testing.T, engine string) *instance {
	t.Helper()
	i := newInstance(t, engine)
	i.addUser("ann", "owner")
	i.start()
	return i
}

// onBothEngines runs a test once per database, side by side with everything else.
func onBothEngines(t *testing.T, test func(t *testing.T, i *instance)) {
	t.Parallel()
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			test(t, newSite(t, engine))
		})
	}
}

// run runs a subcommand and gives what it printed.
func (i *instance) run(stdin string, args ...string) string {
	i.t.Helper()
	var errors bytes.Buffer
	cmd := exec.CommandContext(i.t.Context(), "pamphlet", args...)
	cmd.Env, cmd.Dir, cmd.Stdin, cmd.Stderr = i.env, i.folder, strings.NewReader(stdin), &errors
	out, err := cmd.Output()
	if err != nil {
		i.t.Fatalf("pamphlet %s: %v: %s", strings.Join(args, " "), err, errors.String())
	}
	return string(out)
}

func (i *instance) addUser(name, role string) {
	i.t.Helper()
	i.run(testPassword, "user", "add", name, "--role", role, "--password-stdin")
}

// publish writes a file and publishes it as an account; it gives the page's address.
func (i *instance) publish(account, file, text string, more ...string) string {
	i.t.Helper()
	if err := os.WriteFile(filepath.Join(i.folder, file), []byte(text), 0o600); err != nil {
		i.t.Fatal(err)
	}
	out := i.run("", append([]string{"article", "publish", file, "--as", account}, more...)...)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	return lines[len(lines)-1]
}

// start runs the server and waits until it is ready.
func (i *instance) start() {
	i.t.Helper()
	i.starts(exec.Command("pamphlet", "serve"))
}

// starts runs the server by a command of the test's own.
func (i *instance) starts(serve *exec.Cmd) {
	i.t.Helper()
	i.process = serve
	i.process.Env, i.process.Dir, i.process.Stdout, i.process.Stderr = i.env, i.folder, &i.log, &i.log
	if err := i.process.Start(); err != nil {
		i.t.Fatal(err)
	}
	i.watch()
	eventually(i.t, "the site is ready", func() error {
		res, err := http.Get(i.base + "/healthz")
		if err != nil {
			return err
		}
		_ = res.Body.Close()
		if res.StatusCode != http.StatusOK {
			return fmt.Errorf("it answers %d", res.StatusCode)
		}
		return nil
	})
}

// watch has a shell end the server should the tests be killed: it reads from a pipe that only they hold.
func (i *instance) watch() {
	i.t.Helper()
	i.guard = exec.Command("/bin/sh", "-c", `cat >/dev/null; kill -9 "$1"`, "guard", strconv.Itoa(i.process.Process.Pid))
	if _, err := i.guard.StdinPipe(); err != nil {
		i.t.Fatal(err)
	}
	// A group of its own: the terminal's Ctrl-C must reach the tests but not the one who cleans up.
	i.guard.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := i.guard.Start(); err != nil {
		i.t.Fatal(err)
	}
}

// stop ends the server as an init system would, and expects a clean end.
func (i *instance) stop() {
	i.t.Helper()
	if err := i.end(syscall.SIGTERM); err != nil {
		i.t.Errorf("the site did not stop cleanly: %v", err)
	}
}

// kill ends the server as a power cut would.
func (i *instance) kill() {
	i.t.Helper()
	if err := i.end(syscall.SIGKILL); err == nil {
		i.t.Error("the site ended by itself before it was killed")
	}
}

func (i *instance) end(by os.Signal) error {
	if i.process == nil {
		return nil
	}
	ended := make(chan error, 1)
	if err := i.process.Process.Signal(by); err != nil {
		i.t.Errorf("ending the site: %v", err)
	}
	go func() { ended <- i.process.Wait() }()
	defer func() {
		_ = i.guard.Process.Kill()
		_ = i.guard.Wait() // it was killed
		i.process = nil
	}()
	select {
	case err := <-ended:
		return err
	case <-time.After(patience):
		_ = i.process.Process.Kill()
		return fmt.Errorf("it still ran after %v: %w", patience, <-ended)
	}
}

// open opens the site's database from outside, for what a test cannot wait for or see otherwise.
func (i *instance) open() *sql.DB {
	i.t.Helper()
	driver, source := "pgx", i.database
	if i.database == "" {
		driver, source = "sqlite3", "file:"+filepath.Join(i.folder, "data", "pamphlet.db")+"?_busy_timeout=10000"
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		i.t.Fatal(err)
	}
	return db
}

// number asks the site's database for one number.
func (i *instance) number(query string) (n int64) {
	i.t.Helper()
	db := i.open()
	defer func() { _ = db.Close() }()
	if err := db.QueryRowContext(i.t.Context(), query).Scan(&n); err != nil {
		i.t.Fatalf("%s: %v", query, err)
	}
	return n
}

// timePasses makes everything due that waits to be tried again or may be done again, and ends what a dead process held.
func (i *instance) timePasses() {
	i.t.Helper()
	db := i.open()
	defer func() { _ = db.Close() }()
	for _, statement := range []string{"update hosts set retry_at = 0, leased_until = 0", "update deliveries set due_at = 1", "update seen set at = 1 where uri like 'Move of %'"} {
		if _, err := db.ExecContext(i.t.Context(), statement); err != nil {
			i.t.Fatalf("%s: %v", statement, err)
		}
	}
}

// get asks for an address with an Accept header, without following redirects.
func (i *instance) get(address, accept string) answer {
	i.t.Helper()
	return get(i.t, address, accept)
}

// document is the ActivityPub document at an address.
func (i *instance) document(address string) object {
	i.t.Helper()
	return get(i.t, address, "application/activity+json").document(i.t)
}

// actorOf is the id of the blog with that name, as WebFinger tells it.
func (i *instance) actorOf(name string) string {
	i.t.Helper()
	found := i.get(i.base+"/.well-known/webfinger?resource="+url.QueryEscape("acct:"+name+"@"+i.host()), "").json(i.t)
	for _, link := range found.list("links") {
		if link.(map[string]any)["rel"] == "self" {
			return object(link.(map[string]any)).text("href")
		}
	}
	i.t.Fatalf("WebFinger knows no actor of %s: %v", name, found)
	return ""
}

// host is the site's authority, with the port.
func (i *instance) host() string { return strings.TrimPrefix(i.base, "http://") }

// eventually waits until check finds nothing to complain of.
func eventually(t *testing.T, what string, check func() error) {
	t.Helper()
	var last error
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if last = check(); last == nil {
			return
		}
	}
	t.Fatalf("waited %v, and still not: %s: %v", patience, what, last)
}
