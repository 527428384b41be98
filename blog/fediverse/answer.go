package fediverse

import (
	"context"
	"errors"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"pamphlet/blog"
	"pamphlet/federation"
	"pamphlet/federation/vocab"
)

// conversation is who takes part where an answer of ours stands.
type conversation struct {
	answer  blog.Answer
	person  blog.Blog     // who wrote it
	in      blog.Blog     // in whose discussion; its ID is 0 for one elsewhere
	article blog.Article  // the same
	to      *blog.Actor   // who is answered; nil for an article of this site
	others  []blog.Actor  // who else speaks above it
	group   *blog.Actor   // the community elsewhere in which it stands; nil for none
	comment *blog.Comment // its place in the thread; nil where it has none
}

// maxParticipants bounds to how many people above it an answer goes.
const maxParticipants = 50

// answer is the document of an answer; of one that was deleted a Tombstone.
func (b *Bridge) answer(ctx context.Context, asked federation.Asked) (vocab.Value, error) {
	a, err := b.store.AnswerByAPID(ctx, asked.ID)
	if err != nil {
		return nil, notHere(err)
	}
	if !a.DeletedAt.IsZero() {
		return nil, &federation.Gone{FormerType: vocab.TypeNote, Deleted: a.DeletedAt}
	}
	c, err := b.conversation(ctx, a)
	if err != nil {
		return nil, notHere(err)
	}
	if !c.seen() {
		return nil, federation.ErrNotFound
	}
	return b.note(c), nil
}

// seen reports whether readers see the answer: one in a thread only while it is shown there.
func (c conversation) seen() bool {
	return c.answer.ArticleID == 0 || (c.comment != nil && c.comment.State == blog.CommentShown)
}

func (b *Bridge) conversation(ctx context.Context, a blog.Answer) (c conversation, err error) {
	c.answer = a
	if c.person, err = b.store.Blog(ctx, a.BlogID); err != nil {
		return c, err
	}
	if c.to, err = b.actorWithID(ctx, a.ActorID); err != nil {
		return c, err
	}
	if c.group, err = b.actorWithID(ctx, a.CommunityID); err != nil {
		return c, err
	}
	if a.ArticleID == 0 {
		return c, nil
	}
	if err := b.participants(ctx, &c); err != nil {
		return c, err
	}
	c.article, err = b.store.VisibleByID(ctx, a.ArticleID)
	if errors.Is(err, blog.ErrNotFound) {
		return c, nil // withdrawn
	}
	if err != nil {
		return c, err
	}
	c.in, err = b.store.Blog(ctx, c.article.BlogID)
	return c, err
}

// participants fills in the answer's comment and the people above it.
func (b *Bridge) participants(ctx context.Context, c *conversation) error {
	comment, err := b.store.CommentByURI(ctx, b.answers.URL(c.answer.APID))
	if err == nil {
		c.comment = &comment
	} else if !errors.Is(err, blog.ErrNotFound) {
		return err
	}
	above, err := b.store.CommentByURI(ctx, c.answer.InReplyTo)
	for ; err == nil && len(c.others) < maxParticipants; above, err = b.store.CommentByID(ctx, above.ParentID) {
		known := func(a blog.Actor) bool { return a.ID == above.Actor.ID }
		if above.State == blog.CommentShown && above.Actor.ID != c.answer.ActorID && above.Actor.BlogID == 0 && !slices.ContainsFunc(c.others, known) {
			c.others = append(c.others, above.Actor)
		}
		if above.ParentID == 0 {
			break
		}
	}
	if errors.Is(err, blog.ErrNotFound) {
		return nil
	}
	return err
}

// note is an answer as other servers show it: threaded under what it answers, its writer named to
// whom it answers by a mention, as everybody's are.
func (b *Bridge) note(c conversation) *vocab.Object {
	id, author := b.answers.URL(c.answer.APID), b.blogs.URL(c.person.APID)
	doc := &vocab.Object{Base: vocab.Base{
		ID: id, Type: vocab.TypeNote, AttributedTo: vocab.Items{vocab.Ref(author)}, InReplyTo: c.answer.InReplyTo,
		To: []string{vocab.Public}, Cc: b.heard(c),
		Content: c.answer.HTML, Source: &vocab.Source{Content: c.answer.Markdown, MediaType: "text/markdown"},
		URL: vocab.URLs(b.fed.URL(c.person.Path() + "/about#" + c.answer.APID)), Published: c.answer.PublishedAt, Updated: c.answer.EditedAt, Sensitive: new(false),
		Conversation: c.answer.Conversation, Attachment: vocab.Items{},
	}, InteractionPolicy: anybody()}
	switch {
	case c.article.ID != 0:
		doc.Context = b.contextOf(c.article)
	case c.answer.Context != "":
		doc.Context = vocab.Ref(c.answer.Context)
	}
	if c.comment != nil && c.in.ID != 0 { // otherwise it stands on no page of ours: the link leads to who wrote it
		doc.URL = vocab.URLs(fmt.Sprintf("%s#reply-%d", b.articleURL(c.in, c.article), c.comment.ID))
	}
	doc.Audience = b.audience(c)
	if c.to != nil {
		name := "@" + c.to.Username + "@" + c.to.Host
		doc.Tag = []vocab.Link{{Type: vocab.TypeMention, Href: c.to.URI, Name: name}}
		doc.Content = mentioning(*c.to, doc.Content)
	}
	if c.answer.Language != "" {
		doc.ContentMap = map[string]string{c.answer.Language: doc.Content}
	}
	return doc
}

// mentioning puts a mention before the first words.
func mentioning(who blog.Actor, content string) string {
	mention := `<span class="h-card"><a href="` + html.EscapeString(who.URL) + `" class="u-url mention">@<span>` +
		html.EscapeString(who.Username) + `</span></a></span> `
	if rest, ok := strings.CutPrefix(content, "<p>"); ok {
		return "<p>" + mention + rest
	}
	return "<p>" + mention + "</p>" + content
}

// heard is who hears of an answer beside the public.
func (b *Bridge) heard(c conversation) []string {
	cc := []string{b.blogs.URL(c.person.APID, "followers")}
	if c.to != nil {
		cc = append(cc, c.to.URI)
	}
	for _, other := range c.others {
		cc = append(cc, other.URI)
	}
	if c.group != nil {
		cc = append(cc, c.group.URI)
	}
	if c.in.Kind == blog.Publication {
		cc = append(cc, b.blogs.URL(c.in.APID), b.blogs.URL(c.in.APID, "followers"))
	}
	return cc
}

// audience is the community in which an answer stands, here or elsewhere.
func (b *Bridge) audience(c conversation) []string {
	switch {
	case c.in.Kind == blog.Publication:
		return []string{b.blogs.URL(c.in.APID)}
	case c.group != nil:
		return []string{c.group.URI}
	}
	return nil
}

// TellAnswer tells other servers of an answer, its edit or its deletion. It is the work of the job
// blog.AnswerChanged, and like Announce may run any number of times and out of order.
func (b *Bridge) TellAnswer(ctx context.Context, job blog.AnswerChanged) error {
	b.telling.Lock()
	defer b.telling.Unlock()
	defer b.courier.rouse()
	a, err := b.store.AnswerByAPID(ctx, job.APID)
	if errors.Is(err, blog.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	c, err := b.conversation(ctx, a)
	if err != nil {
		return err
	}
	if !a.DeletedAt.IsZero() {
		return b.tellDeleted(ctx, c)
	}
	if !c.seen() {
		return nil // hidden by a moderator, or gone with its article
	}
	doc := b.note(c)
	create := b.activityAbout(c, vocab.TypeCreate, vocab.Embed(doc), "create")
	create.Published = a.PublishedAt
	if err := b.tellConversation(ctx, c, create); err != nil || job.Change != blog.WasUpdated {
		return err
	}
	update := b.activityAbout(c, vocab.TypeUpdate, vocab.Embed(doc), "update", strconv.FormatInt(a.EditedAt.UnixMilli(), 10))
	update.Published = a.EditedAt
	return b.tellConversation(ctx, c, update)
}

// tellDeleted asks everybody who was told to delete their copy; who that was is known from the Create, since
// the thread may be gone. About an answer nobody heard of it is silent.
func (b *Bridge) tellDeleted(ctx context.Context, c conversation) error {
	create, err := b.store.ActivityByAPID(ctx, b.activityAbout(c, vocab.TypeCreate, vocab.Item{}, "create").ID)
	if errors.Is(err, blog.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	told, err := vocab.DecodeActivity(create.Body)
	if err != nil {
		return err
	}
	gone := vocab.Gone(b.answers.URL(c.answer.APID), vocab.TypeNote, c.answer.DeletedAt)
	activity := b.activityAbout(c, vocab.TypeDelete, vocab.Embed(gone), "delete")
	activity.Cc, activity.Audience = told.Cc, told.Audience
	out := b.outgoingAbout(c, activity)
	for _, id := range told.Cc {
		actor, err := b.store.ActorByURI(ctx, id)
		if errors.Is(err, blog.ErrNotFound) {
			continue // a collection
		}
		if err != nil {
			return err
		}
		if actor.BlogID == 0 {
			out.To = append(out.To, actor.Shared())
		}
	}
	return b.service.Broadcast(ctx, out, create.Audiences...)
}

func (b *Bridge) activityAbout(c conversation, kind string, object vocab.Item, cause ...string) *vocab.Activity {
	cause = append([]string{"comment", c.answer.APID}, cause...)
	a := &vocab.Activity{
		Base:  vocab.Base{ID: b.activities.URL(federation.ActivityID(b.secret, cause...)), Type: kind, To: []string{vocab.Public}, Cc: b.heard(c)},
		Actor: vocab.Ref(b.blogs.URL(c.person.APID)), Object: vocab.Items{object},
	}
	a.Audience = b.audience(c)
	return a
}

// tellConversation sends to one's own followers, those of the publication, and everybody above.
func (b *Bridge) tellConversation(ctx context.Context, c conversation, activity *vocab.Activity) error {
	out := b.outgoingAbout(c, activity)
	people := c.others
	if c.to != nil && c.to.BlogID == 0 {
		people = append(people, *c.to)
	}
	if c.group != nil { // which passes it on to its followers
		people = append(people, *c.group)
	}
	for _, actor := range people {
		out.To = append(out.To, actor.Shared())
	}
	audiences := []int64{c.person.ID}
	if c.in.ID != 0 && c.in.ID != c.person.ID {
		audiences = append(audiences, c.in.ID)
	}
	if err := b.service.Broadcast(ctx, out, audiences...); err != nil {
		return err
	}
	return b.passOn(ctx, c.in, activity, out.Object)
}

func (b *Bridge) outgoingAbout(c conversation, activity *vocab.Activity) blog.Outgoing {
	return blog.Outgoing{APID: activity.ID, BlogID: c.person.ID, Object: b.answers.URL(c.answer.APID), Kind: activity.Type, Body: vocab.Encode(activity)}
}
