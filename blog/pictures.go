package blog

import (
	"context"
	"crypto/rand"
	"errors"
	"io"

	"pamphlet/content/media"
)

// AddPicture stores an uploaded picture: decoded, stripped of everything but its pixels, resized.
func (s *Service) AddPicture(ctx context.Context, accountID int64, file io.Reader, alt string) (Media, error) {
	return s.addMedia(ctx, accountID, Picture, file, alt)
}

// AddIcon stores a square picture for a person or blog.
func (s *Service) AddIcon(ctx context.Context, accountID int64, file io.Reader) (Media, error) {
	return s.addMedia(ctx, accountID, Icon, file, "")
}

func (s *Service) addMedia(ctx context.Context, accountID int64, kind MediaKind, file io.Reader, alt string) (Media, error) {
	if err := checkLength("alt", "description", alt, maxAlt); err != nil {
		return Media{}, err
	}
	decode := s.cfg.Pictures.Picture
	if kind == Icon {
		decode = s.cfg.Pictures.Icon
	}
	picture, err := decode(ctx, file)
	if err != nil {
		return Media{}, refusedPicture(err)
	}
	m := Media{AccountID: accountID, Kind: kind, Alt: normalise(alt), Width: picture.Width, Height: picture.Height, CreatedAt: s.now()}
	if m.Variants, err = s.storeVariants(ctx, picture); err != nil {
		return Media{}, err
	}
	err = s.cfg.Write(ctx, func(tx Tx) error { return tx.InsertMedia(&m) })
	return m, err
}

// storeVariants puts all sizes of a picture on disk, under names that nobody can tell and no other
// picture ever has, so that who deletes one deletes no other's. Files come before their row: a crash
// between leaves an unnamed file, never a row without one.
func (s *Service) storeVariants(ctx context.Context, picture *media.Picture) ([]MediaVariant, error) {
	key := []byte(rand.Text())
	var stored []MediaVariant
	for _, v := range picture.Variants {
		name := media.Name(key, v.Bytes, v.MediaType)
		if err := s.cfg.Files.Put(ctx, name, v.Bytes); err != nil {
			return nil, err
		}
		stored = append(stored, MediaVariant{Kind: v.Kind, Name: name, MediaType: v.MediaType,
			Width: v.Width, Height: v.Height, Bytes: int64(len(v.Bytes))})
	}
	return stored, nil
}

// SetAlt changes the description of an own picture.
func (s *Service) SetAlt(ctx context.Context, accountID, mediaID int64, alt string) error {
	if err := checkLength("alt", "description", alt, maxAlt); err != nil {
		return err
	}
	return s.cfg.Write(ctx, func(tx Tx) error {
		if err := checkOwnMedia(tx, mediaID, accountID); err != nil {
			return err
		}
		return tx.UpdateMediaAlt(mediaID, normalise(alt))
	})
}

// refusedPicture shows a person why their file was not taken; other errors stay internal.
func refusedPicture(err error) error {
	var refused *media.Refused
	if errors.As(err, &refused) {
		return &Error{Code: Invalid, Field: "picture", Message: refused.Error()}
	}
	return err
}

// checkOwnMedia fails unless the account uploaded the picture; 0 is no picture.
func checkOwnMedia(tx Tx, mediaID, accountID int64) error {
	if mediaID == 0 {
		return nil
	}
	m, err := tx.Media(mediaID)
	if err == nil && m.AccountID != accountID {
		err = ErrNotFound
	}
	if errors.Is(err, ErrNotFound) {
		return FieldError("cover", "This picture is not yours or is no longer here. Choose another one.")
	}
	return err
}
