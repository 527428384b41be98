package blog

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// CopyAvatar is the job that makes our own copy of somebody's avatar. Its work is Copier.Avatar.
type CopyAvatar struct {
	ActorID int64     `json:"actor"`
	URL     string    `json:"url"`
	Turn    int       `json:"turn"` // each of these jobs may leave the next
	At      time.Time `json:"at"`   // not before
}

// Kind implements Job.
func (CopyAvatar) Kind() string { return "copy_avatar" }

// Options has workers of their own wait for other servers, and a second reason add no second job.
// The address is in the key, since a job counts as running for a moment after it saw the last one.
func (j CopyAvatar) Options() JobOptions {
	return JobOptions{Queue: "avatars", UniqueKey: fmt.Sprintf("%d %d %s", j.ActorID, j.Turn, j.URL), RunAt: j.At, MaxAttempts: 5}
}

// wantAvatar leaves the job for an actor who is heard here, unless there is a copy or the picture
// is to be left alone.
func (s *Service) wantAvatar(tx Tx, actor Actor) error {
	due, err := tx.AvatarDue(actor.ID, s.now())
	if err != nil || !due {
		return err
	}
	return tx.Enqueue(CopyAvatar{ActorID: actor.ID, URL: actor.AvatarURL})
}

// renewActor saves an actor who may have changed, and has the threads with their words show them
// as they are now.
func (s *Service) renewActor(tx Tx, actor *Actor) error {
	old, err := tx.ActorByURI(actor.URI)
	known := err == nil
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if err := tx.SaveActor(actor); err != nil || !known {
		return err
	}
	if old.Name != actor.Name || old.URL != actor.URL || old.AvatarURL != actor.AvatarURL {
		articles, err := tx.ThreadsOfActor(actor.ID)
		if err != nil {
			return err
		}
		if err := touchThreads(tx, articles); err != nil {
			return err
		}
	}
	return s.wantAvatar(tx, *actor)
}

func touchThreads(tx Tx, articles []int64) error {
	if len(articles) == 0 {
		return nil
	}
	var scopes []Scope
	for _, id := range articles {
		scopes = append(scopes, Scope{Kind: ThreadScope, ID: id})
	}
	return tx.Touch(scopes...)
}

// Avatar makes the copy, or leaves the job for another time.
func (c *Copier) Avatar(ctx context.Context, job CopyAvatar) error {
	var actor Actor
	err := c.service.cfg.Read(ctx, func(tx Tx) (err error) {
		actor, err = tx.Actor(job.ActorID)
		return err
	})
	if errors.Is(err, ErrNotFound) || (err == nil && (actor.AvatarURL != job.URL || !actor.GoneAt.IsZero())) {
		return nil
	}
	if err != nil {
		return err
	}
	got, err := c.copy(ctx, Copy{Media: Media{Kind: Icon}, URL: job.URL, WantedBy: domainOf("//" + actor.Host)})
	if err != nil || got.copied() || got.givenUp() {
		return err
	}
	job.Turn, job.At = job.Turn+1, got.RetryAt
	return c.service.cfg.Write(ctx, func(tx Tx) error { return tx.Enqueue(job) })
}
