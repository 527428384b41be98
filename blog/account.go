package blog

import "time"

// Account is a person who signs in. Its profile (display name, bio, picture) is what readers
// and the Fediverse see of the person; its personal blog is created with it.
type Account struct {
	ID           int64
	Name         string // the handle's first half: [a-z0-9_], see CheckName
	DisplayName  string
	Bio          string // Markdown
	BioHTML      string // derived from Bio, sanitised
	Email        string // may be empty
	Role         Role
	PasswordHash string // argon2id in PHC form
	SessionEpoch int64  // grows with every password change; sessions of older epochs are over
	PictureID    int64  // Media; 0 for none
	Language     string // of their desk, one of words.Languages; empty: their browser's
	CreatedAt    time.Time
	UpdatedAt    time.Time
}

// Role is what an account may do on the whole site.
type Role string

// The site roles, from most to least.
const (
	Owner     Role = "owner"
	Admin     Role = "admin"
	Moderator Role = "moderator"
	Author    Role = "author"
)

// ParseRole reads a site role as the command line writes it.
func ParseRole(s string) (Role, error) {
	switch r := Role(s); r {
	case Owner, Admin, Moderator, Author:
		return r, nil
	}
	return "", FieldError("role", "There is no role %q. The roles are owner, admin, moderator and author.", s)
}
