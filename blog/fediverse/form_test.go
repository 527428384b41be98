package fediverse

import (
	"fmt"
	"strings"
	"testing"

	"pamphlet/blog"
	"pamphlet/federation/vocab"
)

// general is an article as articleDocument makes it, in a publication and with a cover.
func general() *vocab.Object {
	return &vocab.Object{Base: vocab.Base{
		ID: "https://b.example/ap/articles/1", Type: vocab.TypeArticle, AttributedTo: vocab.Refs("https://b.example/ap/blogs/ann"),
		To: []string{vocab.Public}, Cc: []string{"https://b.example/ap/blogs/journal"}, Audience: []string{"https://b.example/ap/blogs/journal"},
		Name: "Bread & salt", NameMap: map[string]string{"en": "Bread & salt"}, Summary: "On &lt;eating&gt;.",
		Content: "<p>Words.</p>", ContentMap: map[string]string{"en": "<p>Words.</p>"}, MediaType: "text/html",
		Source: &vocab.Source{Content: "Words.", MediaType: "text/markdown"}, URL: vocab.URLs("https://b.example/@ann/bread?a&b"),
		Image: vocab.Items{vocab.Picture("https://b.example/media/c.jpg", "image/jpeg", "A loaf")}, Attachment: vocab.Items{},
		Likes: count("https://b.example/ap/articles/1/likes", 0), Shares: count("https://b.example/ap/articles/1/shares", 0),
	}}
}

// delivered is the object of a Create as a software gets it.
func delivered(t *testing.T, doc *vocab.Object, software string) (*vocab.Activity, *vocab.Object) {
	t.Helper()
	create := &vocab.Activity{Base: vocab.Base{ID: "https://b.example/ap/activities/1", Type: vocab.TypeCreate},
		Actor: doc.AttributedTo.First(), Object: vocab.Items{vocab.Embed(doc)}}
	body, err := bodyFor(blog.Outgoing{ArticleID: 1, Kind: create.Type, Body: vocab.Encode(create)}, software)
	if err != nil {
		t.Fatal(err)
	}
	activity, err := vocab.DecodeActivity(body)
	if err != nil {
		t.Fatal(err)
	}
	if activity.ID != create.ID || activity.Actor.ID != create.Actor.ID || activity.Object.First().ID != doc.ID {
		t.Errorf("%s gets another activity: %s", software, body)
	}
	object, err := activity.Object.First().Object()
	if err != nil {
		return activity, nil
	}
	return activity, object
}

func TestForms(t *testing.T) {
	for software, want := range map[string]func(*vocab.Object) bool{
		"mastodon":   func(o *vocab.Object) bool { return string(vocab.Encode(o)) == string(vocab.Encode(general())) },
		"":           func(o *vocab.Object) bool { return o.Summary == "On &lt;eating&gt;." && o.Type == "Article" },
		"akkoma":     func(o *vocab.Object) bool { return o.Summary == "" && o.Name != "" && o.Content == "<p>Words.</p>" },
		"gotosocial": func(o *vocab.Object) bool { return o.Summary == "" && o.Name != "" && len(o.Attachment) == 1 },
		"sharkey": func(o *vocab.Object) bool {
			return o.Summary == "" && o.Content == "<h2>Bread &amp; salt</h2><p>Words.</p>" && o.ContentMap["en"] == o.Content
		},
		"pixelfed": func(o *vocab.Object) bool {
			return o.Type == "Note" && o.Name == "" && o.Summary == "" && len(o.Attachment) == 1 && o.Source == nil &&
				o.Content == `<p><strong>Bread &amp; salt</strong></p><p>On &lt;eating&gt;.</p><p><a href="https://b.example/@ann/bread?a&amp;b">https://b.example/@ann/bread?a&amp;b</a></p>`
		},
		"plume": func(o *vocab.Object) bool {
			cover, err := o.Icon.First().Object()
			return len(o.AttributedTo) == 2 && o.AttributedTo[1].ID == "https://b.example/ap/blogs/journal" && o.Page() == o.ID &&
				err == nil && o.Summary == "On <eating>." && cover.Content == "A loaf" && cover.Author() == o.Author() && !o.Likes.Embedded() && o.Likes.ID == o.ID+"/likes"
		},
	} {
		if _, o := delivered(t, general(), software); o == nil || !want(o) {
			t.Errorf("%s gets %s", software, vocab.Encode(o))
		}
	}
}

// TestFormsAttachPictures: software that leaves pictures out of a text shows those that are attached, each once.
func TestFormsAttachPictures(t *testing.T) {
	doc := general()
	doc.Content = `<p><img src="https://b.example/media/c.jpg" alt="The cover"><img src="https://b.example/media/d.png" alt="A &lt;d&gt;">` +
		`<img src="https://b.example/media/d.png" alt="again"></p>` + strings.Repeat(`<img src="https://b.example/media/e.jpg">`, 3)
	for software, want := range map[string]int{"gotosocial": 3, "misskey": 3, "mastodon": 0, "akkoma": 0, "lemmy": 0} {
		_, o := delivered(t, doc, software)
		if len(o.Attachment) != want {
			t.Errorf("%s gets %d pictures, want %d", software, len(o.Attachment), want)
		}
		if want == 0 {
			continue
		}
		second, err := o.Attachment[1].Object()
		if err != nil || second.Page() != "https://b.example/media/d.png" || second.Name != "A <d>" || second.MediaType != "image/png" || second.Type != vocab.TypeImage {
			t.Errorf("%s gets %s", software, vocab.Encode(o))
		}
	}
	doc.Name, doc.NameMap = "a<b & c", map[string]string{"en": "a<b & c"}
	if _, o := delivered(t, doc, "gotosocial"); o.Name != "a\uFE64b & c" || o.NameMap["en"] != o.Name {
		t.Errorf("a title that looks like HTML is %q", o.Name)
	}
	for n := range 40 {
		doc.Content += fmt.Sprintf(`<img src="https://b.example/media/%d.jpg">`, n)
	}
	if _, o := delivered(t, doc, "gotosocial"); len(o.Attachment) != maxGallery {
		t.Errorf("of many pictures %d are attached", len(o.Attachment))
	}
}

// TestFormsWithoutTheirPart leaves an article alone where a form has nothing to work with.
func TestFormsWithoutTheirPart(t *testing.T) {
	doc := general()
	doc.Image, doc.Audience = nil, nil
	for _, software := range []string{"pixelfed", "plume"} {
		if _, o := delivered(t, doc, software); string(vocab.Encode(o)) != string(vocab.Encode(doc)) {
			t.Errorf("%s gets %s", software, vocab.Encode(o))
		}
	}
	if _, o := delivered(t, doc, "gotosocial"); len(o.Attachment) != 0 {
		t.Errorf("an article without a cover has %s attached", vocab.Encode(o))
	}
}

// TestPlumeNeedsWords gives Plume the title where an article or its cover has no words of their own.
func TestPlumeNeedsWords(t *testing.T) {
	doc := general()
	doc.Summary, doc.Image = "", vocab.Items{vocab.Picture("https://b.example/media/c.jpg", "image/jpeg", "")}
	_, o := delivered(t, doc, "plume")
	cover, err := o.Icon.First().Object()
	if err != nil || o.Summary != "Bread & salt" || cover.Content != "Bread & salt" {
		t.Errorf("it gets %s", vocab.Encode(o))
	}
	doc.Image = nil
	if _, o := delivered(t, doc, "plume"); len(o.Icon) != 0 {
		t.Errorf("without a cover it gets %s", vocab.Encode(o))
	}
}

func TestMisskeyFetchesWhatIsTooLong(t *testing.T) {
	doc := general()
	doc.Content = "<p>" + strings.Repeat("word ", 14_000) + "</p>"
	activity, object := delivered(t, doc, "misskey")
	if object != nil || len(vocab.Encode(activity)) > 4000 {
		t.Errorf("an article of 70 KB is sent as %.300s", vocab.Encode(activity))
	}
	if _, object := delivered(t, doc, "mastodon"); object == nil {
		t.Error("others get the id only, too")
	}
}

// TestTooLongForAnyForm sends what no server takes as it is: an error would hold up all that waits for the host.
func TestTooLongForAnyForm(t *testing.T) {
	out := blog.Outgoing{ArticleID: 1, Kind: vocab.TypeCreate, Body: []byte(`{"type":"Create","object":"` + strings.Repeat("x", vocab.MaxBytes) + `"}`)}
	if body, err := bodyFor(out, "gotosocial"); err != nil || string(body) != string(out.Body) {
		t.Errorf("it becomes %.100s, %v", body, err)
	}
}

// TestOtherActivitiesHaveOneForm leaves what is not about an article as it was signed and stored.
func TestOtherActivitiesHaveOneForm(t *testing.T) {
	for _, out := range []blog.Outgoing{
		{ArticleID: 1, Kind: "Delete", Body: []byte(`{"type":"Delete"}`)},
		{ArticleID: 1, Kind: "Announce", Body: []byte(`{"type":"Announce"}`)},
		{Kind: "Create", Body: []byte(`{"type":"Create"}`)},
	} {
		if body, err := bodyFor(out, "gotosocial"); err != nil || string(body) != string(out.Body) {
			t.Errorf("%s becomes %s, %v", out.Body, body, err)
		}
	}
}

// TestGalleryHasPlayers attaches sound and film for software that leaves them out of texts.
func TestGalleryHasPlayers(t *testing.T) {
	doc := general()
	const name = "https://b.example/media/abcdefghijklmnopqrstuvwxyz"
	doc.Content = `<img src="` + name + `.png" alt="A map"><audio src="` + name + `.mp3" controls aria-label="A talk"><a href="x">A talk</a></audio><video controls><source src="https://v.example/x.mp4"></video>` +
		`<video src="` + name + `.mp4" controls></video>`
	var got []string
	for _, item := range gallery(doc) {
		o, err := item.Object()
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, o.Type+" "+o.MediaType+" "+o.Name+" "+strings.TrimPrefix(o.URL[0].Href, name))
	}
	want := "Image image/jpeg A loaf https://b.example/media/c.jpg|Image image/png A map .png|Audio audio/mpeg A talk .mp3|Video video/mp4  .mp4"
	if all := strings.Join(got, "|"); all != want {
		t.Errorf("attached are %s, want %s", all, want)
	}
}

// TestWarnedForms fold the text behind what its author warns of, where a summary does that, and say it elsewhere.
func TestWarnedForms(t *testing.T) {
	for software, want := range map[string]string{
		"mastodon": "Content warning: Blood &lt;here&gt;", "gotosocial": "Blood &lt;here&gt;", "akkoma": "Blood &lt;here&gt;", "sharkey": "Blood <here>", "pixelfed": "Blood &lt;here&gt;",
	} {
		doc := general()
		doc.Summary, doc.Subject, doc.Sensitive = "Content warning: Blood &lt;here&gt;", "Blood <here>", new(true)
		if _, o := delivered(t, doc, software); o.Summary != want || o.Sensitive == nil || !*o.Sensitive || o.Subject != "Blood <here>" {
			t.Errorf("%s gets summary %q, sensitive %v, subject %q", software, o.Summary, o.Sensitive, o.Subject)
		}
	}
}
