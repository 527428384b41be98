package blog

import (
	"context"
	"errors"
	"strings"

	"pamphlet/content"
	"pamphlet/content/oembed"
)

// maxRemotePictures is how many pictures of other servers are copied for one article; any more stay links.
const maxRemotePictures = 50

// textWidth is the size for programs that cannot choose: a page's column on a dense screen.
const textWidth = 1360

// copyable are the addresses of which copies are made.
func copyable(addresses []string) []string {
	var some []string
	for _, address := range addresses[:min(len(addresses), maxRemotePictures)] {
		if len(address) <= MaxPictureURL {
			some = append(some, address)
		}
	}
	return some
}

// shownPictures finds what one text shows in place of the addresses in it.
type shownPictures struct {
	service   *Service
	addresses map[string]bool // on other servers, asked for so far
}

// at implements content.Input.Picture.
func (p *shownPictures) at(ctx context.Context, address string) (shown content.Picture, ok bool, err error) {
	file, own := strings.CutPrefix(address, MediaPrefix)
	if remote := strings.Contains(address, "://"); !own && !remote {
		return content.Picture{}, false, nil
	} else if remote && !p.addresses[address] {
		if len(p.addresses) == maxRemotePictures {
			return content.Picture{}, false, nil
		}
		p.addresses[address] = true
	}
	var m Media
	err = p.service.cfg.Read(ctx, func(tx Tx) (err error) {
		if own {
			m, err = tx.MediaWithFile(file)
			return err
		}
		c, err := tx.Copy(Picture, address)
		m = c.Media
		return err
	})
	if v := m.File(); err == nil && v.Name != "" {
		return content.Picture{Kind: players[m.Kind], Src: MediaPrefix + v.Name}, true, nil
	}
	v := m.Cover(textWidth)
	if errors.Is(err, ErrNotFound) || (err == nil && v.Name == "") {
		return content.Picture{}, false, nil
	}
	if err != nil {
		return content.Picture{}, false, err
	}
	return content.Picture{Src: MediaPrefix + v.Name, SrcSet: m.SrcSet(), Width: v.Width, Height: v.Height}, true, nil
}

// players are what files that are no pictures become in a text.
var players = map[MediaKind]content.PictureKind{Sound: content.Sound, Film: content.Film, Document: content.File}

// embed implements content.Input.Embed.
func (p *shownPictures) embed(ctx context.Context, address string) (card content.Embed, wanted bool, err error) {
	if oembed.Endpoint(address) == "" || len(p.addresses) == maxRemotePictures {
		return content.Embed{}, false, nil
	}
	p.addresses[address] = true
	var c Copy
	err = p.service.cfg.Read(ctx, func(tx Tx) (err error) {
		c, err = tx.Copy(Embed, address)
		return err
	})
	if errors.Is(err, ErrNotFound) {
		return content.Embed{}, true, nil
	}
	card = content.Embed{Title: c.Said.Title, Author: c.Said.Author, Provider: c.Said.Provider, Player: c.Said.Player, Width: c.Said.Width, Height: c.Said.Height}
	if v := c.Cover(textWidth); v.Name != "" {
		card.Picture = content.Picture{Src: MediaPrefix + v.Name, SrcSet: c.SrcSet(), Width: v.Width, Height: v.Height}
	}
	return card, true, err
}
