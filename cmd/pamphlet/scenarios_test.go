package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"testing"
)

// scenario is one way in which servers meet, taken from the tests and sources of those servers, and the tests that play
// it: those named TestScenario are written for it, the others played it before.
type scenario struct {
	is    string
	tests []string
}

func scenarios() []scenario {
	return []scenario{
		{"1: a handle is resolved: one WebFinger, one actor; a wrong self link is nobody", []string{"TestScenario01Resolved", "TestLookupHandle", "TestDiscovery"}},
		{"2: a handle's domain is not its actor's host", []string{"TestScenario02SplitDomain", "TestLookupHandle"}},
		{"3: a Follow is accepted, whole for Pixelfed, by its id for Mastodon", []string{"TestFollowedBlog", "TestFollowingFromTheDesk"}},
		{"4: a Follow comes again under another id: one follower, accepted again", []string{"TestFollowedBlog", "TestF10Following"}},
		{"5: Mastodon makes title, summary and link of an article", []string{"TestScenario05ShownByMastodon", "TestFormFollowsSoftware"}},
		{"6: edits have a newer updated; older ones are ignored", []string{"TestScenario06Edits", "TestFollowedBlog"}},
		{"7: articles of Plume, WordPress, Ghost and WriteFreely are read", []string{"TestScenario07Articles", "TestCorpus"}},
		{"8: requests that were changed on the way, or are old, are answered 401", []string{"TestScenario08Changed", "TestF1", "TestF1ForgedActivities"}},
		{"9: RFC 9421 with a content-digest, without one, with a broken one", []string{"TestScenario09Messages", "TestInboxTakesBothSchemes", "TestF1ForgedMessages"}},
		{"10: a key is another at its origin: asked for once", []string{"TestF7KeyRotation"}},
		{"11: the other scheme after a refusal, and remembered", []string{"TestDeliveryKnocksTwice", "TestFetchKnocksTwice", "TestIndependentPeerSchemes"}},
		{"12: a server that answers signed requests only", []string{"TestScenario12OnlySigned", "TestFetchesAreSigned"}},
		{"13: a Delete by somebody else, and by the writer", []string{"TestConversation", "TestF3OthersWords"}},
		{"14: a Delete before its Create, a reply before its parent", []string{"TestConversationOutOfOrder", "TestReplyBeforeParent"}},
		{"15: an object that is not what its address says", []string{"TestF2OriginMatrix", "TestF2Origins", "TestF5UploadAsActor"}},
		{"16: requests to quote", []string{"TestQuotes", "TestQuotesRefused", "TestQuoteWithdrawn", "TestQuotesOfAnswers"}},
		{"17: a publication as a community of Lemmy's", []string{"TestPublication", "TestPublicationPassesArticlesOn", "TestPublicationPassesRepliesAndVotesOn"}},
		{"JSON-LD that says something else to its readers", []string{"TestF4Graphs"}},
		{"an article over Misskey's 64 KiB", []string{"TestMisskeyFetchesWhatIsTooLong", "TestLongArticlesFit"}},
		{"documents of at most eight levels, as Pixelfed reads them", []string{"TestGoldenDocuments"}},
		{"a body over one MiB: 413", []string{"TestInboxRefusesBadRequests"}},
	}
}

// TestScenariosArePlayed fails when a test that plays a scenario is renamed or removed.
func TestScenariosArePlayed(t *testing.T) {
	written := writtenTests(t)
	for _, s := range scenarios() {
		for _, name := range s.tests {
			if !written[name] {
				t.Errorf("scenario %s: there is no %s", s.is, name)
			}
		}
	}
}

// writtenTests are the names of all functions in the tests of the rooms that speak with other servers.
func writtenTests(t *testing.T) map[string]bool {
	t.Helper()
	written := map[string]bool{}
	for _, room := range []string{".", "../../federation", "../../federation/signature", "../../blog/fediverse", "../../blog/dashboard"} {
		files, err := filepath.Glob(filepath.Join(room, "*_test.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s has no tests: %v", room, err)
		}
		for _, file := range files {
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, declared := range parsed.Decls {
				if f, ok := declared.(*ast.FuncDecl); ok && f.Recv == nil {
					written[f.Name.Name] = true
				}
			}
		}
	}
	return written
}
