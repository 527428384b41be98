package store_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// holdLock keeps SQLite's write lock for a second and a half.
func holdLock(s *store.Store) error {
	return s.Write(context.Background(), func(tx *store.Tx) error {
		fmt.Println("held")
		time.Sleep(1500 * time.Millisecond)
		return tx.SetSetting("holder", "done")
	})
}

// writeForEver prints each key when it has been acknowledged. Every key is written together with a
// second one and a job, so that a torn transaction would show.
func writeForEver(s *store.Store) error {
	var all sync.WaitGroup
	var out sync.Mutex
	for i := range 16 {
		all.Go(func() {
			for n := 0; ; n++ {
				key := fmt.Sprintf("%d-%d", i, n)
				err := s.Write(context.Background(), func(tx *store.Tx) error {
					if err := tx.SetSetting(key, "saved"); err != nil {
						return err
					}
					if err := tx.Enqueue(note{Text: key}); err != nil {
						return err
					}
					return tx.SetSetting("twin of "+key, "saved")
				})
				out.Lock()
				if err != nil {
					fmt.Println("error:", err)
				} else {
					fmt.Println(key)
				}
				out.Unlock()
			}
		})
	}
	all.Wait()
	return nil
}

func TestSecondProcessHoldsTheLock(t *testing.T) {
	cfg := store.Config{DataDir: t.TempDir()}
	patient := open(t, cfg)
	cfg.LockWait = 100 * time.Millisecond
	hasty := open(t, cfg)
	_, lines := process(t, "hold", cfg)
	if !lines.Scan() || lines.Text() != "held" {
		t.Fatalf("the other process said %q", lines.Text())
	}
	if err := hasty.Write(context.Background(), put("hasty", "saved")); blog.CodeOf(err) != blog.Unavailable {
		t.Errorf("after 100 ms: %v", err)
	}
	if _, err := hasty.Setting(context.Background(), "any"); err != nil {
		t.Errorf("a reader must not wait for the lock: %v", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	start := time.Now()
	if err := patient.Write(ctx, put("left", "saved")); err == nil || time.Since(start) > time.Second {
		t.Errorf("a caller that leaves after 100 ms got %v after %v", err, time.Since(start))
	}
	if err := patient.Write(context.Background(), put("patient", "saved")); err != nil {
		t.Errorf("waiting for the other process: %v", err)
	}
	for key, want := range map[string]string{"holder": "done", "patient": "saved", "hasty": "", "left": ""} {
		stored(t, patient, key, want)
	}
}

// TestKilledWriterLosesNothing kills a writing process at random moments. Whatever it had
// acknowledged is there, and no transaction is there by half.
func TestKilledWriterLosesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, _ func() *store.Store) {
		for range 4 {
			cfg := store.Config{DataDir: t.TempDir()}
			if strings.HasSuffix(t.Name(), "postgres") {
				cfg.Database = storetest.PostgresURL(t)
			}
			writer, lines := process(t, "write", cfg)
			acked := killWhileWriting(t, writer, lines)
			start := time.Now()
			s := open(t, cfg)
			t.Logf("%d acknowledged, open again after %v", len(acked), time.Since(start))
			for _, key := range acked {
				stored(t, s, key, "saved")
			}
			checkWhole(t, s, len(acked))
		}
	})
}

func killWhileWriting(t *testing.T, writer *exec.Cmd, lines *bufio.Scanner) (acked []string) {
	t.Helper()
	if !lines.Scan() {
		t.Fatal("the process wrote nothing")
	}
	acked = append(acked, lines.Text())
	time.AfterFunc(rand.N(400*time.Millisecond), func() { _ = writer.Process.Kill() })
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "error") {
			t.Error(lines.Text())
			continue
		}
		acked = append(acked, lines.Text())
	}
	return acked
}

func checkWhole(t *testing.T, s *store.Store, acked int) {
	t.Helper()
	var keys, twins int
	err := s.Read().QueryRowContext(context.Background(),
		"select count(*), coalesce(sum(case when key like 'twin%' then 1 else 0 end), 0) from settings").Scan(&keys, &twins)
	if err != nil {
		t.Fatal(err)
	}
	if n := jobs(t, s, "true"); keys != 2*twins || n != twins || twins < acked {
		t.Errorf("%d keys, %d of them twins, %d jobs; %d acknowledged", keys, twins, n, acked)
	}
}

// TestProcessesStartTogether: many processes find an empty database at once, and all of them open it.
func TestProcessesStartTogether(t *testing.T) {
	storetest.Each(t, func(t *testing.T, _ func() *store.Store) {
		cfg := store.Config{DataDir: t.TempDir()}
		if strings.HasSuffix(t.Name(), "postgres") {
			cfg.Database = emptyPostgres(t)
		}
		var all sync.WaitGroup
		for range 5 {
			c, lines := process(t, "open", cfg)
			all.Go(func() {
				for lines.Scan() {
					t.Error(lines.Text())
				}
				if err := c.Wait(); err != nil {
					t.Errorf("a process failed: %v", err)
				}
			})
		}
		all.Wait()
		if err := open(t, cfg).Write(context.Background(), put("key", "saved")); err != nil {
			t.Error(err)
		}
	})
}

// emptyPostgres is a database without a single table.
func emptyPostgres(t *testing.T) string {
	t.Helper()
	url := storetest.PostgresURL(t)
	s, err := store.Open(context.Background(), store.Config{Database: url})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Postgres().Exec(context.Background(), "drop schema public cascade; create schema public"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	return url
}
