package fediverse

import (
	"context"
	"errors"

	"pamphlet/blog"
	"pamphlet/content"
	"pamphlet/federation"
	"pamphlet/federation/signature"
	"pamphlet/federation/vocab"
)

// blogActor is the actor document of a blog: a Person or a Group.
func (b *Bridge) blogActor(ctx context.Context, apID string) (*vocab.Actor, error) {
	of, err := b.store.BlogByAPID(ctx, apID)
	if err != nil {
		return nil, notHere(err)
	}
	return b.actor(ctx, of)
}

func (b *Bridge) actor(ctx context.Context, of blog.Blog) (*vocab.Actor, error) {
	id := b.blogs.URL(of.APID)
	account, err := b.store.Account(ctx, of.AccountID)
	if err != nil {
		return nil, err
	}
	keys, err := b.keysIn(of)
	if err != nil {
		return nil, err
	}
	a := &vocab.Actor{
		Base: vocab.Base{
			ID: id, Type: vocab.TypePerson, Name: account.DisplayName, Summary: account.BioHTML,
			URL: vocab.URLs(b.fed.URL("/@" + of.Name)), Published: of.CreatedAt,
		},
		PreferredUsername: of.Name, WebFinger: of.Name + "@" + b.fed.Host(),
		Inbox: id + "/inbox", Outbox: id + "/outbox", Followers: id + "/followers", Following: id + "/following",
		Featured: id + "/featured", SharedInbox: b.fed.URL(blog.SharedInboxPath),
		PublicKey:                 []vocab.PublicKey{{ID: id + mainKey, Owner: id, PEM: of.PublicKey}},
		AssertionMethod:           keys.listed(),
		ManuallyApprovesFollowers: new(false), Discoverable: new(true), Indexable: new(true),
		AttributionDomains: []string{b.fed.Host()},
	}
	if of.Kind == blog.Publication {
		if err := b.group(ctx, a, of); err != nil {
			return nil, err
		}
	} else if a.Summary == "" {
		a.Summary = content.CommentMarkdown(of.Description)
	}
	a.Icon, err = b.icon(ctx, of, account)
	return a, err
}

// group makes a Group of the actor. attributedTo is the list form that PeerTube resolves the owner
// from and that Lemmy does not take for the address of its moderators: as one string it could be right for
// one of them only. PieFed and Mbin find the moderators by their own property.
func (b *Bridge) group(ctx context.Context, a *vocab.Actor, of blog.Blog) error {
	owner, err := b.store.PersonalBlog(ctx, of.AccountID)
	if err != nil {
		return err
	}
	a.Type, a.Name, a.Summary = vocab.TypeGroup, of.Title, content.CommentMarkdown(of.Description)
	a.Source = &vocab.Source{Content: of.Description, MediaType: "text/markdown"}
	a.PostingRestrictedToMods, a.Moderators = new(true), a.ID+"/moderators"
	a.AttributedTo = vocab.Items{vocab.Embed(&vocab.Object{Base: vocab.Base{Type: vocab.TypePerson, ID: b.blogs.URL(owner.APID)}})}
	return nil
}

func (b *Bridge) icon(ctx context.Context, of blog.Blog, account blog.Account) (vocab.Items, error) {
	id := of.PictureID
	if id == 0 && of.Kind == blog.Personal {
		id = account.PictureID
	}
	if id == 0 {
		return nil, nil
	}
	m, err := b.store.Media(ctx, id)
	if errors.Is(err, blog.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	v := m.Icon(400)
	return vocab.Items{vocab.Picture(b.fed.URL(blog.MediaPrefix+v.Name), v.MediaType, m.Alt)}, nil
}

// instanceActor is the site itself, which signs our GETs (FEP-2677).
func (b *Bridge) instanceActor(context.Context) (*vocab.Actor, error) {
	key := b.instanceKey()
	public, err := signature.MarshalPublicKey(&b.keys.instance.PublicKey)
	if err != nil {
		return nil, err
	}
	return &vocab.Actor{
		Base:              vocab.Base{ID: key.Owner, Type: vocab.TypeApplication, Name: b.fed.Host(), URL: vocab.URLs(b.fed.URL("/"))},
		PreferredUsername: "instance", WebFinger: "instance@" + b.fed.Host(), Inbox: key.Owner + "/inbox",
		SharedInbox: b.fed.URL(blog.SharedInboxPath), ManuallyApprovesFollowers: new(false),
		PublicKey: []vocab.PublicKey{{ID: key.ID, Owner: key.Owner, PEM: public}},
	}, nil
}

// identity answers WebFinger: names of blogs and of the site itself, ids, and addresses of blogs.
func (b *Bridge) identity(ctx context.Context, r federation.Resource) (federation.Identity, error) {
	if r.Name == "instance" || r.URL == b.fed.URL(instancePath) || r.Name == b.fed.Host() {
		return federation.Identity{Name: "instance", Actor: b.fed.URL(instancePath), Page: b.fed.URL("/")}, nil
	}
	of, err := b.blogOf(ctx, r)
	if err != nil {
		return federation.Identity{}, notHere(err)
	}
	return federation.Identity{Name: of.Name, Actor: b.blogs.URL(of.APID), Page: b.fed.URL("/@" + of.Name), Links: b.intents()}, nil
}

func (b *Bridge) blogOf(ctx context.Context, r federation.Resource) (blog.Blog, error) {
	if r.Name != "" {
		return b.store.BlogByName(ctx, r.Name)
	}
	if id, ok := b.blogs.ID(r.URL); ok {
		return b.store.BlogByAPID(ctx, id)
	}
	if name, ok := b.fed.Route("/@").ID(r.URL); ok {
		return b.store.BlogByName(ctx, name)
	}
	return blog.Blog{}, blog.ErrNotFound
}

// notHere turns the house's words for "nothing there" and "a publication that was deleted" into the library's.
func notHere(err error) error {
	switch {
	case errors.Is(err, blog.ErrNotFound):
		return federation.ErrNotFound
	case blog.CodeOf(err) == blog.Gone:
		return &federation.Gone{FormerType: vocab.TypeGroup}
	}
	return err
}

// intents are where our own people follow and answer what they found on other servers (FEP-3b86, OStatus Subscribe).
func (b *Bridge) intents() []federation.JRDLink {
	at := b.fed.URL("/desk/following") + "?address="
	return []federation.JRDLink{
		{Rel: federation.RelFollow, Template: at + "{object}"}, {Rel: federation.RelReply, Template: at + "{inReplyTo}"},
		{Rel: federation.RelObject, Template: at + "{object}"}, {Rel: federation.RelSubscribe, Template: at + "{uri}"},
	}
}
