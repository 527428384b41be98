package dashboard_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"pamphlet/blog"
)

// TestAnswering is an answer from its first word to its end.
func TestAnswering(t *testing.T) {
	k := newTalk(t)
	c := k.hears(elsewhere("Kofi", "one.example"), 0, "How do you tell the polite ones?")
	b := k.signedIn("ann")
	path := k.path(c) + "/answer"
	b.get(path).wants(http.StatusOK, "Answer Kofi", "How do you tell the polite ones?").
		form(path).with("do", "answer", "markdown", "By their *silence*.").send().wants(http.StatusOK, "Your answer is sent.", "You", "To Kofi in")
	answers := k.answers()
	if len(answers) != 1 || answers[0].ParentID != c.ID || !strings.Contains(answers[0].HTML, "<em>silence</em>") {
		t.Fatalf("answered %+v", answers)
	}

	edit := answerPath(answers[0])
	b.get(edit).wants(http.StatusOK, "Edit your answer", "How do you tell the polite ones?").
		form(edit).with("do", "save", "markdown", "By their manners.").send().wants(http.StatusOK, "Your answer is changed", "By their manners.")
	if got := k.answers()[0]; !strings.Contains(got.HTML, "manners") || got.EditedAt.IsZero() {
		t.Errorf("the edited answer is %+v", got)
	}
	b.last.form(edit).with("do", "delete").send().wants(http.StatusOK, "Deleted.", "All 1")
	if len(k.answers()) != 0 {
		t.Error("it still stands")
	}
	b.get(edit).wants(http.StatusNotFound)
}

// TestAnswersAreNotLost has everything go wrong that can while somebody answers.
func TestAnswersAreNotLost(t *testing.T) {
	k := newTalk(t)
	c := k.hears(elsewhere("Kofi", "one.example"), 0, "Good morning.")
	b := k.signedIn("ann")
	path := k.path(c) + "/answer"

	p := b.get(path).form(path).with("do", "answer", "markdown", "  ").send().wants(http.StatusUnprocessableEntity, "Write your answer first.")
	tooLong := strings.Repeat("word ", 5000)
	p = p.form(path).with("do", "answer", "markdown", tooLong).send().wants(http.StatusUnprocessableEntity, "answer")
	if got := p.form(path).values.Get("markdown"); got != tooLong {
		t.Errorf("%d letters came back, want %d", len(got), len(tooLong))
	}
	p = p.form(path).with("do", "answer", "markdown", long, "csrf", "guessed").send().wants(http.StatusForbidden, "What you wrote is here.")
	p = p.form(path).send().wants(http.StatusOK, "Nothing was sent yet")
	if len(k.answers()) != 0 {
		t.Fatal("it was sent by itself")
	}
	wantsText(t, p.form(path), long)

	f := p.form(path).with("do", "answer")
	k.ahead.Add(int64(15 * 24 * time.Hour))
	p = f.send().wants(http.StatusForbidden, "You were signed out. What you wrote is here.", "Nothing is sent before you say so.").
		form("/sign-in").with("name", "ann", "password", password).send().wants(http.StatusOK, "Nothing was sent yet")
	wantsText(t, p.form(path), long)
	if len(k.answers()) != 0 {
		t.Fatal("signing in sent it")
	}
	p.form(path).with("do", "answer").send().wants(http.StatusOK, "Your answer is sent.")
	if len(k.answers()) != 1 {
		t.Error("it was not sent")
	}

	// An edit comes back like a new answer.
	edit := answerPath(k.answers()[0])
	f = b.get(edit).form(edit).with("do", "save", "markdown", "New words.")
	if err := k.service.SetPassword(t.Context(), "ann", password); err != nil { // ends all sessions
		t.Fatal(err)
	}
	p = f.send().form("/sign-in").with("name", "ann", "password", password).send().wants(http.StatusOK, "Nothing was sent yet")
	wantsText(t, p.form(edit), "New words.")
	p.form(edit).with("do", "save").send().wants(http.StatusOK, "Your answer is changed")

	// What it answers is gone.
	f = b.get(path).form(path).with("do", "answer", "markdown", long)
	if err := k.service.DeleteComment(t.Context(), k.ann.ID, c.ID); err != nil {
		t.Fatal(err)
	}
	f.send().wants(http.StatusConflict, "This reply was removed")
	wantsText(t, b.last.form(path), long)
}

func wantsText(t *testing.T, f *form, text string) {
	t.Helper()
	if got := strings.ReplaceAll(f.values.Get("markdown"), "\r\n", "\n"); got != text {
		t.Errorf("the text came back as %q, want %q", got, text)
	}
}

// TestAnswerFromNextDoor shows what another account of this site wrote: to moderate, not to edit.
func TestAnswerFromNextDoor(t *testing.T) {
	k := newTalk(t)
	ben := k.account("ben", blog.Author)
	if _, err := k.service.Answer(t.Context(), ben.ID, blog.Answered{Target: blog.Target{ArticleID: k.article.ID}}, "From next door."); err != nil {
		t.Fatal(err)
	}
	b := k.signedIn("ann")
	p := b.get("/desk/comments").wants(http.StatusOK, "From next door.", "Servers that have it are asked to delete it, too.")
	for _, link := range p.elements("a") {
		if strings.HasPrefix(attr(link, "href"), "/desk/answers/") {
			t.Errorf("ann may edit %s", attr(link, "href"))
		}
	}
}
