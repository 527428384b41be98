package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/store"
	"pamphlet/content"
	"pamphlet/content/media"
	"pamphlet/content/media/blob"
)

// house is what every command works with.
type house struct {
	base    *url.URL
	log     *slog.Logger
	store   *store.Store
	files   blob.Store
	service *blog.Service
}

// lockWait is how long a subcommand waits for a running server to let go of the SQLite database.
const lockWait = 30 * time.Second

// open prepares the data folder, the database and the use cases.
func open(ctx context.Context, cli *commandLine, io streams) (*house, error) {
	base, err := cli.baseURL()
	if err != nil {
		return nil, err
	}
	log := slog.New(slog.NewTextHandler(io.err, nil))
	if err := prepareFolder(cli.Data); err != nil {
		return nil, err
	}
	files, err := openMedia(ctx, cli)
	if err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, store.Config{DataDir: cli.Data, Database: cli.Database, Log: log, LockWait: lockWait})
	if err != nil {
		return nil, err
	}
	renderer, err := content.New(content.Options{BaseURL: base.String(), MathBundle: content.MathBundle()})
	if err != nil {
		return nil, err
	}
	h := &house{base: base, log: log, store: db, files: files}
	h.service = blog.NewService(blog.ServiceConfig{
		Read: func(ctx context.Context, fn func(blog.Tx) error) error {
			return db.View(ctx, func(tx *store.Tx) error { return fn(tx) })
		},
		Write: func(ctx context.Context, fn func(blog.Tx) error) error {
			return db.Write(ctx, func(tx *store.Tx) error { return fn(tx) })
		},
		Renderer:     renderer,
		Pictures:     media.NewProcessor(media.DefaultLimits(), 2),
		Files:        files,
		PasswordCost: blog.DefaultPasswordCost,
		Now:          time.Now,
	})
	return h, nil
}

// openMedia opens the place for pictures and files: a bucket, or the data folder.
func openMedia(ctx context.Context, cli *commandLine) (blob.Store, error) {
	if cli.Media == "" {
		return blob.OpenDisk(filepath.Join(cli.Data, "media"))
	}
	files, err := blob.OpenS3(ctx, cli.Media)
	if err != nil {
		return nil, fmt.Errorf("--media: %w", err)
	}
	return files, nil
}

// close waits for what is being written.
func (h *house) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	return h.store.Close(ctx)
}

// with opens the house for one command and closes it again.
func with(ctx context.Context, cli *commandLine, io streams, work func(*house) error) error {
	h, err := open(ctx, cli, io)
	if err != nil {
		return err
	}
	err = work(h)
	if closing := h.close(); err == nil {
		err = closing
	}
	return err
}

// prepareFolder makes the data folder, private to its owner, and finds out now whether it can be written.
func prepareFolder(path string) error {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return fmt.Errorf("the data folder %s cannot be made: %w. Choose another one with --data", path, err)
	}
	probe, err := os.CreateTemp(path, ".writable-*")
	if err != nil {
		return fmt.Errorf("the data folder %s cannot be written: %w. Give this user the right to, or choose another one with --data", path, err)
	}
	_ = probe.Close()
	return os.Remove(probe.Name())
}
