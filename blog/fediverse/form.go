package fediverse

import (
	"context"
	"errors"
	"slices"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/federation/vocab"
)

// form is how one family of servers shows an article best, made from the general form of articleDocument. The id,
// author and words stay the same; only where they stand differs.
type form struct {
	software []string // as their NodeInfo names it
	article  func(*vocab.Object)
	budget   int // the most bytes of an activity they take; 0 where the general form's budget holds
}

// forms are all that differ from the general one, which unknown software gets. Each has a file of its own that says
// what it was read from.
func forms() []form {
	return []form{gotosocialForm(), akkomaForm(), misskeyForm(), pixelfedForm(), plumeForm()}
}

// formOf is the form for a software; its article is nil for the general form.
func formOf(software string) form {
	for _, f := range forms() {
		if slices.Contains(f.software, software) {
			return f
		}
	}
	return form{}
}

// shape gives an article the form for a software.
func shape(doc *vocab.Object, software string) *vocab.Object {
	if f := formOf(software); f.article != nil && doc.Type == vocab.TypeArticle {
		f.article(doc)
	}
	return doc
}

// bodyFor is an activity as a software takes it. What is not about an article is the same for everybody.
func bodyFor(out blog.Outgoing, software string) ([]byte, error) {
	f := formOf(software)
	if f.article == nil || out.ArticleID == 0 || (out.Kind != vocab.TypeCreate && out.Kind != vocab.TypeUpdate) {
		return out.Body, nil
	}
	activity, err := vocab.DecodeActivity(out.Body)
	if errors.Is(err, vocab.ErrLimit) {
		return out.Body, nil // too long for every server, which they may say themselves
	}
	if err != nil {
		return nil, err
	}
	doc, err := activity.Object.First().Object()
	if err != nil || doc.Type != vocab.TypeArticle {
		return out.Body, err
	}
	f.article(doc)
	activity.Object = vocab.Items{vocab.Embed(doc)}
	body := vocab.Encode(activity)
	if f.budget > 0 && len(body) > f.budget {
		activity.Object = vocab.Items{vocab.Ref(doc.ID)} // they fetch it
		body = vocab.Encode(activity)
	}
	return body, nil
}

// How long an answer to the question what a host runs is good, and how soon one that gave none is asked again.
const (
	softwareGood  = 7 * 24 * time.Hour
	softwareAgain = 24 * time.Hour
	softwareWait  = 5 * time.Second
)

// learn gives the software of a host, asking for it when what we know is old. A host that does not say keeps what it
// said before: a bad day of its server changes no forms.
func (b *Bridge) learn(ctx context.Context, host string) (string, error) {
	known, err := b.store.SoftwareOf(ctx, host)
	if err != nil || b.now().Sub(known.AskedAt) < softwareGood {
		return known.Name, err
	}
	asking, cancel := context.WithTimeout(ctx, softwareWait)
	defer cancel()
	said, err := b.fed.Software(asking, host)
	if ctx.Err() != nil {
		return known.Name, nil
	}
	if err != nil {
		known.AskedAt = b.now().Add(softwareAgain - softwareGood)
	} else {
		known = store.Software{Name: said.Name, Version: said.Version, AskedAt: b.now()}
	}
	return known.Name, b.store.SetSoftware(ctx, host, known)
}
