package federation

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"pamphlet/federation/transport"
	"pamphlet/federation/vocab"
)

// Software is what a server runs, by its own words: good for choosing a form, and for nothing else.
type Software struct {
	Name    string // in lower case: "mastodon", "gotosocial"
	Version string
}

// wordLimit bounds a name or version, in bytes.
const wordLimit = 60

// Software asks a host what it runs, by NodeInfo.
func (c *Context) Software(ctx context.Context, host string) (Software, error) {
	origin := c.base.Scheme + "://" + host
	var index struct{ Links []JRDLink }
	if err := c.readJSON(ctx, origin+"/.well-known/nodeinfo", "application/json", &index); err != nil {
		return Software{}, err
	}
	at := slices.IndexFunc(index.Links, func(link JRDLink) bool {
		return strings.HasPrefix(link.Rel, nodeInfoSchema) && transport.SameOrigin(link.Href, origin)
	})
	if at < 0 {
		return Software{}, fmt.Errorf("%s links no NodeInfo of its own", host)
	}
	var info struct{ Software Software }
	if err := c.readJSON(ctx, index.Links[at].Href, "application/json", &info); err != nil {
		return Software{}, err
	}
	name, version := strings.ToLower(info.Software.Name), oneLine(info.Software.Version)
	if name == "" || len(name) > wordLimit || len(version) > wordLimit {
		return Software{}, fmt.Errorf("%s names no software in its NodeInfo", host)
	}
	return Software{Name: oneLine(name), Version: version}, nil
}

// readJSON gets a small document that is no ActivityPub.
func (c *Context) readJSON(ctx context.Context, address, accept string, into any) error {
	res, err := c.transport.Get(ctx, address, transport.Request{Accept: accept, MaxBytes: 64 << 10})
	if err != nil {
		return err
	}
	if err := vocab.Check(res.Body); err != nil {
		return err
	}
	if err := json.Unmarshal(res.Body, into); err != nil {
		return fmt.Errorf("%w: %s: %w", vocab.ErrMalformed, address, err)
	}
	return nil
}
