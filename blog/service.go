package blog

import (
	"context"
	"crypto/rand"
	"strings"
	"time"

	"pamphlet/content"
	"pamphlet/content/media"
	"pamphlet/content/media/blob"
)

// Service is every use case that changes something. Doors call it; it keeps the rules and saves
// data, page versions and jobs in one transaction. It is safe for concurrent use.
type Service struct {
	cfg    ServiceConfig
	hasher *hasher
}

// ServiceConfig is what a Service is made of; all fields are needed.
type ServiceConfig struct {
	// Read and Write run fn in a read-only or a writing transaction of the store. Nothing slow
	// may happen inside Write: on SQLite all writers stand behind one another.
	Read, Write  func(ctx context.Context, fn func(Tx) error) error
	Renderer     *content.Renderer
	Pictures     *media.Processor
	Files        blob.Store
	PasswordCost PasswordCost
	Now          func() time.Time
}

// NewService makes the service.
func NewService(cfg ServiceConfig) *Service {
	return &Service{cfg: cfg, hasher: newHasher(cfg.PasswordCost)}
}

func (s *Service) now() time.Time { return s.cfg.Now().UTC().Truncate(time.Millisecond) }

// newID is an opaque id of 128 random bits.
func newID() string { return strings.ToLower(rand.Text()) }
