package main

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"pamphlet/blog/store/storetest"
)

// TestMain lets scripts start this test binary as the program itself.
func TestMain(m *testing.M) {
	testscript.Main(withDatabases{m}, map[string]func(){"pamphlet": main})
}

// withDatabases ends the throw-away PostgreSQL after the tests.
type withDatabases struct{ m *testing.M }

// Run implements testscript.TestingM.
func (w withDatabases) Run() int { return storetest.Run(w.m) }

// TestScripts runs every script of testdata on both databases.
func TestScripts(t *testing.T) {
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			testscript.Run(t, testscript.Params{
				Dir:                 "testdata",
				RequireExplicitExec: true,
				UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
				Setup:               func(env *testscript.Env) error { return setup(t, env, engine) },
				Cmds: map[string]func(*testscript.TestScript, bool, []string){
					"http":  httpCommand,
					"ready": readyCommand,
				},
			})
		})
	}
}

// setup gives each script a folder, a port and, on PostgreSQL, a database of its own.
func setup(t *testing.T, env *testscript.Env, engine string) error {
	port, err := freePort()
	if err != nil {
		return err
	}
	env.Setenv("PAMPHLET_DATA", filepath.Join(env.WorkDir, "data"))
	env.Setenv("PAMPHLET_LISTEN", fmt.Sprintf("127.0.0.1:%d", port))
	env.Setenv("PAMPHLET_URL", fmt.Sprintf("http://localhost:%d", port))
	env.Setenv("URL", fmt.Sprintf("http://localhost:%d", port))
	env.Setenv("ENGINE", engine)
	if engine == "postgres" {
		env.Setenv("PAMPHLET_DATABASE", storetest.PostgresURL(t))
	}
	return nil
}

// givenPorts are the ports that tests of this process got.
var givenPorts sync.Map

// freePort is a port for a server that starts later, and maybe again. It is outside of those that the system gives to
// connections (from 32768 on Linux), or one of them might have it by then.
func freePort() (int, error) {
	for range 100 {
		port := 10_000 + rand.IntN(20_000)
		if _, taken := givenPorts.LoadOrStore(port, true); taken {
			continue
		}
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err != nil {
			continue
		}
		return port, l.Close()
	}
	return 0, errors.New("no port is free")
}

// readyCommand waits until the server answers: ready
func readyCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: ready")
	}
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		resp, err := http.Get(ts.Getenv("URL") + "/healthz")
		if err != nil {
			continue
		}
		_ = resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return
		}
	}
	ts.Fatalf("the server did not become ready")
}

// httpCommand asks the running server and puts status, headers and body on stdout:
//
//	http METHOD PATH [Header:value ...]
//
// With ! it expects a status of 400 or more.
func httpCommand(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: http METHOD PATH [Header:value ...]")
	}
	req, err := http.NewRequest(args[0], ts.Getenv("URL")+args[1], nil)
	ts.Check(err)
	for _, header := range args[2:] {
		name, value, _ := strings.Cut(header, ":")
		if name == "Host" {
			req.Host = value
		}
		req.Header.Set(name, value)
	}
	client := http.Client{Timeout: 10 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	ts.Check(err)
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	ts.Check(err)
	var out strings.Builder
	fmt.Fprintf(&out, "%d\n", resp.StatusCode)
	ts.Check(resp.Header.Write(&out))
	_, err = fmt.Fprintf(ts.Stdout(), "%s\n%s\n", out.String(), body)
	ts.Check(err)
	if failed := resp.StatusCode >= 400; failed != neg {
		ts.Fatalf("%s %s answered %d", args[0], args[1], resp.StatusCode)
	}
}
