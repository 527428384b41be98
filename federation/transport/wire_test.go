package transport

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/netip"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

var errStopped = errors.New("the test lets nobody out")

// recorder stands behind the guard: it notes every address that the guard let pass, and stops the connection.
type recorder struct {
	mu     sync.Mutex
	passed []string
}

func (r *recorder) watch(t *Transport) {
	guard := t.dialer.Control
	t.dialer.Control = func(network, address string, conn syscall.RawConn) error {
		if err := guard(network, address, conn); err != nil {
			return err
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.passed = append(r.passed, address)
		return errStopped
	}
}

func (r *recorder) take() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	passed := r.passed
	r.passed = nil
	return passed
}

// names is a DNS server on a pipe; answers gives the addresses of a name at its n-th look-up of one record type.
type names struct {
	mu      sync.Mutex
	lookups map[dnsmessage.Type]int
	answers func(name string, lookup int) []netip.Addr
}

func newNames(answers func(name string, lookup int) []netip.Addr) *names {
	return &names{lookups: make(map[dnsmessage.Type]int), answers: answers}
}

func (n *names) resolver() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		go n.serve(server)
		return client, nil
	}}
}

func (n *names) serve(conn net.Conn) {
	defer conn.Close() //nolint:errcheck // a pipe
	for {
		var length [2]byte
		if _, err := io.ReadFull(conn, length[:]); err != nil {
			return
		}
		query := make([]byte, binary.BigEndian.Uint16(length[:]))
		if _, err := io.ReadFull(conn, query); err != nil {
			return
		}
		answer := n.reply(query)
		binary.BigEndian.PutUint16(length[:], uint16(len(answer)))
		if _, err := conn.Write(append(length[:], answer...)); err != nil {
			return
		}
	}
}

func (n *names) reply(query []byte) []byte {
	var message dnsmessage.Message
	if message.Unpack(query) != nil || len(message.Questions) != 1 {
		return nil
	}
	question := message.Questions[0]
	message.Response, message.Additionals = true, nil
	n.mu.Lock()
	n.lookups[question.Type]++
	lookup := n.lookups[question.Type]
	n.mu.Unlock()
	header := dnsmessage.ResourceHeader{Name: question.Name, Type: question.Type, Class: question.Class}
	for _, addr := range n.answers(question.Name.String(), lookup) {
		switch {
		case addr.Is4() && question.Type == dnsmessage.TypeA:
			message.Answers = append(message.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AResource{A: addr.As4()}})
		case addr.Is6() && question.Type == dnsmessage.TypeAAAA:
			message.Answers = append(message.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AAAAResource{AAAA: addr.As16()}})
		}
	}
	packed, err := message.Pack()
	if err != nil {
		return nil
	}
	return packed
}

// loopbackListener counts who gets through to 127.0.0.1.
type loopbackListener struct {
	net.Listener
	mu    sync.Mutex
	count int
}

func listen(t *testing.T, address string) (*loopbackListener, error) {
	t.Helper()
	inner, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	l := &loopbackListener{Listener: inner}
	t.Cleanup(func() { _ = inner.Close() })
	go func() {
		for {
			conn, err := inner.Accept()
			if err != nil {
				return
			}
			l.mu.Lock()
			l.count++
			l.mu.Unlock()
			_ = conn.Close()
		}
	}()
	return l, nil
}

func (l *loopbackListener) connects() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.count
}

// private makes a Transport that may reach the servers of the test, in little time.
func private(t *testing.T, total time.Duration) *Transport {
	t.Helper()
	tr := newTransport(Config{UserAgent: "Pamphlet/test (+https://blog.example)", AllowPrivateNetwork: true},
		timeouts{connect: total, tls: total, header: total / 2, total: total})
	t.Cleanup(tr.Close)
	return tr
}
