package storetest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"pamphlet/blog/store"
)

// watch starts PostgreSQL in $1 with the programs of $2 and the options after them, and stands by.
// Its standard input is a pipe nobody writes to: it ends with the process that holds the other end.
const watch = `
data=$1 bin=$2
shift 2
"$bin/initdb" -D "$data/db" -U pamphlet -A trust -E UTF8 --locale=C --no-sync >"$data/initdb.log" 2>&1 || exit 1
"$bin/postgres" -D "$data/db" "$@" >"$data/server.log" 2>&1 </dev/null &
server=$!
cat >/dev/null
kill -QUIT "$server"
wait "$server"
rm -rf "$data"
`

// template is the migrated database all others are copies of.
const template = "pamphlet_template"

// server is a running PostgreSQL.
type server struct {
	folder string
	shell  *exec.Cmd
	pipe   io.Closer
	ended  chan struct{} // closed when the shell has ended
}

// running is the one server of this test process. It is the package's only state: a server per
// test would cost seconds each.
var running struct {
	sync.Mutex
	tried  bool
	server *server
	err    error
	copies int
}

var errNotInstalled = errors.New("PostgreSQL 15 is not installed: apt-get install postgresql-15")

// PostgresURL makes an empty, migrated PostgreSQL database for the test and returns its
// postgres:// URL. It skips the test where PostgreSQL is not installed.
func PostgresURL(t testing.TB) string {
	t.Helper()
	running.Lock()
	defer running.Unlock()
	if !running.tried {
		running.tried = true
		running.server, running.err = startServer(t)
	}
	if errors.Is(running.err, errNotInstalled) {
		t.Skip(running.err)
	}
	if running.err != nil {
		t.Fatalf("starting PostgreSQL for tests: %v", running.err)
	}
	s := running.server
	running.copies++
	name := "test_" + strconv.Itoa(running.copies)
	if err := s.admin("create database " + name + " template " + template); err != nil {
		t.Fatalf("making a database for the test: %v", err)
	}
	t.Cleanup(func() {
		if err := s.admin("drop database " + name + " with (force)"); err != nil {
			t.Errorf("dropping the test's database: %v", err)
		}
	})
	return s.url(name)
}

func startServer(t testing.TB) (*server, error) {
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	s := &server{ended: make(chan struct{})}
	if s.folder, err = os.MkdirTemp(parent(), "pamphlet-pg"); err != nil {
		return nil, err
	}
	if err := s.start(bin); err != nil {
		return nil, errors.Join(err, os.RemoveAll(s.folder))
	}
	if err := s.prepare(t); err != nil {
		return nil, errors.Join(err, s.stop(), os.RemoveAll(s.folder))
	}
	return s, nil
}

// durable tells whether the server is to write as in production.
func durable() bool { return os.Getenv("PAMPHLET_TEST_FSYNC") == "on" }

// parent is where servers live: in memory where there is room for some hundred databases of 8 MB
// (copying one then takes 60 ms in place of 300), else in the usual temporary folder.
func parent() string {
	const memory, room = "/dev/shm", 2 << 30
	var fs syscall.Statfs_t
	if durable() || syscall.Statfs(memory, &fs) != nil || uint64(fs.Bavail)*uint64(fs.Bsize) < room {
		return ""
	}
	return memory
}

// programs finds the folder of initdb and postgres; Debian keeps it out of PATH.
func programs() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	if len(found) > 0 {
		return filepath.Dir(found[len(found)-1]), nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", errNotInstalled
	}
	if path, err = filepath.EvalSymlinks(path); err != nil {
		return "", err
	}
	return filepath.Dir(path), nil
}

func (s *server) start(bin string) (err error) {
	sync := "off"
	if durable() {
		sync = "on"
	}
	s.shell = exec.Command("/bin/sh", "-c", watch, "watch", s.folder, bin,
		"-c", "listen_addresses=", "-c", "unix_socket_directories="+s.folder,
		"-c", "fsync="+sync, "-c", "synchronous_commit="+sync, "-c", "full_page_writes="+sync,
		"-c", "max_connections=200", "-c", "shared_buffers=32MB", "-c", "autovacuum=off")
	s.shell.Dir = s.folder
	// A group of its own: the terminal's Ctrl-C must reach the tests but not the one who cleans up.
	s.shell.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if os.Geteuid() == 0 { // initdb refuses to run as root
		if s.shell.SysProcAttr.Credential, err = servant(s.folder); err != nil {
			return err
		}
	}
	if s.pipe, err = s.shell.StdinPipe(); err != nil {
		return err
	}
	if err := s.shell.Start(); err != nil {
		return err
	}
	go func() {
		_ = s.shell.Wait() // how it ended is seen by those who use the server
		close(s.ended)
	}()
	return nil
}

// servant is the user the server runs as when the tests run as root; the folder becomes theirs.
func servant(folder string) (*syscall.Credential, error) {
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
		gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
		if err := errors.Join(err1, err2, os.Chown(folder, int(uid), int(gid))); err != nil {
			return nil, err
		}
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
	}
	return nil, errors.New("tests run as root need a user postgres or nobody to run the server as")
}

// prepare waits for the server and makes the template.
func (s *server) prepare(t testing.TB) error {
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		err := s.admin("create database " + template)
		if err == nil {
			break
		}
		select {
		case <-s.ended:
			return fmt.Errorf("the server did not start: %s", s.logs())
		default:
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("the server did not start: %w: %s", err, s.logs())
		}
	}
	db, err := store.Open(context.Background(), store.Config{DataDir: t.TempDir(), Database: s.url(template)})
	if err != nil {
		return err
	}
	return db.Close(context.Background())
}

func (s *server) logs() string {
	a, _ := os.ReadFile(filepath.Join(s.folder, "initdb.log")) // what is missing has nothing to say
	b, _ := os.ReadFile(filepath.Join(s.folder, "server.log"))
	return strings.TrimSpace(string(a) + string(b))
}

func (s *server) url(database string) string {
	return "postgres:///" + database + "?" + url.Values{"host": {s.folder}, "user": {"pamphlet"}}.Encode()
}

// admin runs a command that no transaction may contain, outside of all test databases.
func (s *server) admin(command string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, s.url("postgres"))
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	_, err = conn.Exec(ctx, command)
	return err
}

// stop ends the server and removes its folder.
func (s *server) stop() error {
	if err := s.pipe.Close(); err != nil {
		return err
	}
	select {
	case <-s.ended:
		return nil
	case <-time.After(15 * time.Second):
		return fmt.Errorf("the PostgreSQL in %s is still running", s.folder)
	}
}

func stopServer() error {
	running.Lock()
	defer running.Unlock()
	if running.server == nil {
		return nil
	}
	return running.server.stop()
}
