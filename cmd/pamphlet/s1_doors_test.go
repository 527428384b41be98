package main

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// knows writes people of a sink into the site's database, with their keys.
func (i *instance) knows(s *sink, n int) {
	i.t.Helper()
	db := i.open()
	defer func() { _ = db.Close() }()
	tx, err := db.BeginTx(i.t.Context(), nil)
	if err != nil {
		i.t.Fatal(err)
	}
	for each := range n {
		id := s.id(fmt.Sprintf("own-%d", each))
		if _, err := tx.ExecContext(i.t.Context(), `insert into actors (uri, host, kind, username, name, url, avatar_url, inbox, shared_inbox, followers_uri, key_id, public_key, fetched_at, gone_at)
			values ($1, $2, 'Person', 'x', 'x', $1, '', $3, '', '', $4, $5, $6, 0)`, id, strings.TrimPrefix(s.base, "http://"), id+"/inbox", id+"#main-key", s.pem, time.Now().UnixMilli()); err != nil {
			i.t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		i.t.Fatal(err)
	}
}

// trap listens on the loopback address and counts who knocks.
func trap(t *testing.T) (port int, knocks *atomic.Int64) {
	t.Helper()
	knocks = &atomic.Int64{}
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
			knocks.Add(1)
			_ = conn.Close()
		}
	}()
	return listener.Addr().(*net.TCPAddr).Port, knocks
}

// insides are ways to write that something is on this very machine, or in its network.
func insides(port int) (all []string) {
	hosts := []string{"127.0.0.1", "localhost", "localhost.", "127.1", "127.0.0.1.", "2130706433", "0x7f000001", "0177.0.0.1", "0", "0.0.0.0", "[::1]", "[::]",
		"[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "①27.0.0.1", "127。0。0。1",
		"169.254.169.254", "10.0.0.1", "192.168.0.1", "100.64.0.1", "[fe80::1]", "[fd00::1]"}
	for _, host := range hosts {
		for _, scheme := range []string{"http", "https"} {
			all = append(all, fmt.Sprintf("%s://%s:%d", scheme, host, port))
		}
	}
	return all
}

// TestS1Doors gives a site without leave to look into its own network every reason to: the key of a stranger, a thing
// that is spoken of, what it answers, and a changed profile. It never knocks.
func TestS1Doors(t *testing.T) {
	t.Parallel()
	i, s := newInstance(t, "sqlite"), newSink(t)
	i.env = append(i.env, "PAMPHLET_ALLOW_PRIVATE_NETWORK=false")
	i.addUser("ann", "owner")
	i.start()
	port, knocks := trap(t)
	actor := i.actorOf("ann")
	id := i.document(i.publish("ann", "first.md", firstArticle)).text("id")
	i.knows(s, 1)
	for n, inside := range insides(port) {
		stranger := fmt.Sprintf("%s/u/%d", inside, n)
		acts := map[string]object{
			"Follow": {"id": stranger + "#follow", "type": "Follow", "actor": stranger, "object": actor},
			"Delete": {"id": stranger + "#delete", "type": "Delete", "actor": stranger, "object": stranger},
		}
		for kind, act := range acts {
			if got := s.sendsAs(stranger, actor+"/inbox", []byte(plain(t, act))); got.status >= http.StatusInternalServerError && got.status != http.StatusServiceUnavailable {
				t.Errorf("%s of %s was answered %d %s", kind, stranger, got.status, got.body)
			}
		}
		for _, act := range []object{
			{"type": "Create", "object": stranger, "to": []string{public}},
			{"type": "Create", "object": object{"id": stranger, "type": "Note", "inReplyTo": id, "attributedTo": stranger, "to": []string{public}}},
			{"type": "Create", "object": object{"id": fmt.Sprintf("%s/notes/s1-%d", s.base, n), "type": "Note", "inReplyTo": stranger, "attributedTo": s.id("own-0"), "content": "x", "to": []string{public}, "cc": []string{actor}}},
			{"type": "Update", "object": stranger}, {"type": "Announce", "object": stranger}, {"type": "Move", "object": s.id("own-0"), "target": stranger},
		} {
			s.refused("own-0", actor, act)
		}
	}
	s.sends("own-0", actor+"/inbox", object{"type": "Update", "object": object{"id": s.id("own-0"), "type": "Person"}})
	if knocked, asked := knocks.Load(), s.timesAsked(); knocked != 0 || asked != 0 {
		t.Errorf("the site knocked %d times at its own door, and asked %d times for who is inside", knocked, asked)
	}
}
