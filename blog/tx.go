package blog

import "time"

// Tx is one transaction on everything Pamphlet keeps; package store implements it on SQLite and
// PostgreSQL. It is the only interface of the house: use cases see nothing of SQL through it.
//
// Getters answer ErrNotFound when nothing has the wanted id. Insert methods fill in the new ID.
type Tx interface {
	// Enqueue puts a job in the queue; it runs only if this transaction commits.
	Enqueue(job Job) error
	// Touch marks pages as changed: from the moment of the commit no reader gets their old bytes.
	Touch(scopes ...Scope) error

	Setting(key string) (string, error) // "" when never set
	SetSetting(key, value string) error

	AccountCount() (int, error)
	Account(id int64) (Account, error)
	AccountByName(name string) (Account, error)
	InsertAccount(a *Account) error
	UpdateAccount(a Account) error

	// ClaimName gives a handle to a blog for ever; Conflict when any blog has or had it.
	ClaimName(name string, blogID int64) error
	Blog(id int64) (Blog, error)
	BlogByName(name string) (Blog, error)
	PersonalBlog(accountID int64) (Blog, error)
	InsertBlog(b *Blog) error
	UpdateBlog(b Blog) error
	// SetKeys saves a blog's keys, and nothing else of it.
	SetKeys(b Blog) error
	BlogsWithoutProofKey() ([]Blog, error)
	// SetHome makes one blog the site's home; 0 shows all blogs there.
	SetHome(blogID int64) error
	// MemberRole is the account's role in the blog; "" when it has none.
	MemberRole(blogID, accountID int64) (MemberRole, error)
	SetMember(m Member) error
	RemoveMember(blogID, accountID int64) error
	Members(blogID int64) ([]Member, error)
	Invitation(blogID, accountID int64) (Invitation, error)
	SaveInvitation(i Invitation) error
	DropInvitation(blogID, accountID int64) error
	// SetBlogOwner changes which owner other servers know.
	SetBlogOwner(blogID, accountID int64) error
	// EndBlog marks a blog as deleted; nobody is a member or invited any more.
	EndBlog(blogID int64, at time.Time) error

	Article(id int64) (Article, error)
	InsertArticle(a *Article) error
	UpdateArticle(a Article) error
	// BegunAt is the article that was begun at a page of the editor, SaveBegun notes it.
	BegunAt(page string) (int64, error)
	SaveBegun(page string, articleID int64) error
	// DeleteArticle removes the article with its working copy and revisions; its ended
	// episodes and its slugs stay, so that its ids answer 410 and its address is never reused.
	DeleteArticle(id int64) error
	// UnpublishedOf are the articles of an account in a blog that readers do not see; ArticlesIn are up to max of all.
	UnpublishedOf(blogID, accountID int64) (articles []int64, err error)
	ArticlesIn(blogID int64, max int) (articles []int64, err error)
	// MoveArticle takes an article to another blog; its former addresses are gone.
	MoveArticle(articleID, blogID int64) error
	SaveHandedBack(h HandedBack) error
	// FeaturedAt is since when a blog shows an article first, CountFeatured how many it shows so, hidden ones included.
	FeaturedAt(articleID int64) (time.Time, error)
	CountFeatured(blogID int64) (int, error)
	Feature(articleID int64, at time.Time) error
	Unfeature(articleID int64) error
	DropHandedBack(articleID int64) error
	WorkingCopy(articleID int64) (WorkingCopy, error)
	SaveWorkingCopy(w WorkingCopy) error
	Revision(id int64) (Revision, error)
	InsertRevision(r *Revision) error
	// ShowRevision notes that readers see a revision from now on.
	ShowRevision(id int64, at time.Time) error
	// CoAuthors are the accounts that wrote an article with its first author.
	CoAuthors(articleID int64) ([]int64, error)
	SetCoAuthors(articleID int64, accounts []int64) error
	IsCoAuthor(articleID, accountID int64) (bool, error)

	// SeriesNamed is the series of a blog with this slug or title.
	SeriesNamed(blogID int64, slug, title string) (Series, error)
	Series(id int64) (Series, error)
	InsertSeries(s *Series) error
	UpdateSeries(s Series) error
	DeleteSeries(id int64) error
	SeriesOfArticle(articleID int64) (Series, error)
	// SeriesParts are in their order, whatever their state.
	SeriesParts(seriesID int64) ([]SeriesPart, error)
	JoinSeries(articleID, seriesID int64) error
	LeaveSeries(articleID int64) error
	SetPosition(articleID int64, position int) error

	SaveReviewLink(l ReviewLink) error
	ReviewLink(token string) (ReviewLink, error)
	ReviewLinkOf(articleID int64) (ReviewLink, error)
	DropReviewLink(articleID int64) error
	// DropReviewLinks drops those that ended.
	DropReviewLinks(until time.Time) error
	// HideRevisions forgets what readers saw of an article.
	HideRevisions(articleID int64) error
	// LastRevisionAt is when the latest revision of an article was saved; the zero time when it has none.
	LastRevisionAt(articleID int64) (time.Time, error)
	// SlugOwner is the article that has or had the slug in this blog: ok is false when it is free.
	// A deleted article's slug has owner 0.
	SlugOwner(blogID int64, slug string) (articleID int64, ok bool, err error)
	ClaimSlug(blogID int64, slug string, articleID int64) error
	// BeginEpisode notes a new opaque id; a quiet article is not told to followers.
	BeginEpisode(articleID int64, apID string, quiet bool) error
	EndEpisode(apID string) error
	// LeaveLists dates the feeds of an article's blog and author, which it is taken out of.
	LeaveLists(a Article, at time.Time) error

	// ThemesOf are the themes that were brought for a blog, without their archives; of each the newest version first.
	ThemesOf(blogID int64) ([]OwnTheme, error)
	// PutTheme keeps a version of a theme; one that is there already becomes the newest.
	PutTheme(t OwnTheme) error
	DeleteTheme(id int64) error

	Media(id int64) (Media, error)
	InsertMedia(m *Media) error
	// UpdateMedia keeps what changed. The names of files it had before still lead to it.
	UpdateMedia(m Media) error
	// CountUses is how many articles show a picture, to their writers or to readers.
	CountUses(mediaID int64) (int, error)
	// BlogShowing is the title of a blog whose look has a picture; ErrNotFound for none.
	BlogShowing(mediaID int64) (string, error)
	DeleteMedia(id int64) error
	// PublishedUses are the articles that show a file to readers.
	PublishedUses(mediaID int64) ([]Article, error)
	// MediaWithFile is the picture that has, or had, a file of this name among its variants.
	MediaWithFile(name string) (Media, error)

	// MarkSeen notes that an activity had its effect; fresh is false when it had before.
	MarkSeen(activity string, at time.Time) (fresh bool, err error)
	// MarkMoved notes that an actor moved; fresh is false when they did so after before.
	MarkMoved(actorURI string, at, before time.Time) (fresh bool, err error)
	Actor(id int64) (Actor, error)
	ActorByURI(uri string) (Actor, error)
	// SaveActor inserts or renews an actor. Where its inbox moved, the audiences it is in follow.
	SaveActor(a *Actor) error
	MarkActorGone(id int64, at time.Time) error
	// Blocked reports whether a blog, or the whole site, refuses an actor or its host.
	Blocked(blogID int64, uri, host string) (bool, error)
	// AddFollower and RemoveFollower keep the blog's audience in step. Forbidden when one host would
	// have too many inboxes in it. RemoveFollower is ErrNotFound for somebody who does not follow.
	AddFollower(blogID int64, a Actor, follow string, at time.Time) error
	RemoveFollower(blogID int64, a Actor) error
	BlogsFollowedBy(actorID int64) ([]int64, error)
	BlogFollowedWith(actorURI, follow string) (blogID int64, err error)

	// Copy is the copy of a remote picture, or the memory of trying to make one.
	Copy(kind MediaKind, url string) (Copy, error)
	SaveCopy(c Copy) error
	DropCopy(c Copy) error
	// CopiesTried counts the tries since a moment that had to do with the domains of one copy.
	CopiesTried(c Copy, since time.Time) (int, error)
	// UnusedCopies are up to max that nothing shows and that were not tried since a moment.
	UnusedCopies(before time.Time, max int) ([]Copy, error)
	// ArticlePictures are the addresses of remote pictures an article shows, in their order.
	ArticlePictures(articleID int64) (urls []string, err error)
	SetArticlePictures(articleID int64, urls []string) error
	// AvatarDue reports whether an actor's words or follow are kept here, and their avatar has no
	// copy and may be asked for.
	AvatarDue(actorID int64, now time.Time) (bool, error)
	// ThreadsOfActor are the articles an actor answered; ThreadsShowing those with answers of anybody
	// who has this avatar.
	ThreadsOfActor(actorID int64) (articles []int64, err error)
	ThreadsShowing(avatarURL string) (articles []int64, err error)

	// InsertActivity stores an activity of ours once and fills in its ID.
	InsertActivity(out *Outgoing) error
	// FanOut stores an activity once and makes its next deliveries, up to max, to the inboxes of its
	// audiences. It goes on where it was left, so that nobody gets it twice.
	FanOut(out *Outgoing, max int) (more bool, err error)
	InsertDelivery(out Outgoing, host, inbox string) error
	// Unreached are the hosts that do not have an article and to which nothing about it is on its way.
	Unreached(articleID int64) (hosts []string, err error)
	// SendAgain makes the deliveries once more that give a host an article as it is now; sent is false
	// when nobody there follows.
	SendAgain(articleID int64, host string) (sent bool, err error)
	// Announced reports whether a publication passed something on about a thing, or keeps it for that.
	Announced(blogID int64, object string) (bool, error)

	Comment(id int64) (Comment, error)
	CommentByURI(uri string) (Comment, error)
	InsertComment(c *Comment) error
	UpdateComment(c Comment) error
	DeleteComment(id int64) error
	CountReplies(commentID int64) (int, error)
	// RemoveActorsWords takes away everything an actor wrote or reacted with, and answers which articles that changed.
	RemoveActorsWords(actorID int64) (articles []int64, err error)
	// Bury remembers that an actor deleted or took back something by its id, so that it has no effect
	// when it comes late. Buried tells; Unbury forgets.
	Bury(actorURI, uri string, at time.Time) error
	Buried(actorURI, uri string, since time.Time) (bool, error)
	Unbury(actorURI, uri string) error
	// KnownCommenter reports whether a comment of the actor is shown under an article of the blog.
	KnownCommenter(actorID, blogID int64) (bool, error)
	AddReaction(r Reacted, at time.Time) error
	// RemoveReaction ends the reaction with this activity id, if it is the actor's.
	RemoveReaction(actorURI, activity string) (articleID int64, err error)
	// RemoveReactionTo ends the actor's reaction of one kind to a thing, whatever its id.
	RemoveReactionTo(actorURI string, kind ReactionKind, to Target) error

	Quotation(uri string) (Quotation, error)
	// SaveQuotation keeps it once; of one that is known its stamp and state change.
	SaveQuotation(q Quotation) error
	DeleteQuotation(uri string) error

	AnswerByAPID(apID string) (Answer, error)
	InsertAnswer(a *Answer) error
	// UpdateAnswer saves its words and times.
	UpdateAnswer(a Answer) error

	Interaction(blogID int64, kind InteractionKind, object string) (Interaction, error)
	InteractionByAPID(apID string) (Interaction, error)
	// FollowsOf are the interactions of our people who follow an actor.
	FollowsOf(actorURI string) ([]Interaction, error)
	InsertInteraction(i *Interaction) error
	SetInteractionState(id int64, state InteractionState) error
	DeleteInteraction(id int64) error
	// AddBlock has a blog refuse an actor's id or a host; RemoveBlock ends that.
	AddBlock(blogID int64, target string, at time.Time) error
	RemoveBlock(blogID int64, target string) error
	// SaveMention keeps it once; EditMention and RemoveMention change it if it is the actor's.
	SaveMention(m Mention) error
	EditMention(actorURI, uri, words string) error
	RemoveMention(actorURI, uri string) error
	RemoveMentionsBy(blogID, actorID int64) error
	// SetNoticedAt remembers when an account looked at what others did.
	SetNoticedAt(accountID int64, at time.Time) error
}

// Scope names a set of pages that change together.
type Scope struct {
	Kind ScopeKind
	ID   int64
}

// ScopeKind is what a Scope is about.
type ScopeKind string

// The scopes: the site (its home, feeds, sitemap), everything under one blog, one article's page,
// and the thread under it.
const (
	SiteScope    ScopeKind = "site"
	BlogScope    ScopeKind = "blog"
	ArticleScope ScopeKind = "article"
	ThreadScope  ScopeKind = "thread" // comments and reactions of one article
)

// Keys of Tx.Setting.
const (
	SettingBaseURL   = "base_url"
	SettingSiteTitle = "site_title"

	SettingActivitySecret = "activity_secret" // hex; ids of activities are HMACs under it
	SettingInstanceKey    = "instance_key"    // PEM; the site's own key, which signs its GETs
)
