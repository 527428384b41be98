package blog

import (
	"context"
	"math"
)

// Description is what a person says about a file in their library.
type Description struct {
	Alt     string
	Caption string
	Focus   Focus // of a picture
}

// DescribeMedia changes what is said about an own file. Where another part of a picture matters now, link
// previews show that one.
func (s *Service) DescribeMedia(ctx context.Context, accountID, mediaID int64, in Description) error {
	if err := checkDescription(in.Alt, in.Caption); err != nil {
		return err
	}
	m, err := s.ownMedia(ctx, accountID, mediaID)
	if err != nil {
		return err
	}
	in.Focus = Focus{X: within(in.Focus.X), Y: within(in.Focus.Y)}
	var card MediaVariant
	if m.Kind == Picture && in.Focus != m.Focus {
		if card, err = s.cutCard(ctx, m, in.Focus); err != nil {
			return err
		}
	}
	return s.cfg.Write(ctx, func(tx Tx) error {
		m, err := ownMedia(tx, accountID, mediaID)
		if err != nil {
			return err
		}
		m.Alt, m.Caption, m.Focus = normalise(in.Alt), normalise(in.Caption), in.Focus
		former := m.replaceCard(card)
		if err := tx.UpdateMedia(m); err != nil || former == "" {
			return err
		}
		if err := touchUses(tx, m.ID); err != nil {
			return err
		}
		return tx.Enqueue(DropFiles{Names: []string{former}, At: s.now().Add(keepFiles)})
	})
}

// within is a part from -1 to 1, to the thousandth; 0 for what is no number.
func within(part float64) float64 {
	if math.IsNaN(part) {
		return 0
	}
	return math.Round(min(max(part, -1), 1)*1000) / 1000
}

// cutCard cuts the picture for link previews anew, from its largest size.
func (s *Service) cutCard(ctx context.Context, m Media, focus Focus) (MediaVariant, error) {
	file, err := s.cfg.Files.Open(ctx, m.Cover(math.MaxInt).Name)
	if err != nil {
		return MediaVariant{}, err
	}
	defer func() { _ = file.Close() }()
	v, err := s.cfg.Pictures.Card(ctx, file, focus)
	if err != nil {
		return MediaVariant{}, err
	}
	return s.storeVariant(ctx, v)
}

// replaceCard puts another cut in the place of the present one, and gives that one's name.
func (m *Media) replaceCard(card MediaVariant) (former string) {
	for i, v := range m.Variants {
		if v.Kind == cardKind && card.Name != "" {
			m.Variants[i] = card
			return v.Name
		}
	}
	return ""
}

func (s *Service) ownMedia(ctx context.Context, accountID, mediaID int64) (m Media, err error) {
	err = s.cfg.Read(ctx, func(tx Tx) error {
		m, err = ownMedia(tx, accountID, mediaID)
		return err
	})
	return m, err
}

// ownMedia is a file in an account's library; ErrNotFound for any other.
func ownMedia(tx Tx, accountID, mediaID int64) (Media, error) {
	m, err := tx.Media(mediaID)
	if err == nil && (m.AccountID != accountID || m.Kind == Icon) {
		err = ErrNotFound
	}
	return m, err
}
