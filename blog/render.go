package blog

import (
	"context"
	"fmt"

	"pamphlet/content"
	"pamphlet/content/words"
)

// Preview renders a text as it would be published, saving nothing.
func (s *Service) Preview(ctx context.Context, text Text) (Rendering, error) {
	if err := text.Clean(); err != nil {
		return Rendering{}, err
	}
	return s.render(ctx, 0, text)
}

// render derives everything readers see from a text. It takes milliseconds to a second and so
// happens before any transaction opens.
func (s *Service) render(ctx context.Context, articleID int64, text Text) (Rendering, error) {
	shown := &shownPictures{service: s, addresses: map[string]bool{}}
	doc, err := s.cfg.Renderer.Render(ctx, content.Input{
		Picture:  shown.at,
		Embed:    shown.embed,
		Markdown: text.Markdown,
		Language: text.Language,
		IDPrefix: fmt.Sprintf("a%d-", articleID), // footnotes of several articles may share a page
	})
	if err != nil {
		return Rendering{}, fmt.Errorf("rendering article %d: %w", articleID, err)
	}
	r := Rendering{
		Title: text.Title, Subtitle: text.Subtitle, Summary: text.Summary,
		HTML: doc.HTML, Markdown: text.Markdown, Outline: doc.Outline,
		Language: text.Language, Licence: text.Licence, Tags: text.Tags,
		CoverID: text.CoverID, CoverAlt: text.CoverAlt, Canonical: text.Canonical, Warning: text.Warning, OpenEdits: text.OpenEdits,
		Words: doc.Words, Minutes: doc.Minutes, HasCode: doc.HasCode, HasMath: doc.HasMath,
		Remote: copyable(doc.Remote),
	}
	switch {
	case r.Summary != "":
	case r.Warning != "": // of which the text's beginning would not warn
		r.Summary = words.For(r.Language).Text("Content warning: %s", r.Warning)
	default:
		r.Summary = doc.Excerpt
	}
	return r, nil
}

// renderPublished renders what readers of an article get: a text that names no language is in its blog's.
func (s *Service) renderPublished(ctx context.Context, a Article, text Text) (Rendering, error) {
	if text.Language == "" {
		err := s.cfg.Read(ctx, func(tx Tx) error {
			b, err := tx.Blog(a.BlogID)
			text.Language = b.Language
			return err
		})
		if err != nil {
			return Rendering{}, err
		}
	}
	return s.render(ctx, a.ID, text)
}
