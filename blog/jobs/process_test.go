package jobs_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"pamphlet/blog/jobs"
	"pamphlet/blog/store"
	"pamphlet/blog/store/storetest"
)

// role makes the test binary play another process: one that will "hang" in a job until it is
// killed, or one that will "enqueue" a job for each line it reads.
const (
	role     = "PAMPHLET_TEST_ROLE"
	folder   = "PAMPHLET_TEST_FOLDER"
	database = "PAMPHLET_TEST_DATABASE"
)

func TestMain(m *testing.M) {
	play, ok := map[string]func(*store.Store) error{"hang": hang, "enqueue": enqueueForEachLine}[os.Getenv(role)]
	if !ok {
		storetest.Main(m)
		return
	}
	s, err := store.Open(context.Background(), store.Config{DataDir: os.Getenv(folder), Database: os.Getenv(database)})
	if err == nil {
		err = play(s)
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func hang(s *store.Store) error {
	r := jobs.New(s, jobs.Config{})
	jobs.Register(r, func(context.Context, greet) error {
		fmt.Println("hanging")
		select {}
	})
	if err := r.Start(context.Background()); err != nil {
		return err
	}
	select {}
}

func enqueueForEachLine(s *store.Store) error {
	fmt.Println("ready")
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		err := s.Write(context.Background(), func(tx *store.Tx) error { return tx.Enqueue(greet{Name: lines.Text()}) })
		if err != nil {
			return err
		}
	}
	return nil
}

// process starts the test binary in a role and waits for its first line.
func process(t *testing.T, name, wantLine string, cfg store.Config) (c *exec.Cmd, say func(line string)) {
	t.Helper()
	c = exec.Command(os.Args[0])
	c.Env = append(os.Environ(), role+"="+name, folder+"="+cfg.DataDir, database+"="+cfg.Database)
	c.Stderr = os.Stderr
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Kill() // it may have ended
		_ = c.Wait()
	})
	if lines := bufio.NewScanner(out); !lines.Scan() || lines.Text() != wantLine {
		t.Fatalf("the process said %q, want %q", lines.Text(), wantLine)
	}
	return c, func(line string) {
		t.Helper()
		if _, err := fmt.Fprintln(in, line); err != nil {
			t.Fatal(err)
		}
	}
}

// TestJobOfAnotherProcessIsSeenWithinASecond is the contract of subcommands beside a server.
func TestJobOfAnotherProcessIsSeenWithinASecond(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, _ func() *store.Store) {
		cfg := store.Config{DataDir: t.TempDir()}
		if strings.HasSuffix(t.Name(), "postgres") {
			cfg.Database = storetest.PostgresURL(t)
		}
		s, err := store.Open(context.Background(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close(context.Background()) })
		seen := make(chan string, 100)
		r := jobs.New(s, jobs.Config{})
		jobs.Register(r, func(_ context.Context, job greet) error {
			seen <- job.Name
			return nil
		})
		start(t, r)
		_, say := process(t, "enqueue", "ready", cfg)
		for i := range 5 {
			line := fmt.Sprint("job ", i)
			began := time.Now()
			say(line)
			select {
			case got := <-seen:
				t.Logf("%s seen after %v", got, time.Since(began))
				if got != line {
					t.Errorf("got %q, want %q", got, line)
				}
			case <-time.After(time.Second):
				t.Fatalf("%s was not seen within a second", line)
			}
		}
	})
}

// TestKilledProcessLosesNoJob kills a process in the middle of a job. On SQLite the next start
// has it at once. (On PostgreSQL River rescues it after a minute, too long to wait for here.)
func TestKilledProcessLosesNoJob(t *testing.T) {
	cfg := store.Config{DataDir: t.TempDir()}
	s, err := store.Open(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close(context.Background()) })
	enqueue(t, s, greet{Name: "survivor"})
	hanging, _ := process(t, "hang", "hanging", cfg)
	if err := hanging.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = hanging.Wait() // it was killed
	seen := make(chan string, 1)
	r := jobs.New(s, jobs.Config{})
	jobs.Register(r, func(_ context.Context, job greet) error {
		seen <- job.Name
		return nil
	})
	start(t, r)
	select {
	case name := <-seen:
		if name != "survivor" {
			t.Errorf("got %q", name)
		}
	case <-time.After(2 * time.Second):
		t.Error("the job was not worked again within two seconds")
	}
}

// BenchmarkJobs measures the way of a job from its transaction through the runner, when many wait.
func BenchmarkJobs(b *testing.B) {
	engines := map[string]func(testing.TB) *store.Store{"sqlite": storetest.SQLite, "postgres": storetest.Postgres}
	for name, open := range engines {
		b.Run(name, func(b *testing.B) {
			s := open(b)
			done := make(chan struct{}, 1024)
			r := jobs.New(s, jobs.Config{Workers: 100})
			jobs.Register(r, func(context.Context, greet) error {
				done <- struct{}{}
				return nil
			})
			start(b, r)
			b.ResetTimer()
			go func() {
				for n := range int64(b.N) {
					enqueue(b, s, greet{N: n})
				}
			}()
			for range b.N {
				<-done
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "jobs/s")
		})
	}
}
