package fediverse

import (
	"net/http"
	"strings"

	"pamphlet/federation"
)

// Page answers for the address of a page when another server asks for the thing it shows:
// a blog's actor at /@NAME, an article at /@NAME/SLUG. It is false when a page is wanted.
func (b *Bridge) Page(w http.ResponseWriter, r *http.Request) bool {
	rest, ok := strings.CutPrefix(r.URL.Path, "/@")
	if !ok || (r.Method != http.MethodGet && r.Method != http.MethodHead) || federation.Accepts(r, federation.HTML) != federation.Document {
		return false
	}
	name, slug, inside := strings.Cut(rest, "/")
	of, err := b.store.BlogByName(r.Context(), name)
	if err != nil {
		return false // the reader's door knows how to say so
	}
	w.Header().Set("Vary", "Accept, Signature")
	if !inside {
		actor, err := b.actor(r.Context(), of)
		if err != nil {
			return false
		}
		b.fed.Show(w, r, actor)
		return true
	}
	found, err := b.store.VisibleBySlug(r.Context(), of.ID, slug)
	if err != nil || found.Gone {
		return false
	}
	doc, err := b.articleFor(r.Context(), found.Article, b.fed.AskedBy(r))
	if err != nil {
		return false
	}
	b.fed.Show(w, r, doc)
	return true
}
