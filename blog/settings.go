package blog

import (
	"context"
	"strings"

	"golang.org/x/text/language"
)

// Settings is what the owner of a blog chooses.
type Settings struct {
	Title         string
	Description   string
	Language      string // BCP 47
	Licence       string
	HoldStrangers bool  // see Blog
	PictureID     int64 // an Icon of the account that saves; 0 for none
}

// UpdateBlog changes a blog's settings.
func (s *Service) UpdateBlog(ctx context.Context, accountID, blogID int64, in Settings) error {
	if err := in.check(); err != nil {
		return err
	}
	return s.cfg.Write(ctx, func(tx Tx) error {
		if err := mayIn(tx, accountID, blogID, ManageBlog); err != nil {
			return err
		}
		b, err := tx.Blog(blogID)
		if err != nil {
			return err
		}
		if in.PictureID != b.PictureID {
			if err := checkOwnPicture(tx, in.PictureID, accountID, Icon); err != nil {
				return err
			}
		}
		b.Title, b.Description, b.Language, b.Licence = in.Title, in.Description, in.Language, in.Licence
		b.PictureID, b.HoldStrangers, b.UpdatedAt = in.PictureID, in.HoldStrangers, s.now()
		if err := tx.UpdateBlog(b); err != nil {
			return err
		}
		return s.profileChanged(tx, blogID)
	})
}

func (in *Settings) check() error {
	in.Title, in.Description = strings.TrimSpace(normalise(in.Title)), strings.TrimSpace(normalise(in.Description))
	in.Licence = strings.TrimSpace(in.Licence)
	if in.Title == "" {
		return FieldError("title", "A blog needs a title. Write the one readers should see.")
	}
	if err := checkLength("title", "title", in.Title, maxTitle); err != nil {
		return err
	}
	if err := checkLength("description", "description", in.Description, maxDescription); err != nil {
		return err
	}
	if err := checkLength("licence", "licence", in.Licence, maxLicence); err != nil {
		return err
	}
	return checkLanguage(&in.Language)
}

// checkLanguage brings a language tag to its canonical form; empty means English.
func checkLanguage(tag *string) error {
	if *tag = strings.TrimSpace(*tag); *tag == "" {
		*tag = "en"
	}
	parsed, err := language.Parse(*tag)
	if err != nil {
		return FieldError("language", "“%s” is not a language code. Use one like en, de or pt-BR.", *tag)
	}
	*tag = parsed.String()
	return nil
}
