package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// peer is an independent server: one person on Fedify, in a process of its own. It checks signatures with its own
// code, signs by RFC 9421, and knocks again with draft-cavage when it is answered 400 or 401.
type peer struct {
	t     *testing.T
	actor string // its person's id
	inbox string
	stdin io.WriteCloser

	orders   int
	mu       sync.Mutex
	received []arrival
	answers  map[int]peerLine
	ended    bool
}

// arrival is an activity that was posted to the peer.
type arrival struct {
	Path     string
	Status   int    // what the peer answered
	Scheme   string // of the signature: cavage, rfc9421 or none
	Verified bool
	Reason   string // why it was not verified
	Proof    bool   // the integrity proof holds
	Activity object
}

// peerLine is a line the peer prints.
type peerLine struct {
	N        int
	Ready    object
	Received *arrival
	Found    object
	Sent     string // id of an activity
	Object   string // and of what it is about
	Knocks   []string
	Failed   string
}

// newPeer starts a peer until the test ends. options are more arguments of peer.mjs.
func newPeer(t *testing.T, options ...string) *peer {
	t.Helper()
	room, err := filepath.Abs("../../.ci/peer")
	if err != nil {
		t.Fatal(err)
	}
	node := filepath.Join(room, "node_modules", ".bin", "node")
	if _, err := os.Stat(node); err != nil {
		t.Skip("the ActivityPub peer is not installed; make test does that, or: cd .ci/peer && npm ci")
	}
	port, err := freePort()
	if err != nil {
		t.Fatal(err)
	}
	p := &peer{t: t, answers: map[int]peerLine{}}
	args := []string{filepath.Join(room, "peer.mjs"), fmt.Sprint(port), filepath.Join(t.TempDir(), "keys.json")}
	cmd := exec.Command(node, append(args, options...)...)
	cmd.Stderr = t.Output()
	if p.stdin, err = cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	listened := make(chan struct{})
	go func() { p.listen(out); close(listened) }()
	t.Cleanup(func() {
		_ = p.stdin.Close() // it ends with its standard input
		select {
		case <-listened:
		case <-time.After(patience):
			_ = cmd.Process.Kill()
			<-listened
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("the peer did not end cleanly: %v", err)
		}
	})
	eventually(t, "the peer is ready", func() error {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.ended {
			return errors.New("it ended")
		}
		if p.actor == "" {
			return errors.New("it said nothing yet")
		}
		return nil
	})
	return p
}

// listen reads what the peer prints until it ends.
func (p *peer) listen(out io.Reader) {
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 4<<20)
	for lines.Scan() {
		var line peerLine
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			line.Failed = fmt.Sprintf("%v: %s", err, lines.Text())
		}
		p.mu.Lock()
		switch {
		case line.Ready != nil:
			p.actor, p.inbox = line.Ready.text("actor"), line.Ready.text("inbox")
		case line.Received != nil:
			p.received = append(p.received, *line.Received)
		default:
			p.answers[line.N] = line
		}
		p.mu.Unlock()
	}
	p.mu.Lock()
	p.ended = true
	p.mu.Unlock()
}

// order tells the peer to do something, and waits until it did.
func (p *peer) order(order object) peerLine {
	p.t.Helper()
	p.orders++
	n := p.orders
	order["n"] = n
	if _, err := fmt.Fprintln(p.stdin, plain(p.t, order)); err != nil {
		p.t.Fatal(err)
	}
	var line peerLine
	eventually(p.t, "the peer obeys "+plain(p.t, order), func() error {
		p.mu.Lock()
		defer p.mu.Unlock()
		var ok bool
		if line, ok = p.answers[n]; !ok {
			return errors.New("no answer")
		}
		return nil
	})
	if line.Failed != "" {
		p.t.Fatalf("the peer could not %s: %s", plain(p.t, order), line.Failed)
	}
	return line
}

// await waits for an activity of a type about an object, and fails unless Fedify found its signature good.
func (p *peer) await(activityType, objectID string) object {
	p.t.Helper()
	var found arrival
	eventually(p.t, activityType+" of "+objectID+" at the peer", func() error {
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, a := range p.received {
			if a.Activity.text("type") == activityType && a.Activity.ref("object") == objectID {
				found = a
				return nil
			}
		}
		return fmt.Errorf("there came %s", plain(p.t, p.received))
	})
	if !found.Verified || found.Status != http.StatusAccepted {
		p.t.Errorf("%s of %s was not proved to Fedify (%s): status %d, %s", activityType, objectID, found.Scheme, found.Status, found.Reason)
	}
	return found.Activity
}

// TestIndependentPeer follows, reads and leaves a blog with a server that shares no line with ours.
func TestIndependentPeer(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		p := newPeer(t)
		actor := i.actorOf("ann")
		if links := plain(t, p.order(object{"do": "finger", "resource": i.base + "/@ann"}).Found); !strings.Contains(links, `"`+actor+`"`) {
			t.Errorf("Fedify's WebFinger finds %s", links)
		}
		found := p.order(object{"do": "look", "url": actor}).Found
		found.wants(t, "id", actor, "type", "Person", "preferredUsername", "ann", "inbox", actor+"/inbox")
		p.order(object{"do": "look", "url": i.base + "/ap/instance"}).Found.wants(t, "type", "Application")

		follow := p.order(object{"do": "send", "to": actor, "activity": object{"type": "Follow", "object": actor}}).Sent
		p.await("Accept", follow).in("object").wants(t, "type", "Follow", "actor", p.actor, "object", actor)
		i.hasFollowers(actor, 1)

		page := i.publish("ann", "first.md", firstArticle)
		id := i.document(page).text("id")
		created := p.await("Create", id)
		created.in("object").wants(t, "name", "A quiet beginning", "attributedTo", actor)
		// What was pushed can be fetched: the article, by id and by page, and the activity itself.
		for _, address := range []string{id, page} {
			p.order(object{"do": "look", "url": address}).Found.wants(t, "id", id, "type", "Article", "url", page, "name", "A quiet beginning")
		}
		p.order(object{"do": "look", "url": created.text("id")}).Found.wants(t, "type", "Create", "id", created.text("id"))

		i.publish("ann", "first.md", strings.Replace(firstArticle, "first", "only", 1), "--update")
		p.await("Update", id)
		i.signIn("ann").withdraw("A quiet beginning")
		p.await("Delete", id).in("object").wants(t, "type", "Tombstone")

		p.order(object{"do": "send", "to": actor, "activity": object{"type": "Undo", "object": object{
			"id": follow, "type": "Follow", "actor": p.actor, "object": actor}}})
		i.hasFollowers(actor, 0)
	})
}

// TestIndependentPeerFollowsPublication also reads a Group and its Announce.
func TestIndependentPeerFollowsPublication(t *testing.T) {
	t.Parallel()
	i, p := newInstance(t, "sqlite"), newPeer(t)
	i.addUser("ann", "owner")
	i.run("", "blog", "add", "journal", "--title", "The Journal", "--owner", "ann")
	i.start()
	group := i.actorOf("journal")
	p.order(object{"do": "look", "url": group}).Found.wants(t, "type", "Group", "name", "The Journal")
	follow := p.order(object{"do": "send", "to": group, "activity": object{"type": "Follow", "object": group}}).Sent
	p.await("Accept", follow)
	id := i.document(i.publish("ann", "first.md", firstArticle, "--blog", "journal")).text("id")
	p.await("Create", id).wants(t, "actor", i.actorOf("ann"))
	announce := p.await("Announce", id)
	announce.wants(t, "actor", group)
	p.order(object{"do": "look", "url": announce.text("id")}).Found.wants(t, "type", "Announce")

	// What has no meaning here yet is taken all the same: other servers must not try again for days.
	p.order(object{"do": "send", "to": group, "activity": object{"type": "Like", "object": id}})
	p.order(object{"do": "send", "to": group, "activity": object{"type": "Create", "to": public, "object": object{
		"type": "Note", "content": "<p>Well said.</p>", "inReplyTo": id, "to": public}}})
}

// TestPeerRefusesForgery shows that the peer's word is worth something.
func TestPeerRefusesForgery(t *testing.T) {
	t.Parallel()
	p, s, forger := newPeer(t), newSink(t), newSink(t)
	s.key = forger.key // which the actor's document does not list
	if _, got := s.sends("bea", p.inbox, object{"type": "Like", "object": p.actor}); got.status != http.StatusUnauthorized {
		t.Errorf("a forged activity was answered %d %s", got.status, got.body)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, a := range p.received {
		if a.Verified {
			t.Errorf("Fedify took %s for true", plain(t, a))
		}
	}
}
