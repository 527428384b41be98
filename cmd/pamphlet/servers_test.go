package main

import "testing"

// statement is one thing that must work with a software, and the tests that play it by that software's rules.
type statement struct {
	server, is string
	tests      []string
}

func statements() []statement {
	return []statement{
		{"Mastodon 4.5 to 4.7", "follow author and publication; article as title, excerpt, link and card", []string{"TestMastodonFollowsAuthorAndPublication", "TestMastodonVersions", "TestScenario05ShownByMastodon"}},
		{"Mastodon 4.5 to 4.7", "replies, likes, boosts, edits, deletes; our answers threaded", []string{"TestMastodonTalks", "TestScenario06Edits"}},
		{"Mastodon 4.5 to 4.7", "fediverse:creator, attributionDomains", []string{"TestMastodonNamesTheAuthor"}},
		{"Mastodon 4.5 to 4.7", "featured articles on the profile", []string{"TestMastodonFeaturedArticles"}},
		{"Pixelfed", "follow; an article with a cover appears as picture, title, excerpt and link", []string{"TestPixelfedShowsArticles", "TestPixelfedWithoutCover"}},
		{"Pixelfed", "likes and comments come back; our answer is threaded", []string{"TestPixelfedTalks"}},
		{"PeerTube", "accounts, channels and videos are found, shown and answered by the desk's address page", []string{"TestPeerTubeFound", "TestPeerTubeComments"}},
		{"PeerTube", "an answer to a video becomes a comment there by its validators' rules", []string{"TestPeerTubeComments"}},
		{"PeerTube", "its Markdown comments are read right", []string{"TestPeerTubeComments", "TestPeerTubeMarkdown"}},
		{"PeerTube", "a Group of ours passes its checks", []string{"TestPeerTubeChecksActors"}},
		{"Plume", "its articles and comments are found, shown and answered", []string{"TestPlumeFoundAndAnswered", "TestScenario07Articles"}},
		{"Plume", "articles of publications arrive in the form it takes, and so do their edits and deletions", []string{"TestPlumeTakesArticles"}},
		{"Plume", "comments and likes go both ways", []string{"TestPlumeTakesArticles", "TestPlumeFoundAndAnswered"}},
		{"Lemmy 1.0, Mbin, PieFed", "a publication is a community: found, followed, article = post with Markdown body and cover", []string{"TestLemmyReadsAPublication", "TestMbinReadsAPublication", "TestPieFedReadsAPublication", "TestPublicationPassesArticlesOn"}},
		{"Lemmy 1.0, Mbin, PieFed", "comments threaded in both directions and announced unchanged to other followers", []string{"TestLemmyReadsAPublication", "TestMbinReadsAPublication", "TestPieFedReadsAPublication", "TestPublicationPassesRepliesAndVotesOn"}},
		{"Lemmy 1.0, Mbin, PieFed", "votes are likes", []string{"TestLemmyReadsAPublication", "TestMbinReadsAPublication", "TestPieFedReadsAPublication"}},
		{"Lemmy 1.0, Mbin, PieFed", "moderators' removals within the community, from here and there; featured articles", []string{"TestModeratorsRemovalIsPassedOn", "TestRemovalOfWhatWasHeldIsToldToNobody", "TestCommunityElsewhereRemovesAnswer", "TestLemmyFeaturedArticles"}},
		{"Lemmy 1.0", "votes in its communities count there", []string{"TestLikeInACommunityElsewhere"}},
		{"Lemmy 1.0", "posts of its communities are found and answered there", []string{"TestLemmyCommunityIsAnswered", "TestAnswerInACommunityElsewhere"}},
		{"GoToSocial", "follow, article, reply, like, boost, edit, delete; signed requests only", []string{"TestGoToSocialFollowsAndTalks", "TestGoToSocialMeetsAuthorizedFetch", "TestScenario12OnlySigned"}},
		{"Misskey", "follow, article, reply, like, boost, delete; it ignores edits of articles, and the receipt says so", []string{"TestMisskeyFollowsAndTalks", "TestReceipt"}},
		{"Misskey", "articles over 64 KiB", []string{"TestMisskeyFetchesLongArticles", "TestMisskeyFetchesWhatIsTooLong"}},
		{"Akkoma", "follow, article, reply, like, reaction, boost, edit, delete", []string{"TestAkkomaFollowsAndTalks"}},
		{"WordPress", "follow, article, reply, like, boost, edit, delete; its articles are read", []string{"TestWordPressFollowsAndTalks", "TestScenario07Articles"}},
		{"Ghost", "follow, article, reply, like, boost, edit, delete; its articles are read", []string{"TestGhostFollowsAndTalks", "TestScenario07Articles"}},
		{"WriteFreely", "its blogs can be followed and their articles shown", []string{"TestWriteFreelyIsFollowed", "TestScenario07Articles"}},
	}
}

// TestServersAreHeld fails when a test that holds what is said of a server is renamed or removed.
func TestServersAreHeld(t *testing.T) {
	written := writtenTests(t)
	for _, s := range statements() {
		for _, name := range s.tests {
			if !written[name] {
				t.Errorf("%s, %s: there is no %s", s.server, s.is, name)
			}
		}
	}
}
