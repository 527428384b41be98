package blog

import (
	"context"
	"strings"

	"pamphlet/content"
	"pamphlet/content/words"
)

// Profile is what a person says of themself.
type Profile struct {
	DisplayName string
	Bio         string // Markdown
	PictureID   int64  // an Icon of their own; 0 for none
	Language    string // of their desk, one of words.Languages; empty: their browser's
}

// UpdateProfile changes what readers and the Fediverse see of a person.
func (s *Service) UpdateProfile(ctx context.Context, accountID int64, in Profile) error {
	in.DisplayName, in.Bio = strings.TrimSpace(in.DisplayName), normalise(in.Bio)
	if in.DisplayName == "" {
		return FieldError("display_name", "A person needs a name. Write the one readers should see.")
	}
	if err := checkLength("display_name", "name", in.DisplayName, maxTitle); err != nil {
		return err
	}
	if err := checkLength("bio", "text about you", in.Bio, maxBio); err != nil {
		return err
	}
	if in.Language != "" && words.For(in.Language).Tag != in.Language {
		return FieldError("language", "The desk does not speak this language. Choose one of the list.")
	}
	bio := content.CommentMarkdown(in.Bio)
	return s.cfg.Write(ctx, func(tx Tx) error {
		account, err := tx.Account(accountID)
		if err != nil {
			return err
		}
		if err := checkOwnPicture(tx, in.PictureID, accountID, Icon); err != nil {
			return err
		}
		account.DisplayName, account.Bio, account.BioHTML = in.DisplayName, in.Bio, bio
		account.Language = in.Language
		account.PictureID, account.UpdatedAt = in.PictureID, s.now()
		if err := tx.UpdateAccount(account); err != nil {
			return err
		}
		personal, err := tx.PersonalBlog(accountID)
		if err != nil {
			return err
		}
		// Threads name people by their actor; before the site has an address nobody speaks there.
		if base, err := tx.Setting(SettingBaseURL); err != nil {
			return err
		} else if base != "" {
			if _, err := ownActor(tx, accountID); err != nil {
				return err
			}
		}
		return s.profileChanged(tx, personal.ID)
	})
}

// normalise gives text from a form one line ending and no characters that no feed may carry.
func normalise(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}
