package main

import (
	"context"
	"fmt"
)

type blogKeys struct {
	Rotate blogKeysRotate `cmd:"" help:"Replace the keys of a blog and tell its followers."`
}

type blogKeysRotate struct {
	Blog string `arg:"" help:"The blog's name."`
}

func (c *blogKeysRotate) Run(ctx context.Context, cli *commandLine, io streams) error {
	return with(ctx, cli, io, func(h *house) error {
		if err := h.service.RotateKeys(ctx, c.Blog); err != nil {
			return err
		}
		_, err := fmt.Fprintf(io.out, "%s has new keys. The servers of its followers are told as soon as the site runs.\n", c.Blog)
		return err
	})
}
