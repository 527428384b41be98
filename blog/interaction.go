package blog

import (
	"context"
	"errors"
	"time"
)

// Interaction is something one of our people does to an actor or thing elsewhere until they take it back.
type Interaction struct {
	ID     int64           `json:"-"`
	APID   string          `json:"ap_id"` // opaque: the last segment of the activity's id
	BlogID int64           `json:"blog"`  // the personal blog of who does it
	Kind   InteractionKind `json:"kind"`
	Object string          `json:"object"` // id of the actor or thing
	Actor  Actor           `json:"actor"`  // that actor, or who wrote the thing
	// The actor of the community elsewhere in which the thing stands; 0 for none.
	CommunityID int64            `json:"community,omitempty"`
	State       InteractionState `json:"-"`
	CreatedAt   time.Time        `json:"at"`
}

// InteractionKind is what somebody does.
type InteractionKind string

// The kinds of interaction. Following an actor is one; see also Follower, its other end.
const (
	ToFollow InteractionKind = "follow"
	ToLike   InteractionKind = "like"
	ToBoost  InteractionKind = "boost"
	ToBlock  InteractionKind = "block"
)

// InteractionState is how far it came. Only a follow has to wait for an answer.
type InteractionState string

// The states of an interaction.
const (
	Asked    InteractionState = "asked"
	Accepted InteractionState = "accepted"
	Declined InteractionState = "refused"
	Done     InteractionState = "done"
)

// Interacted is the job that follows an interaction and its end: other servers are told. The end has
// everything of what it ends with it, since nothing else is left of that.
type Interacted struct {
	Interaction Interaction `json:"interaction"`
	TakenBack   bool        `json:"taken_back"`
}

// Kind implements Job.
func (Interacted) Kind() string { return "interacted" }

// Wish is what a person wants to do: follow or block an actor, like or boost a thing.
type Wish struct {
	Kind      InteractionKind
	Object    string
	Actor     Actor  // that actor, or who wrote the thing
	To        Target // the thing, if it stands in a thread here
	Community Actor  // in which it stands elsewhere; zero for none
}

// Interact does something once; what is done already stays as it is.
func (s *Service) Interact(ctx context.Context, accountID int64, w Wish) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		me, err := ownActor(tx, accountID)
		if err != nil {
			return err
		}
		if w.Actor.URI == me.URI && (w.Kind == ToFollow || w.Kind == ToBlock) {
			return Errorf(Invalid, "This is yourself.")
		}
		if err := tx.SaveActor(&w.Actor); err != nil {
			return err
		}
		return s.interactOnce(tx, me, w)
	})
}

func (s *Service) interactOnce(tx Tx, me Actor, w Wish) error {
	switch _, err := tx.Interaction(me.BlogID, w.Kind, w.Object); {
	case err == nil:
		return nil
	case !errors.Is(err, ErrNotFound):
		return err
	}
	return s.interact(tx, me, w)
}

func (s *Service) interact(tx Tx, me Actor, w Wish) error {
	i := Interaction{APID: newID(), BlogID: me.BlogID, Kind: w.Kind, Object: w.Object, Actor: w.Actor, State: Done, CreatedAt: s.now()}
	var err error
	switch w.Kind {
	case ToFollow:
		i.State = Asked
		if w.Actor.BlogID != 0 {
			return Errorf(Invalid, "This blog is on your own site: there is nothing to follow from here. Its feed works in every feed reader.")
		}
		var blocked bool
		if blocked, err = tx.Blocked(me.BlogID, w.Actor.URI, w.Actor.Host); err == nil && blocked {
			return Errorf(Conflict, "You block this account or its server. Take that back first.")
		}
	case ToBlock:
		err = s.block(tx, me, w.Actor)
	case ToLike, ToBoost:
		err = s.reactHere(tx, me, w, i.APID)
	default:
		return Errorf(Invalid, "This cannot be done to anything.")
	}
	if err != nil {
		return err
	}
	if w.Community.URI != "" && w.Kind == ToLike {
		if err := tx.SaveActor(&w.Community); err != nil {
			return err
		}
		i.CommunityID = w.Community.ID
	}
	if err := tx.InsertInteraction(&i); err != nil {
		return err
	}
	return tx.Enqueue(Interacted{Interaction: i})
}

// block ends what goes both ways: they follow no more, and are followed no more.
func (s *Service) block(tx Tx, me, them Actor) error {
	if err := tx.RemoveFollower(me.BlogID, them); err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if err := tx.Touch(Scope{Kind: BlogScope, ID: me.BlogID}); err != nil {
		return err
	}
	if err := s.takeBack(tx, me, ToFollow, them.URI); err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if err := tx.RemoveMentionsBy(me.BlogID, them.ID); err != nil {
		return err
	}
	return tx.AddBlock(me.BlogID, them.URI, s.now())
}

// reactHere counts a like or boost of something that stands here, like anybody else's.
func (s *Service) reactHere(tx Tx, me Actor, w Wish, apID string) error {
	if w.To.ArticleID == 0 {
		return nil
	}
	base, err := tx.Setting(SettingBaseURL)
	if err != nil {
		return err
	}
	kind := Like
	if w.Kind == ToBoost {
		kind = Boost
	}
	if err := tx.AddReaction(Reacted{Activity: base + ActivityIDs + apID, Kind: kind, Actor: me, To: w.To}, s.now()); err != nil {
		return err
	}
	return tx.Touch(Scope{Kind: ThreadScope, ID: w.To.ArticleID})
}

// TakeBack ends an interaction; one that is not there is a success.
func (s *Service) TakeBack(ctx context.Context, accountID int64, kind InteractionKind, object string) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		me, err := ownActor(tx, accountID)
		if err != nil {
			return err
		}
		if err := s.takeBack(tx, me, kind, object); !errors.Is(err, ErrNotFound) {
			return err
		}
		return nil
	})
}

// takeBack is ErrNotFound when there is nothing to take back.
func (s *Service) takeBack(tx Tx, me Actor, kind InteractionKind, object string) error {
	i, err := tx.Interaction(me.BlogID, kind, object)
	if err != nil {
		return err
	}
	switch kind {
	case ToBlock:
		err = tx.RemoveBlock(me.BlogID, i.Object)
	case ToLike, ToBoost:
		err = unreactHere(tx, me, i.APID)
	}
	if err != nil {
		return err
	}
	if err := tx.DeleteInteraction(i.ID); err != nil {
		return err
	}
	return tx.Enqueue(Interacted{Interaction: i, TakenBack: true})
}

func unreactHere(tx Tx, me Actor, apID string) error {
	base, err := tx.Setting(SettingBaseURL)
	if err != nil {
		return err
	}
	article, err := tx.RemoveReaction(me.URI, base+ActivityIDs+apID)
	if errors.Is(err, ErrNotFound) {
		return nil // of something elsewhere
	}
	if err != nil {
		return err
	}
	return tx.Touch(Scope{Kind: ThreadScope, ID: article})
}

// FollowAnswered takes note of what somebody said to a Follow of ours. A refusal may come long after
// the acceptance: it ends the following.
func (s *Service) FollowAnswered(ctx context.Context, actorURI, apID string, accepted bool) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		i, err := tx.InteractionByAPID(apID)
		if errors.Is(err, ErrNotFound) {
			return nil // taken back in the meantime
		}
		if err != nil {
			return err
		}
		if i.Kind != ToFollow || i.Object != actorURI {
			return Errorf(Forbidden, "Only who is followed can answer that.")
		}
		state := Declined
		if accepted {
			state = Accepted
		}
		if state == i.State {
			return nil
		}
		return tx.SetInteractionState(i.ID, state)
	})
}
