package fediverse

import (
	"context"
	"errors"
	"html"
	"net/url"
	"slices"
	"strings"
	"time"

	"pamphlet/blog"
	"pamphlet/content"
	"pamphlet/federation"
	"pamphlet/federation/vocab"
)

// onCreate takes a public reply to an article or comment here, of whatever type it is, and what is said
// to our people elsewhere. Everything else people post is none of our business.
func (b *Bridge) onCreate(ctx context.Context, in federation.Inbound) error {
	item := in.Activity.Object.First()
	if item.ID == "" {
		return blog.Errorf(blog.Invalid, "What is created here has no id.")
	}
	object, err := b.fed.Resolve(ctx, item, in.Actor)
	if err != nil {
		return unreadable(err)
	}
	if object.Author() != in.Actor {
		return blog.Errorf(blog.Forbidden, "Only who wrote something can send it.")
	}
	if !isPublic(object, in.Activity) {
		return nil
	}
	if err := b.quoted(ctx, in, object); err != nil {
		return err
	}
	to, err := b.targetOf(ctx, object.InReplyTo)
	if errors.Is(err, blog.ErrNotFound) {
		return b.elsewhere(ctx, in, object)
	}
	if err != nil {
		return err
	}
	actor, err := b.sender(ctx, in)
	if err != nil {
		return err
	}
	comment := commentOf(object)
	if comment.HTML == "" {
		return nil // it says nothing
	}
	comment.Actor = actor
	announce, err := b.announceTo(ctx, in, to, object.ID)
	if err != nil {
		return err
	}
	return b.service.ReceiveComment(ctx, blog.Received{Activity: in.Activity.ID, To: to, Comment: comment, Announce: announce})
}

// elsewhere takes a public post that answers nothing known here: it may belong into a thread here all the
// same, or be said to one of our people.
func (b *Bridge) elsewhere(ctx context.Context, in federation.Inbound, object *vocab.Object) error {
	_, answersUs := b.answers.ID(object.InReplyTo)
	if object.InReplyTo != "" && !answersUs {
		if !b.concernsUs(in, object) || !b.limits.maySeek(hostOf(in.Actor), b.now()) {
			return nil
		}
		return b.service.SeekParent(ctx, object.ID)
	}
	blogs, err := b.meant(ctx, object)
	if err != nil || len(blogs) == 0 {
		return err
	}
	actor, err := b.sender(ctx, in)
	if err != nil {
		return err
	}
	return b.mention(ctx, in.Activity.ID, object, actor)
}

// onEdit changes a comment to what its writer made of it.
func (b *Bridge) onEdit(ctx context.Context, in federation.Inbound) error {
	item := in.Activity.Object.First()
	known, err := b.store.CommentByURI(ctx, item.ID)
	isComment := err == nil
	if err != nil && !errors.Is(err, blog.ErrNotFound) {
		return err
	}
	if mentioned, err := b.store.Mentioned(ctx, item.ID); err != nil || (!isComment && !mentioned) {
		return err // not kept here; the Create, if it comes yet, has the latest words
	}
	object, err := b.fed.Resolve(ctx, item, in.Actor)
	if err != nil {
		return unreadable(err)
	}
	if object.Author() != in.Actor {
		return blog.Errorf(blog.Forbidden, "Only who wrote this can change it.")
	}
	if !isPublic(object, in.Activity) { // it was for everybody, and is so no more
		return b.service.RemoveComment(ctx, blog.Removed{Activity: in.Activity.ID, ActorURI: in.Actor, URI: object.ID})
	}
	if !isComment {
		return b.service.EditMention(ctx, in.Actor, object.ID, wordsOf(object))
	}
	edit := commentOf(object)
	edit.Actor.URI, edit.Actor.Host, edit.EditedAt = in.Actor, hostOf(in.Actor), object.Updated
	announce, err := b.announceTo(ctx, in, blog.Target{ArticleID: known.ArticleID}, object.ID)
	if err != nil {
		return err
	}
	return b.service.EditComment(ctx, blog.Received{Activity: in.Activity.ID, Comment: edit, Announce: announce})
}

// onReaction counts a Like, an EmojiReact (which is one with a picture) or an Announce, and passes votes on.
func (b *Bridge) onReaction(ctx context.Context, in federation.Inbound) error {
	if in.Activity.Type == vocab.TypeAnnounce {
		if ours, err := b.onRemoval(ctx, in); ours || err != nil {
			return err
		}
	}
	to, err := b.targetOf(ctx, in.Activity.Object.First().ID)
	if errors.Is(err, blog.ErrNotFound) {
		return nil // about something that is not here
	}
	if err != nil {
		return err
	}
	actor, err := b.sender(ctx, in)
	if err != nil {
		return err
	}
	if actor.Kind == vocab.TypeGroup && in.Activity.Type == vocab.TypeAnnounce {
		return nil // a community passing something on is nobody's boost
	}
	reacted := blog.Reacted{Activity: in.Activity.ID, Actor: actor, To: to}
	reacted.Kind, _ = reactionKind(in.Activity.Type)
	if isVote(in.Activity.Type) {
		if reacted.Announce, err = b.announceTo(ctx, in, to, in.Activity.ID); err != nil {
			return err
		}
	}
	return b.service.React(ctx, reacted)
}

// reactionKind is what an activity counts as.
func reactionKind(activityType string) (blog.ReactionKind, bool) {
	switch activityType {
	case vocab.TypeLike, vocab.TypeEmojiReact:
		return blog.Like, true
	case vocab.TypeAnnounce:
		return blog.Boost, true
	case vocab.TypeDislike:
		return blog.Dislike, true
	}
	return "", false
}

// targetOf finds what an id or address of ours, or the id of a known comment, stands for. Replies
// to an id an article had before it was withdrawn and published again belong to its thread.
func (b *Bridge) targetOf(ctx context.Context, id string) (blog.Target, error) {
	if apID, ok := b.articles.ID(id); ok {
		article, err := b.store.ArticleOfEpisode(ctx, apID)
		if err == nil && article == 0 {
			err = blog.ErrNotFound
		}
		return blog.Target{ArticleID: article}, err
	}
	if path, ok := strings.CutPrefix(id, b.fed.URL("/@")); ok {
		name, slug, _ := strings.Cut(path, "/")
		of, err := b.store.BlogByName(ctx, name)
		if err != nil {
			return blog.Target{}, err
		}
		found, err := b.store.VisibleBySlug(ctx, of.ID, unescape(slug))
		if err == nil && found.Gone {
			err = blog.ErrNotFound
		}
		return blog.Target{ArticleID: found.Article.ID}, err
	}
	c, err := b.store.CommentByURI(ctx, id)
	return blog.Target{ArticleID: c.ArticleID, CommentID: c.ID}, err
}

// isPublic reports whether everybody may read it: Public in to, or (unlisted elsewhere) in cc, of the
// object itself; the activity decides where the object does not say.
func isPublic(object *vocab.Object, activity *vocab.Activity) bool {
	audience := slices.Concat(object.To, object.Cc)
	if len(audience) == 0 {
		audience = slices.Concat(activity.To, activity.Cc)
	}
	return vocab.IsPublic(audience)
}

// commentOf is what we keep of a reply, made safe. Its HTML is empty when it says nothing.
func commentOf(object *vocab.Object) blog.Comment {
	c := blog.Comment{
		URI: object.ID, Language: object.Language(), URL: object.Page(), PublishedAt: object.Published.UTC(),
		EditedAt: object.Updated.UTC(), HTML: titleOf(object) + bodyOf(object),
	}
	if object.Type == vocab.TypeNote || object.Type == vocab.TypeQuestion { // elsewhere a summary is an excerpt
		c.Warning = content.PlainText(object.Excerpt())
	}
	if c.HTML == "" {
		c.HTML = linksOf(object)
	}
	if len(c.Warning) > maxWarning {
		c.Warning = strings.ToValidUTF8(c.Warning[:maxWarning], "")
	}
	if !c.EditedAt.After(c.PublishedAt) {
		c.EditedAt = time.Time{} // some servers always write both
	}
	return c
}

// titleOf is the title of what is no note (Lemmy's pages, articles, videos): it has some of the words, or all.
func titleOf(object *vocab.Object) string {
	title := content.PlainText(object.Title())
	if title == "" || object.Type == vocab.TypeNote {
		return ""
	}
	return "<p><strong>" + html.EscapeString(title) + "</strong></p>"
}

func bodyOf(object *vocab.Object) string {
	body, mediaType := object.Body()
	if mediaType == "text/markdown" { // PeerTube
		return content.CommentMarkdown(body)
	}
	return content.Comment(body)
}

// linksOf stands for a reply without words: links to what is attached, often a picture named by its alt
// text, or to the page of a video or picture that is itself the reply.
func linksOf(object *vocab.Object) string {
	var links strings.Builder
	link := func(address, name string) {
		links.WriteString(`<p><a href="` + html.EscapeString(address) + `">` + html.EscapeString(name) + "</a></p>")
	}
	for _, item := range object.Attachment[:min(len(object.Attachment), maxAttached)] {
		attached, err := item.Object()
		if err != nil || len(attached.URL) == 0 {
			continue
		}
		name := content.PlainText(attached.Title())
		if name == "" {
			name = attached.URL[0].Href
		}
		link(attached.URL[0].Href, name)
	}
	switch object.Type {
	case vocab.TypeNote, vocab.TypeQuestion, vocab.TypeTombstone:
	default:
		if links.Len() == 0 {
			link(object.Page(), object.Page())
		}
	}
	return content.Comment(links.String())
}

// maxAttached bounds the links of one reply.
const maxAttached = 4

// maxWarning bounds a content warning, in bytes.
const maxWarning = 500

// unreadable is the answer to an object or actor that cannot be had or read: theirs to mend, not ours.
func unreadable(err error) error {
	if forGood(err) != nil {
		return blog.Errorf(blog.Unavailable, "What this activity is about could not be had: %s.", err)
	}
	return blog.Errorf(blog.Invalid, "What this activity is about could not be read: %s.", err)
}

// unescape is a path segment as it was meant.
func unescape(segment string) string {
	if plain, err := url.PathUnescape(segment); err == nil {
		return plain
	}
	return segment
}
