package federation

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"pamphlet/federation/proof"
	"pamphlet/federation/signature"
	"pamphlet/federation/transport"
	"pamphlet/federation/vocab"
)

// Inbound is an activity that is proved to come from its actor.
//
// The door remembers recent activities, but only in memory and only those that a listener took: the same activity may
// come again, after a restart, through another node, or at the same moment. So a listener puts its effect and the mark
// "seen Activity.ID" into one transaction of the application, and an activity already marked is a success.
type Inbound struct {
	Activity *vocab.Activity
	Actor    string       // who did it; equal to Activity.Actor.ID
	Via      string       // who signed the request, if that is somebody else: Actor's integrity proof is in the activity
	Inbox    string       // whose inbox it came to: an id of the route given to Inbox; "" for the shared inbox
	Body     []byte       // the exact bytes that were proved, for passing on
	Sender   *vocab.Actor // the actor's document, when the door just fetched it; nil otherwise. Read only
	Deleted  bool         // the proof is not a signature: the known actor's id answers 410, and this is its own Delete

	proofs []proof.Claim // integrity proofs that the actor may have made
}

// Listener takes an activity. nil means it was taken, for good; a *Refusal is answered as it says, with 403 for what is
// not allowed and 429 (see Later) for too much; any other error is answered 500, and most servers will send again.
type Listener func(ctx context.Context, in Inbound) error

// On sets the listener for activities of that type. Those without a listener are proved and forgotten.
func (f *Federation) On(activityType string, listen Listener) { f.listeners[activityType] = listen }

// SharedInbox opens the door for everybody at once, at the given path.
func (f *Federation) SharedInbox(path string) {
	f.handle("POST "+path, func(w http.ResponseWriter, r *http.Request) error { return f.receive(w, r, "") })
}

// Inbox opens the door of each actor of the route, at URL(id, "inbox").
func (f *Federation) Inbox(route Route) {
	f.handle("POST "+route.prefix+"{id}/inbox", func(w http.ResponseWriter, r *http.Request) error {
		return f.receive(w, r, r.PathValue("id"))
	})
}

// receive is the whole door: read, claim, prove, listen.
func (f *Federation) receive(w http.ResponseWriter, r *http.Request, inbox string) error {
	body, err := readBody(w, r)
	if err != nil {
		return err
	}
	claim, err := f.claim(r, body)
	if err != nil {
		return err
	}
	in, err := readActivity(body)
	if err != nil {
		return err
	}
	in.Inbox = inbox
	ctx := r.Context()
	if err := f.welcome(ctx, in.Actor); err != nil {
		return err
	}
	proved, err := f.prove(ctx, claim, in)
	if err != nil {
		return err
	}
	if proved {
		if err := f.hear(ctx, *in); err != nil {
			return err
		}
	}
	w.WriteHeader(http.StatusAccepted)
	return nil
}

// welcome refuses who is blocked, by the id of an actor or key.
func (f *Federation) welcome(ctx context.Context, who string) error {
	if blocked, err := f.blocked(ctx, who); err != nil {
		return fmt.Errorf("asking whether %s is blocked: %w", who, err)
	} else if blocked {
		return Refuse(http.StatusForbidden, "This server does not accept anything from you.")
	}
	return nil
}

// hear hands the activity to its listener, unless it did so before.
func (f *Federation) hear(ctx context.Context, in Inbound) error {
	listen, ok := f.listeners[in.Activity.Type]
	if !ok {
		return nil
	}
	// By its bytes, not by its id: another activity under a used id is for the application to judge.
	sum := sha256.Sum256(in.Body)
	mark := in.Inbox + " " + string(sum[:])
	if _, seen := f.replays.get(mark); seen && !isState(in.Activity.Type) {
		return nil
	}
	leave, err := f.doors.proved(ctx)
	if err != nil {
		return err
	}
	defer leave()
	if err := listen(ctx, in); err != nil {
		return err
	}
	f.replays.put(mark, struct{}{})
	return nil
}

// isState tells which activities say how things are from now on. Some servers (Misskey) write the same bytes each time
// somebody follows the same actor again, so that these are no repeats; to take them twice is harmless.
func isState(activityType string) bool {
	switch activityType {
	case vocab.TypeFollow, vocab.TypeLike, vocab.TypeEmojiReact, vocab.TypeAnnounce, vocab.TypeBlock, vocab.TypeUndo:
		return true
	}
	return false
}

// readBody reads what was posted, if it can be an activity at all.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	// The body is signed by the sender, so unlike in a fetched document nothing hangs on the profile of ld+json.
	if err != nil || media != "application/activity+json" && media != "application/ld+json" {
		return nil, Refuse(http.StatusUnsupportedMediaType, "Post activities as application/activity+json.")
	}
	if r.Header.Get("Content-Encoding") != "" {
		return nil, Refuse(http.StatusUnsupportedMediaType, "Post activities without Content-Encoding.")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, vocab.MaxBytes))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return nil, Refuse(http.StatusRequestEntityTooLarge, "An activity may have at most %d bytes.", vocab.MaxBytes)
	}
	if err != nil {
		return nil, Refuse(http.StatusBadRequest, "The body did not arrive whole.")
	}
	return body, nil
}

// claim reads a request's signature, and checks all of it that can be checked without the signer's key.
func (f *Federation) claim(r *http.Request, body []byte) (*signature.Claim, error) {
	claim, err := f.policy.Parse(r)
	if err == nil {
		err = claim.CheckFresh(f.now())
	}
	if err == nil {
		err = claim.CheckDigest(body)
	}
	if err != nil {
		return nil, unauthorized(err)
	}
	return claim, nil
}

// maxID is the longest id that is taken, in bytes: no server makes longer ones, and databases cannot index them.
const maxID = 2000

// readActivity reads what was posted; that it is the actor's is not proved yet.
func readActivity(body []byte) (*Inbound, error) {
	activity, err := vocab.DecodeActivity(body)
	if err != nil {
		return nil, Refuse(http.StatusBadRequest, "%s.", sentence(err))
	}
	actor := activity.Actor.ID
	switch {
	case activity.ID == "" || activity.Type == "" || actor == "":
		return nil, Refuse(http.StatusBadRequest, "An activity needs an id, a type and one actor.")
	case len(activity.ID) > maxID || len(actor) > maxID || len(activity.Object.First().ID) > maxID:
		return nil, Refuse(http.StatusBadRequest, "Ids may have at most %d bytes.", maxID)
	case !transport.SameOrigin(activity.ID, actor):
		return nil, Refuse(http.StatusUnauthorized, "The activity's id must be on the server of its actor.")
	}
	return &Inbound{Activity: activity, Actor: actor, Body: body, proofs: proofsOf(body, actor)}, nil
}

// unauthorized answers what is wrong with a signature, in the words of package signature.
func unauthorized(err error) error {
	return Refuse(http.StatusUnauthorized, "%s.", sentence(err))
}

// sentence makes an error the beginning of a sentence.
func sentence(err error) string {
	text := err.Error()
	return strings.ToUpper(text[:1]) + text[1:]
}
