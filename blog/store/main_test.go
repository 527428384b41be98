package store_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// role makes the test binary play another process: "hold" the write lock, "write" until killed, or
// "open" and end. The role's database comes in the other two variables.
const (
	role     = "PAMPHLET_TEST_ROLE"
	folder   = "PAMPHLET_TEST_FOLDER"
	database = "PAMPHLET_TEST_DATABASE"
)

func TestMain(m *testing.M) {
	play, ok := map[string]func(*store.Store) error{
		"hold": holdLock, "write": writeForEver, "open": func(*store.Store) error { return nil },
	}[os.Getenv(role)]
	if !ok {
		storetest.Main(m)
		return
	}
	if err := openAnd(play); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func openAnd(play func(*store.Store) error) error {
	ctx := context.Background()
	s, err := store.Open(ctx, store.Config{DataDir: os.Getenv(folder), Database: os.Getenv(database), LockWait: 30 * time.Second})
	if err != nil {
		return err
	}
	if err := play(s); err != nil {
		return err
	}
	return s.Close(ctx)
}

// process starts the test binary in a role. It is killed with the test if it still runs then.
func process(t *testing.T, name string, cfg store.Config) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), role+"="+name, folder+"="+cfg.DataDir, database+"="+cfg.Database)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Kill() // it may have ended
		_ = c.Wait()
	})
	return c, bufio.NewScanner(out)
}

// open opens a database and closes it with the test.
func open(t testing.TB, cfg store.Config) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return s
}

// put is a write of one setting.
func put(key, value string) func(*store.Tx) error {
	return func(tx *store.Tx) error { return tx.SetSetting(key, value) }
}

// stored fails the test unless the setting has the value; "" is not stored.
func stored(t *testing.T, s *store.Store, key, want string) {
	t.Helper()
	if got, err := s.Setting(context.Background(), key); err != nil || got != want {
		t.Errorf("%s is %q, %v; want %q", key, got, err, want)
	}
}
