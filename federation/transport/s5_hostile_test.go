package transport

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// fault answers one connection, after the request was read, in a way no honest server does.
type fault struct {
	name  string
	want  error // nil: any error will do
	serve func(io.Writer)
}

// forever repeats a piece until the client goes away; with a pause it drips.
func forever(w io.Writer, piece string, pause time.Duration) {
	for {
		if _, err := io.WriteString(w, piece); err != nil {
			return
		}
		time.Sleep(pause)
	}
}

func send(w io.Writer, text string) { _, _ = io.WriteString(w, text) }

func chunk(data []byte) string { return fmt.Sprintf("%x\r\n%s\r\n", len(data), data) }

func faults(t *testing.T) []fault {
	const ok = "HTTP/1.1 200 OK\r\nContent-Type: application/activity+json\r\n"
	const unzipped = ok + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
	const drip = 20 * time.Millisecond
	block := strings.Repeat("x", 16<<10)
	bomb := zipped(t, make([]byte, 64<<20)) // 64 MiB of zeros in 64 KiB
	var endless bytes.Buffer                // the first part of a stream that decompresses to zeros for ever
	zip := gzip.NewWriter(&endless)
	_, _ = zip.Write(make([]byte, 1<<20))
	_ = zip.Flush()
	start := endless.Len()
	_, _ = zip.Write(make([]byte, 1<<20))
	_ = zip.Flush()
	head, more := endless.Bytes()[:start], endless.Bytes()[start:]
	return []fault{
		{"silence", ErrTimeout, func(w io.Writer) { forever(w, "", drip) }},
		{"headers drip", ErrTimeout, func(w io.Writer) { send(w, ok); forever(w, "X", drip) }},
		{"body drips", ErrTimeout, func(w io.Writer) { send(w, ok+"Content-Length: 100000\r\n\r\n"); forever(w, "x", drip) }},
		{"chunks drip", ErrTimeout, func(w io.Writer) { send(w, ok+"Transfer-Encoding: chunked\r\n\r\n"); forever(w, "1\r\nx\r\n", drip) }},
		{"endless body", ErrTooLarge, func(w io.Writer) { send(w, ok+"\r\n"); forever(w, block, 0) }},
		{"endless chunks", ErrTooLarge, func(w io.Writer) {
			send(w, ok+"Transfer-Encoding: chunked\r\n\r\n")
			forever(w, chunk([]byte(block)), 0)
		}},
		{"announces 1 TB", ErrTooLarge, func(w io.Writer) { send(w, ok+"Content-Length: 1000000000000\r\n\r\n"); forever(w, block, 0) }},
		{"gzip bomb", ErrTooLarge, func(w io.Writer) { send(w, unzipped+chunk(bomb)+"0\r\n\r\n") }},
		{"gzip without end", ErrTooLarge, func(w io.Writer) { send(w, unzipped+chunk(head)); forever(w, chunk(more), 0) }},
		{"not gzip", ErrEncoding, func(w io.Writer) { send(w, unzipped+chunk([]byte("hello, I am no gzip"))+"0\r\n\r\n") }},
		{"gzip twice", ErrEncoding, func(w io.Writer) { send(w, ok+"Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n\r\n"+string(bomb)) }},
		{"brotli", ErrEncoding, func(w io.Writer) { send(w, ok+"Content-Encoding: br\r\n\r\nx") }},
		{"one huge header", nil, func(w io.Writer) { send(w, ok+"X: "); forever(w, block, 0) }},
		{"a million headers", nil, func(w io.Writer) { send(w, ok); forever(w, "X: y\r\n", 0) }},
		{"endless early hints", nil, func(w io.Writer) { forever(w, "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", 0) }},
		{"endless trailers", nil, func(w io.Writer) { send(w, ok+"Transfer-Encoding: chunked\r\n\r\n0\r\n"); forever(w, "X: y\r\n", 0) }},
		{"endless chunk extension", nil, func(w io.Writer) { send(w, ok+"Transfer-Encoding: chunked\r\n\r\n1;"); forever(w, block, 0) }},
		{"cut off", nil, func(w io.Writer) { send(w, ok+"Content-Length: 100\r\n\r\n{}") }},
		{"two lengths", nil, func(w io.Writer) { send(w, ok+"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxy") }},
		{"not HTTP", nil, func(w io.Writer) { send(w, "SSH-2.0-OpenSSH_9.2\r\n") }},
		{"hangs up", nil, func(io.Writer) {}},
		{"redirect with an endless body", ErrRedirect, func(w io.Writer) { send(w, "HTTP/1.1 302 Found\r\nLocation: file:///x\r\n\r\n"); forever(w, block, 0) }},
	}
}

// serveFault listens on a port of its own: a host of its own, in our counting.
func serveFault(t *testing.T, f fault) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close() //nolint:errcheck // the client is gone by now
				_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
				if _, err := conn.Read(make([]byte, 4096)); err == nil {
					f.serve(conn)
				}
			}()
		}
	}()
	return "http://" + listener.Addr().String() + "/"
}

const shortTotal = 600 * time.Millisecond

func TestS5HostileResponses(t *testing.T) {
	for _, f := range faults(t) {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			server := serveFault(t, f)
			tr := private(t, shortTotal)
			start := time.Now()
			res, err := tr.Get(t.Context(), server, Request{})
			if err == nil || f.want != nil && !errors.Is(err, f.want) {
				t.Errorf("got %+v, %v", res, err)
			}
			if took := time.Since(start); took > shortTotal+2*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// TestS5PostKeepsItsAnswer: a delivery that was accepted stays accepted, however the body goes on.
func TestS5PostKeepsItsAnswer(t *testing.T) {
	for name, rest := range map[string]func(io.Writer){
		"drips":    func(w io.Writer) { forever(w, "x", 20*time.Millisecond) },
		"endless":  func(w io.Writer) { forever(w, strings.Repeat("x", 16<<10), 0) },
		"cut off":  func(io.Writer) {},
		"complete": func(w io.Writer) { send(w, strings.Repeat("x", 1<<20)) },
	} {
		server := serveFault(t, fault{serve: func(w io.Writer) { send(w, "HTTP/1.1 202 Accepted\r\nContent-Length: 1048576\r\n\r\n"); rest(w) }})
		res, err := private(t, shortTotal).Post(t.Context(), server, Payload{ContentType: "text/plain"})
		if err != nil || res.Status != http.StatusAccepted || len(res.Body) > maxAnswer {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestS5GzipOfNothing: what follows the first gzip member is not even read.
func TestS5GzipOfNothing(t *testing.T) {
	empty := strings.Repeat(string(zipped(t, nil)), 100)
	server := serveFault(t, fault{serve: func(w io.Writer) {
		send(w, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
		forever(w, empty, 0)
	}})
	res, err := private(t, 10*time.Second).Get(t.Context(), server, Request{})
	if err != nil || len(res.Body) != 0 {
		t.Errorf("got %+v, %v", res, err)
	}
}

// attack lets 50 requests at once run into each fault, far more than get a turn, and calls while until they end.
func attack(t *testing.T, tr *Transport, list []fault, while func()) {
	t.Helper()
	var running sync.WaitGroup
	for _, f := range list {
		server := serveFault(t, f)
		for range 50 {
			running.Go(func() {
				if _, err := tr.Get(t.Context(), server, Request{}); err == nil {
					t.Errorf("%s: no error", f.name)
				}
			})
		}
	}
	over := make(chan struct{})
	go func() {
		running.Wait()
		close(over)
	}()
	for {
		select {
		case <-over:
			if n := len(tr.hosts.queues); n != 0 {
				t.Errorf("%d hosts are remembered", n)
			}
			return
		default:
			while()
		}
	}
}

// TestS5OthersAreNotSlowed: slow hosts, however many wait for them, delay nobody else.
func TestS5OthersAreNotSlowed(t *testing.T) {
	honest := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "{}") }))
	defer honest.Close()
	tr := private(t, shortTotal)
	slow := slices.DeleteFunc(faults(t), func(f fault) bool { return !errors.Is(f.want, ErrTimeout) })
	slow = slices.Concat(slow, slow, slow, slow, slow)
	var waits []time.Duration
	attack(t, tr, slow, func() {
		start := time.Now()
		if _, err := tr.Get(t.Context(), honest.URL, Request{}); err != nil {
			t.Errorf("the honest host: %v", err)
		}
		waits = append(waits, time.Since(start))
		time.Sleep(2 * time.Millisecond)
	})
	slices.Sort(waits)
	median := waits[len(waits)/2]
	t.Logf("honest host: %d requests, median %v, worst %v", len(waits), median, waits[len(waits)-1])
	// Whoever stood in the attackers' queue would wait for their timeout.
	if median > shortTotal/6 {
		t.Errorf("the honest host waits %v", median)
	}
}

// TestS5MemoryIsBounded runs all faults at once.
func TestS5MemoryIsBounded(t *testing.T) {
	list := faults(t)
	tr := private(t, shortTotal)
	runtime.GC()
	before, most := memory(), int64(0)
	attack(t, tr, list, func() {
		most = max(most, memory())
		time.Sleep(5 * time.Millisecond)
	})
	t.Logf("%d requests, memory +%d MiB", 50*len(list), (most-before)>>20)
	if most-before > 64<<20 {
		t.Errorf("memory grew by %d MiB", (most-before)>>20)
	}
}

func memory() int64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapInuse + stats.StackInuse)
}

// TestS5OverHTTP2: the same limits hold where streams have windows instead of connections.
func TestS5OverHTTP2(t *testing.T) {
	bomb := zipped(t, make([]byte, 64<<20))
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor != 2 {
			t.Errorf("spoken over %s", r.Proto)
		}
		switch r.URL.Path {
		case "/endless":
			forever(w, strings.Repeat("x", 16<<10), 0)
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bomb)
		case "/headers":
			for i := range 3000 {
				w.Header().Set(fmt.Sprintf("X-%d", i), strings.Repeat("y", 100))
			}
		case "/drip":
			for r.Context().Err() == nil {
				send(w, "x")
				w.(http.Flusher).Flush()
				time.Sleep(20 * time.Millisecond)
			}
		case "/silence":
			<-r.Context().Done()
		}
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	tr := private(t, shortTotal)
	tr.wire.TLSClientConfig = server.Client().Transport.(*http.Transport).TLSClientConfig
	for path, want := range map[string]error{"/endless": ErrTooLarge, "/bomb": ErrTooLarge, "/headers": nil, "/drip": ErrTimeout, "/silence": ErrTimeout} {
		if _, err := tr.Get(t.Context(), server.URL+path, Request{}); err == nil || want != nil && !errors.Is(err, want) {
			t.Errorf("%s: %v", path, err)
		}
	}
}
