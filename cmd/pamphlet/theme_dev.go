package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"pamphlet/blog"
	"pamphlet/blog/page"
)

type themeDev struct {
	Folder string            `arg:"" help:"The theme's folder."`
	Set    map[string]string `help:"What an owner would choose of the theme's settings." placeholder:"NAME=VALUE"`
	Listen string            `help:"Address and port to listen on; ${default} where nothing is said." default:"127.0.0.1:8090" placeholder:"ADDRESS"`
}

// Run shows what is in the database, in the theme of the folder, to whoever asks at the address: published articles
// only, as readers get them.
func (c *themeDev) Run(ctx context.Context, cli *commandLine, io streams) error {
	if info, err := os.Stat(c.Folder); err != nil || !info.IsDir() {
		return fmt.Errorf("there is no folder %s. Begin a theme with: pamphlet theme new NAME", c.Folder)
	}
	return with(ctx, cli, io, func(h *house) error {
		blogs, err := h.store.Blogs(ctx)
		if err != nil {
			return err
		}
		if len(blogs) == 0 {
			return errors.New("there is no blog to show yet. Write an article first, with the same --data")
		}
		listener, err := listen(c.Listen)
		if err != nil {
			return err
		}
		versions := page.NewVersions()
		if err := h.poll(ctx, versions); err != nil {
			return err
		}
		bench := &workbench{house: h, folder: c.Folder, chosen: c.Set, versions: versions, out: io.err}
		server := &http.Server{Handler: bench, ReadHeaderTimeout: 5 * time.Second}
		failed := make(chan error, 1)
		go func() { failed <- server.Serve(listener) }()
		if _, err := fmt.Fprintf(io.out, "Your site in %s: http://%s%s\nPages reload when a file changes. Stop with Ctrl C.\n", c.Folder, listener.Addr(), firstPath(blogs)); err != nil {
			return err
		}
		select {
		case err := <-failed:
			return err
		case <-ctx.Done():
			return server.Close() // open pages wait for changes, and would wait for ever
		}
	})
}

// firstPath is the page to begin with.
func firstPath(blogs []blog.Blog) string {
	for _, b := range blogs {
		if b.Home {
			return "/"
		}
	}
	return "/@" + blogs[0].Name
}
