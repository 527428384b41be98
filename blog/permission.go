package blog

import "pamphlet/content/words"

// Action is something a person may or may not do to a blog and its articles.
type Action string

// The actions on a blog. Reading other people's drafts is nobody's.
const (
	WriteDrafts Action = "write drafts"
	PublishOwn  Action = "publish own articles"
	PublishAny  Action = "publish and edit all articles"
	Moderate    Action = "moderate"
	ManageBlog  Action = "manage the blog"
)

// allowed is who may what in a blog, by member role. On a personal blog the account is BlogOwner.
var allowed = map[MemberRole]map[Action]bool{
	Writer:    {WriteDrafts: true},
	Editor:    {WriteDrafts: true, PublishOwn: true, PublishAny: true, Moderate: true},
	BlogOwner: {WriteDrafts: true, PublishOwn: true, PublishAny: true, Moderate: true, ManageBlog: true},
}

// Can says whether a member role allows an action in its blog.
func (r MemberRole) Can(a Action) bool { return allowed[r][a] }

// CanManageSite says whether a site role may change the site's settings and accounts.
func (r Role) CanManageSite() bool { return r == Owner || r == Admin }

// CanModerateSite says whether a site role may hide things on every blog.
func (r Role) CanModerateSite() bool { return r == Owner || r == Admin || r == Moderator }

// mayIn fails with Forbidden unless the account's role in the blog allows the action.
func mayIn(tx Tx, accountID, blogID int64, a Action) error {
	role, err := tx.MemberRole(blogID, accountID)
	if err != nil {
		return err
	}
	if !role.Can(a) {
		return Errorf(Forbidden, "You may not %s here. Ask an owner of this blog.", words.Phrase(a))
	}
	return nil
}
