package blog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"pamphlet/content/media"
	"pamphlet/content/media/blob"
)

// Upload is a file that somebody sends to their library.
type Upload struct {
	Content io.ReadSeeker
	Size    int64  // bytes
	Name    string // as it is called where it comes from
	Alt     string
	Caption string
}

// AddFile stores a file for articles. What it is, its first bytes decide: pictures are made anew as
// AddPicture says; sound, film and PDF are stored as they are.
func (s *Service) AddFile(ctx context.Context, accountID int64, up Upload) (Media, error) {
	if err := checkDescription(up.Alt, up.Caption); err != nil {
		return Media{}, err
	}
	m, err := s.storeUpload(ctx, up)
	if err != nil {
		return Media{}, err
	}
	m.AccountID, m.FileName, m.Alt, m.Caption, m.CreatedAt = accountID, fileName(up.Name), normalise(up.Alt), normalise(up.Caption), s.now()
	err = s.cfg.Write(ctx, func(tx Tx) error { return tx.InsertMedia(&m) })
	return m, err
}

// AddPicture stores an uploaded picture: decoded, stripped of everything but its pixels, resized.
func (s *Service) AddPicture(ctx context.Context, accountID int64, file io.Reader, alt string) (Media, error) {
	return s.addMedia(ctx, Media{AccountID: accountID, Kind: Picture, Alt: normalise(alt)}, file)
}

// AddIcon stores a square picture for a person or blog.
func (s *Service) AddIcon(ctx context.Context, accountID int64, file io.Reader) (Media, error) {
	return s.addMedia(ctx, Media{AccountID: accountID, Kind: Icon}, file)
}

func (s *Service) addMedia(ctx context.Context, m Media, file io.Reader) (Media, error) {
	if err := checkDescription(m.Alt, ""); err != nil {
		return Media{}, err
	}
	decode := s.cfg.Pictures.Picture
	if m.Kind == Icon {
		decode = s.cfg.Pictures.Icon
	}
	picture, err := decode(ctx, file)
	if err != nil {
		return Media{}, refusedFile(err)
	}
	if err := s.storePicture(ctx, &m, picture); err != nil {
		return Media{}, err
	}
	m.CreatedAt = s.now()
	err = s.cfg.Write(ctx, func(tx Tx) error { return tx.InsertMedia(&m) })
	return m, err
}

// storeUpload stores the files of an upload; the media it gives has no row yet.
func (s *Service) storeUpload(ctx context.Context, up Upload) (m Media, err error) {
	var head [4 << 10]byte
	n, err := io.ReadFull(up.Content, head[:])
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return m, fmt.Errorf("reading a file that was sent: %w", err)
	}
	if _, err := up.Content.Seek(0, io.SeekStart); err != nil {
		return m, fmt.Errorf("reading a file that was sent: %w", err)
	}
	mediaType, isPicture, err := media.Sniff(head[:n])
	if err != nil {
		return m, refusedFile(err)
	}
	if isPicture {
		m.Kind = Picture
		picture, err := s.cfg.Pictures.Picture(ctx, up.Content)
		if err != nil {
			return m, refusedFile(err)
		}
		return m, s.storePicture(ctx, &m, picture)
	}
	if err := s.cfg.Pictures.CheckSize(up.Size); err != nil {
		return m, refusedFile(err)
	}
	m.Kind = kindOf(mediaType)
	v, err := s.storeFile(ctx, MediaVariant{Kind: fileKind, MediaType: mediaType, Bytes: up.Size}, up.Content)
	m.Variants = []MediaVariant{v}
	return m, err
}

// storePicture stores all sizes of a picture. Files come before their row: a crash between leaves an
// unnamed file, never a row without one.
func (s *Service) storePicture(ctx context.Context, m *Media, picture *media.Picture) error {
	m.Width, m.Height, m.Blurhash, m.Variants = picture.Width, picture.Height, picture.Blurhash, nil
	for _, v := range picture.Variants {
		stored, err := s.storeVariant(ctx, v)
		if err != nil {
			return err
		}
		m.Variants = append(m.Variants, stored)
	}
	return nil
}

func (s *Service) storeVariant(ctx context.Context, v media.Variant) (MediaVariant, error) {
	return s.storeFile(ctx, MediaVariant{Kind: v.Kind, MediaType: v.MediaType, Width: v.Width, Height: v.Height, Bytes: int64(len(v.Bytes))}, bytes.NewReader(v.Bytes))
}

// storeFile gives a file its name and keeps it.
func (s *Service) storeFile(ctx context.Context, v MediaVariant, content io.Reader) (MediaVariant, error) {
	var err error
	if v.Name, err = blob.NewName(v.MediaType); err != nil {
		return v, err
	}
	return v, s.cfg.Files.Put(ctx, v.Name, content, v.Bytes)
}

// fileName is the last part of a name, as people read it.
func fileName(name string) string {
	name = normalise(path.Base(strings.ReplaceAll(name, `\`, "/")))
	if name == "." || name == "/" {
		return ""
	}
	letters := []rune(name)
	return string(letters[max(len(letters)-maxFileName, 0):])
}

func checkDescription(alt, caption string) error {
	if err := checkLength("alt", "description", alt, maxAlt); err != nil {
		return err
	}
	return checkLength("caption", "caption", caption, maxCaption)
}

// refusedFile shows a person why their file was not taken; other errors stay internal.
func refusedFile(err error) error {
	var refused *media.Refused
	if errors.As(err, &refused) {
		return FieldError("picture", refused.Sentence, refused.Values...)
	}
	return err
}

// checkOwnPicture fails unless the account uploaded the picture, cut as that kind; 0 is no picture.
func checkOwnPicture(tx Tx, mediaID, accountID int64, kind MediaKind) error {
	if mediaID == 0 {
		return nil
	}
	m, err := tx.Media(mediaID)
	if err == nil && (m.AccountID != accountID || m.Kind != kind) {
		err = ErrNotFound
	}
	if errors.Is(err, ErrNotFound) {
		return FieldError("cover", "This picture is not yours or is no longer here. Choose another one.")
	}
	return err
}
