package federation

import "testing"

func TestIntents(t *testing.T) {
	const actor, object, handle = "https://a.example/ap/blogs/1", "https://a.example/ap/articles/2?x=1&y", "ann@a.example"
	for name, test := range map[string]struct {
		intents       Intents
		follow, reply string
	}{
		"FEP-3b86":  {Intents{Host: "b.example", follow: "https://b.example/follow?uri={object}", reply: "https://b.example/share?reply={inReplyTo}&text={content}", older: "https://b.example/old?{uri}"}, "https://b.example/follow?uri=https%3A%2F%2Fa.example%2Fap%2Fblogs%2F1", "https://b.example/share?reply=https%3A%2F%2Fa.example%2Fap%2Farticles%2F2%3Fx%3D1%26y&text="},
		"to open":   {Intents{Host: "b.example", open: "https://b.example/open?uri={object}"}, "", "https://b.example/open?uri=https%3A%2F%2Fa.example%2Fap%2Farticles%2F2%3Fx%3D1%26y"},
		"Mastodon":  {Intents{Host: "b.example", older: "https://b.example/authorize_interaction?uri={uri}"}, "https://b.example/authorize_interaction?uri=ann%40a.example", "https://b.example/authorize_interaction?uri=https%3A%2F%2Fa.example%2Fap%2Farticles%2F2%3Fx%3D1%26y"},
		"Misskey":   {Intents{Host: "b.example", older: "https://b.example/authorize-follow?acct={uri}"}, "https://b.example/authorize-follow?acct=ann%40a.example", "https://b.example/search?q=https%3A%2F%2Fa.example%2Fap%2Farticles%2F2%3Fx%3D1%26y"},
		"no page":   {Intents{Host: "b.example"}, "", ""},
		"not ended": {Intents{Host: "b.example", follow: "https://b.example/{object"}, "https://b.example/https%3A%2F%2Fa.example%2Fap%2Fblogs%2F1", "https://b.example/search?q=https%3A%2F%2Fa.example%2Fap%2Farticles%2F2%3Fx%3D1%26y"},
	} {
		if got := test.intents.Follow(actor, handle); got != test.follow {
			t.Errorf("%s: follow at %s, want %s", name, got, test.follow)
		}
		if got := test.intents.Reply(object); got != test.reply {
			t.Errorf("%s: reply at %s, want %s", name, got, test.reply)
		}
	}
	for template, want := range map[string]bool{
		"https://b.example/follow?uri={object}": true, "javascript:alert({object})": false, "//b.example/{object}": false, "https://x@b.example/{object}": false, "data:text/html,{object}": false, "": false,
	} {
		if isPageTemplate(template) != want {
			t.Errorf("%s is taken: %t", template, !want)
		}
	}
}
