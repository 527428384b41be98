package blog

import (
	"context"
	"errors"
	"strings"
	"time"
)

// Series is a row of articles of one blog that are read in an order.
type Series struct {
	ID          int64
	BlogID      int64
	Slug        string // in its address, for ever
	Title       string
	Description string
	CreatedAt   time.Time
}

// SeriesPart is an article of a series.
type SeriesPart struct {
	ArticleID   int64
	Slug        string
	Title       string
	Language    string
	PublishedAt time.Time
	Listed      bool // everybody finds it
}

// placeInSeries has a published article be part of the series its text names, and of no other.
func (s *Service) placeInSeries(tx Tx, a Article, title string) error {
	present, err := tx.SeriesOfArticle(a.ID)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if title == "" {
		return tx.LeaveSeries(a.ID)
	}
	wanted, err := s.seriesNamed(tx, a.BlogID, title)
	if err != nil || wanted.ID == present.ID {
		return err
	}
	if err := tx.LeaveSeries(a.ID); err != nil {
		return err
	}
	return tx.JoinSeries(a.ID, wanted.ID)
}

// seriesNamed finds a series, or begins it.
func (s *Service) seriesNamed(tx Tx, blogID int64, title string) (Series, error) {
	base := Slugify(title)
	if base == "" {
		base = "series"
	}
	found, err := tx.SeriesNamed(blogID, base, title)
	if !errors.Is(err, ErrNotFound) {
		return found, err
	}
	begun := Series{BlogID: blogID, Slug: base, Title: title, CreatedAt: s.now()}
	return begun, tx.InsertSeries(&begun)
}

// UpdateSeries changes what a series is called; its address stays.
func (s *Service) UpdateSeries(ctx context.Context, accountID, seriesID int64, title, description string) error {
	title, description = strings.Join(strings.Fields(normalise(title)), " "), strings.TrimSpace(normalise(description))
	if title == "" {
		return FieldError("title", "A series needs a title.")
	}
	if err := checkLength("title", "title", title, maxTitle); err != nil {
		return err
	}
	if err := checkLength("description", "description", description, maxDescription); err != nil {
		return err
	}
	return s.changeSeries(ctx, accountID, seriesID, func(tx Tx, in Series) error {
		other, err := tx.SeriesNamed(in.BlogID, "", title)
		if err == nil && other.ID != in.ID {
			return FieldError("title", "Another series of this blog is called so. Choose another title.")
		}
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		in.Title, in.Description = title, description
		return tx.UpdateSeries(in)
	})
}

// MoveInSeries puts a part one place further to the front.
func (s *Service) MoveInSeries(ctx context.Context, accountID, seriesID, articleID int64) error {
	return s.changeSeries(ctx, accountID, seriesID, func(tx Tx, in Series) error {
		parts, err := tx.SeriesParts(in.ID)
		if err != nil {
			return err
		}
		for i := range parts {
			if i > 0 && parts[i].ArticleID == articleID {
				parts[i-1], parts[i] = parts[i], parts[i-1]
				break
			}
		}
		for i, part := range parts {
			if err := tx.SetPosition(part.ArticleID, i+1); err != nil {
				return err
			}
		}
		return nil
	})
}

// DeleteSeries ends a series. Its articles stay.
func (s *Service) DeleteSeries(ctx context.Context, accountID, seriesID int64) error {
	return s.changeSeries(ctx, accountID, seriesID, func(tx Tx, in Series) error { return tx.DeleteSeries(in.ID) })
}

// changeSeries is for those who publish all of a blog.
func (s *Service) changeSeries(ctx context.Context, accountID, seriesID int64, change func(Tx, Series) error) error {
	return s.cfg.Write(ctx, func(tx Tx) error {
		in, err := tx.Series(seriesID)
		if err != nil {
			return err
		}
		if err := mayIn(tx, accountID, in.BlogID, PublishAny); err != nil {
			return err
		}
		if err := change(tx, in); err != nil {
			return err
		}
		return tx.Touch(Scope{Kind: SiteScope}, Scope{Kind: BlogScope, ID: in.BlogID})
	})
}
