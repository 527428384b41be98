package blog

import "strings"

// ownActor is an account's person as an actor among the others, who speaks in threads and likes things.
func ownActor(tx Tx, accountID int64) (Actor, error) {
	account, err := tx.Account(accountID)
	if err != nil {
		return Actor{}, err
	}
	personal, err := tx.PersonalBlog(accountID)
	if err != nil {
		return Actor{}, err
	}
	base, err := tx.Setting(SettingBaseURL)
	if err != nil {
		return Actor{}, err
	}
	_, host, _ := strings.Cut(base, "://")
	id := base + BlogIDs + personal.APID
	a := Actor{
		URI: id, Host: host, Kind: "Person", Username: personal.Name, Name: account.DisplayName, URL: base + personal.Path(),
		Inbox: id + "/inbox", SharedInbox: base + SharedInboxPath, Followers: id + "/followers", KeyID: id + "#main-key",
		PublicKey: personal.PublicKey, FetchedAt: personal.CreatedAt, BlogID: personal.ID,
	}
	return a, tx.SaveActor(&a)
}
