package blog

import (
	"context"
	"fmt"

	"pamphlet/content"
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
	doc, err := s.cfg.Renderer.Render(ctx, content.Input{
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
		CoverID: text.CoverID, CoverAlt: text.CoverAlt,
		Words: doc.Words, Minutes: doc.Minutes, HasCode: doc.HasCode, HasMath: doc.HasMath,
	}
	if r.Summary == "" {
		r.Summary = doc.Excerpt
	}
	return r, nil
}
