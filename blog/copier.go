package blog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"pamphlet/content/media"
	"pamphlet/content/oembed"
	"pamphlet/federation/transport"
)

// Copier makes our own copies of pictures and cards on other servers: the work of the jobs CopyAvatar and
// CopyPictures. Until there is a copy, and where there never is one, pages show a grey figure or a link.
type Copier struct {
	service *Service
	out     *transport.Transport
	faces   *media.Processor // apart from that of people here, whom strangers' pictures must not keep waiting
	log     *slog.Logger
}

// What one remote picture may cost.
const (
	maxAvatarBytes  = 2 << 20
	maxAvatarPixels = 10_000_000
	maxPictureBytes = 10 << 20
	maxCardBytes    = 64 << 10
	fetchTime       = 8 * time.Second
)

// NewCopier makes a copier that goes out through a guarded transport.
func NewCopier(s *Service, out *transport.Transport, log *slog.Logger) *Copier {
	limits := media.DefaultLimits()
	limits.MaxBytes, limits.MaxPixels = maxAvatarBytes, maxAvatarPixels
	return &Copier{service: s, out: out, log: log, faces: media.NewProcessor(limits, 2)}
}

// copy makes one copy if it is due, and gives what there is then. Errors are of the house: a
// picture that cannot be had is a Copy without variants.
func (c *Copier) copy(ctx context.Context, wanted Copy) (Copy, error) {
	got, due, err := c.claim(ctx, wanted)
	if err != nil || !due {
		return got, err
	}
	picture, size, err := c.fetch(ctx, &got)
	if ctx.Err() != nil {
		return got, fmt.Errorf("copying %s: %w", got.URL, ctx.Err())
	}
	if err != nil {
		return c.failed(ctx, got, err)
	}
	got.Bytes = size
	if picture != nil {
		if err := c.service.storePicture(ctx, &got.Media, picture); err != nil {
			return got, err
		}
	}
	got.CreatedAt, got.RetryAt = c.service.now(), time.Time{}
	return got, c.service.cfg.Write(ctx, func(tx Tx) error {
		if err := tx.SaveCopy(got); err != nil || got.Kind != Icon {
			return err
		}
		articles, err := tx.ThreadsShowing(got.URL)
		if err != nil {
			return err
		}
		return touchThreads(tx, articles)
	})
}

// claim counts a try before it is made: one that kills the process must not be made at every start.
func (c *Copier) claim(ctx context.Context, wanted Copy) (got Copy, due bool, err error) {
	err = c.service.cfg.Write(ctx, func(tx Tx) (err error) {
		now := c.service.now()
		due = false
		got, err = tx.Copy(wanted.Kind, wanted.URL)
		if errors.Is(err, ErrNotFound) {
			got, err = wanted, nil
		}
		if err != nil || got.copied() || got.RetryAt.After(now) {
			return err
		}
		got.Domain, got.WantedBy = domainOf(wanted.URL), wanted.WantedBy
		if got.Kind == Icon {
			tried, err := tx.CopiesTried(got, now.Add(-avatarWindow))
			if err != nil {
				return err
			}
			if tried >= avatarsPerDomain {
				got.RetryAt = now.Add(avatarWindow)
				return nil
			}
		}
		due, got.TriedAt, got.Tries = true, now, got.Tries+1
		got.RetryAt = now.Add(got.pause())
		return tx.SaveCopy(got)
	})
	return got, due, err
}

// fetch gets the picture and makes its variants; size is that of the original. Of an Embed it gets the card
// first, whose picture may fail.
func (c *Copier) fetch(ctx context.Context, wanted *Copy) (picture *media.Picture, size int64, err error) {
	switch wanted.Kind {
	case Icon:
		return c.picture(ctx, wanted.URL, maxAvatarBytes, c.faces.Avatar)
	case Embed:
		if wanted.Said, err = c.card(ctx, wanted.URL); err != nil || wanted.Said.Thumbnail == "" {
			return nil, 0, err
		}
		picture, size, err = c.picture(ctx, wanted.Said.Thumbnail, maxPictureBytes, c.service.cfg.Pictures.Picture)
		if err != nil {
			c.log.Info("a card has no picture", "url", wanted.URL, "why", err)
		}
		return picture, size, nil
	}
	return c.picture(ctx, wanted.URL, maxPictureBytes, c.service.cfg.Pictures.Picture)
}

// card asks a site about something of its own.
func (c *Copier) card(ctx context.Context, address string) (oembed.Card, error) {
	brief, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	res, err := c.out.Get(brief, oembed.Endpoint(address), transport.Request{Accept: "application/json", MaxBytes: maxCardBytes})
	if err != nil {
		return oembed.Card{}, err
	}
	return oembed.Read(res.Body, address)
}

func (c *Copier) picture(ctx context.Context, address string, most int64, decode func(context.Context, io.Reader) (*media.Picture, error)) (picture *media.Picture, size int64, err error) {
	brief, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	res, err := c.out.Get(brief, address, transport.Request{Accept: "image/webp, image/png, image/jpeg, image/gif", MaxBytes: most})
	if err != nil {
		return nil, 0, err
	}
	picture, err = decode(ctx, bytes.NewReader(res.Body))
	return picture, int64(len(res.Body)), err
}

// failed notes when the picture is asked for again.
func (c *Copier) failed(ctx context.Context, got Copy, cause error) (Copy, error) {
	var status *transport.StatusError
	if final(cause) {
		got.Tries = maxCopyTries
	}
	pause := got.pause()
	if errors.As(cause, &status) {
		pause = min(max(pause, status.RetryAfter), avatarRest)
	}
	got.RetryAt = c.service.now().Add(pause)
	if got.givenUp() {
		c.log.Info("a picture of another server is not copied", "url", got.URL, "why", cause)
	}
	return got, c.service.cfg.Write(ctx, func(tx Tx) error { return tx.SaveCopy(got) })
}

// final tells what will be no better in an hour.
func final(err error) bool {
	var refused *media.Refused
	var status *transport.StatusError
	switch {
	case errors.As(err, &status):
		// Request Timeout and Too Many Requests are about the moment (RFC 9110 section 15.5.9, RFC 6585 section 4).
		return status.Status/100 == 4 && status.Status != 408 && status.Status != 429
	case errors.As(err, &refused):
		return true
	}
	return errors.Is(err, oembed.ErrNotCard) || errors.Is(err, transport.ErrRefusedAddress) || errors.Is(err, transport.ErrRedirect) ||
		errors.Is(err, transport.ErrTooLarge) || errors.Is(err, transport.ErrEncoding)
}
