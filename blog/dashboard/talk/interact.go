package talk

import (
	"net/http"

	"pamphlet/blog"
	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/fediverse"
)

// wishes are what the buttons of the page do, until it is taken back.
var wishes = map[string]blog.InteractionKind{
	"follow": blog.ToFollow, "like": blog.ToLike, "boost": blog.ToBoost, "block": blog.ToBlock,
}

// takenBack are the buttons that end it.
var takenBack = map[string]blog.InteractionKind{
	"unfollow": blog.ToFollow, "unlike": blog.ToLike, "unboost": blog.ToBoost, "unblock": blog.ToBlock,
}

// interact does what a button of the page says. A text that was typed stands in the answer to
// whatever goes wrong.
func (d pages) interact(w http.ResponseWriter, v *desk.Visit) error {
	p := followingPage{Asked: true, Address: v.Sent.Get("address"), Markdown: v.Sent.Get("markdown")}
	do := v.Sent.Get("do")
	if do == "" && p.Markdown == "" { // came through the sign-in page: its button has to be pressed again
		return desk.SeeOther(w, v, "%s", findPath(p.Address))
	}
	found, err := d.act(v, do)
	if err == nil && do != "" {
		return desk.SeeOther(w, v, "%s", desk.DoneAt(v.BackTo(findPath(p.Address)), do))
	}
	if err == nil {
		p.Notice = v.Text(unsent)
	} else if p.Problems = v.RefusalOf(err); p.Problems == nil {
		return err
	}
	if found.Actor.URI != "" {
		view, failure := d.viewFound(v, found)
		if failure != nil {
			return failure
		}
		p.Found = view
	}
	return d.following(w, v, desk.StatusOrOK(err), p)
}

// act finds what a form is about and does what it says; with no word it only finds.
func (d pages) act(v *desk.Visit, do string) (found fediverse.Found, err error) {
	address := v.Sent.Get("address")
	if kind, ok := takenBack[do]; ok {
		return found, d.Service.TakeBack(v.Context(), v.Account.ID, kind, address)
	}
	if do == "unquote" {
		return found, d.Service.WithdrawQuote(v.Context(), v.Account.ID, address)
	}
	kind, ok := wishes[do]
	if !ok && do != "answer" && do != "" {
		return found, desk.ErrButton
	}
	if found, err = d.find(v, address); err != nil || do == "" {
		return found, err
	}
	if do == "answer" {
		return found, d.answerFound(v, found)
	}
	if err := mayBe(kind, found); err != nil {
		return found, err
	}
	return found, d.Service.Interact(v.Context(), v.Account.ID, found.Wish(kind))
}

// mayBe refuses what makes no sense of what was found.
func mayBe(kind blog.InteractionKind, found fediverse.Found) error {
	if kind != blog.ToLike && kind != blog.ToBoost {
		return nil
	}
	if found.Thing == nil {
		return blog.Errorf(blog.Invalid, "This is an account. It can be followed, but not liked or boosted.")
	}
	if kind == blog.ToBoost && !found.Thing.Public {
		return blog.Errorf(blog.Invalid, "This was not written for everybody, so it cannot be boosted.")
	}
	return nil
}

func (d pages) answerFound(v *desk.Visit, found fediverse.Found) error {
	if found.Thing == nil {
		return blog.Errorf(blog.Invalid, "This is an account, so there is nothing to answer. Find something they wrote.")
	}
	if !found.Thing.Public {
		return blog.Errorf(blog.Invalid, "This was not written for everybody, and what is answered from here is public. Answer it from an account on another server.")
	}
	_, err := d.Service.Answer(v.Context(), v.Account.ID, found.Answered(), v.Sent.Get("markdown"))
	return err
}
