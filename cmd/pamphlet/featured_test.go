package main

import (
	"net/url"
	"slices"
	"testing"
)

// featuring presses the button in the list of articles.
func (i *instance) featuring(what string) {
	i.t.Helper()
	d := i.signIn("ann")
	d.send(d.link(d.open("/desk"), `"(/desk/articles/\d+/feature)"`), url.Values{"csrf": {d.token("/desk")}, "do": {what}})
}

// TestMastodonFeaturedArticles: the articles a person features are told with Add and Remove, and stand in the
// collection as ids, since Mastodon passes over whole articles in it.
func TestMastodonFeaturedArticles(t *testing.T) {
	onBothEngines(t, func(t *testing.T, i *instance) {
		k := newTalk(t, i)
		k.follows("mia", k.actor)
		featured := i.document(k.actor).text("featured")
		i.document(featured).wants(t, "type", "OrderedCollection", "totalItems", 0)
		i.featuring("feature")
		add := k.await(1, "the Add", is("Add", k.id))[0]
		add.activity.wants(t, "actor", k.actor, "target", featured, "to", []string{public}, "cc", []string{k.actor + "/followers"})
		i.document(add.activity.text("id")).wants(t, "type", "Add", "object", k.id)
		i.document(featured).wants(t, "totalItems", 1, "orderedItems", []string{k.id})
		i.document(k.id).wants(t, "attributedTo", k.actor) // or Mastodon passes over it

		i.featuring("unfeature")
		k.await(1, "the Remove", is("Remove", k.id))[0].activity.wants(t, "actor", k.actor, "target", featured)
		i.document(featured).wants(t, "totalItems", 0)
		i.featuring("feature")
		k.await(2, "the second Add", is("Add", k.id))
		if got := k.types("/inbox", k.id); !slices.Equal(got, []string{"Create", "Add", "Remove", "Add"}) && !slices.Equal(got, []string{"Add", "Remove", "Add"}) {
			t.Errorf("the follower heard %q", got)
		}
		i.signIn("ann").withdraw("A quiet beginning")
		k.await(1, "the deletion", is("Delete", k.id))
		i.document(featured).wants(t, "totalItems", 0)
	})
}

// TestLemmyFeaturedArticles: what a publication features is told to communities as its moderator's choice.
func TestLemmyFeaturedArticles(t *testing.T) {
	t.Parallel()
	c := newCommunity(t, newSite(t, "sqlite"))
	c.i.featuring("feature")
	passed := c.await(1, "the Add passed on", c.passes("Add", c.id))[0]
	passed.activity.in("object").wants(t, "actor", c.ann, "target", c.actor+"/featured", "audience", c.actor)
	c.i.document(c.actor+"/moderators").wants(t, "orderedItems", []string{c.ann}) // Lemmy believes moderators only
	c.i.document(c.actor+"/featured").wants(t, "orderedItems", []string{c.id})
	c.i.document(c.ann+"/featured").wants(t, "totalItems", 0)
	c.i.featuring("unfeature")
	c.await(1, "the Remove passed on", c.passes("Remove", c.id))
	c.i.signIn("ann").withdraw("A quiet beginning")
	c.microblog.await(1, "the deletion", is("Delete", c.id))
	if n := len(c.microblog.got(func(p post) bool { t := p.activity.in("object").text("type"); return t == "Add" || t == "Remove" })); n > 0 {
		t.Errorf("the microblog got %d activities it cannot read", n)
	}
}
