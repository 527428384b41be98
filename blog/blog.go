package blog

import "time"

// Blog is something that publishes and can be followed.
type Blog struct {
	ID            int64
	APID          string // opaque, for ever: the last segment of https://HOST/ap/blogs/APID
	Kind          Kind
	Name          string // the handle's first half
	Title         string
	Description   string            // Markdown of one or two sentences
	Language      string            // BCP 47, the default of its articles
	Licence       string            // SPDX identifier or free text; empty: all rights reserved
	Theme         string            // name of a bundled theme, or the Key of an OwnTheme
	ThemeSettings map[string]string // what its owner chose of the theme's settings, by their names
	Menu          []MenuItem        // empty for what there is by itself
	PictureID     int64             // Media; 0 for none (a personal blog then shows its account's picture)
	AccountID     int64             // whose personal blog it is; for a publication the account that made it
	Home          bool              // shown at /
	// HoldStrangers keeps replies of people who have none shown here yet back until somebody looked at them.
	HoldStrangers bool
	PrivateKey    string    // RSA-2048, PKCS 8 PEM; signs what this blog sends
	PublicKey     string    // SPKI PEM
	ProofKey      string    // Ed25519, PKCS 8 PEM; proves what this blog says, whoever passes it on
	FormerKey     string    // the PrivateKey before the last RotateKeys; empty before the first
	KeysAt        time.Time // of the last RotateKeys
	LeftAt        time.Time // when an article last left its lists; zero if none did
	CreatedAt     time.Time
	UpdatedAt     time.Time
	DeletedAt     time.Time // zero while it stands
}

// Kind tells personal blogs from publications.
type Kind string

// The kinds of blog. On the Fediverse a personal blog is a Person, a publication a Group.
const (
	Personal    Kind = "personal"
	Publication Kind = "publication"
)

// Member is an account's part in a blog.
type Member struct {
	BlogID    int64
	AccountID int64
	Role      MemberRole
}

// MemberRole is what a member may do in one blog.
type MemberRole string

// The member roles. Everybody is BlogOwner of their own personal blog.
const (
	BlogOwner MemberRole = "owner"
	Editor    MemberRole = "editor"
	Writer    MemberRole = "writer"
)

// ParseMemberRole reads a member role as the command line writes it.
func ParseMemberRole(s string) (MemberRole, error) {
	switch r := MemberRole(s); r {
	case BlogOwner, Editor, Writer:
		return r, nil
	}
	return "", FieldError("role", "There is no role “%s” in a blog. The roles are owner, editor and writer.", s)
}
