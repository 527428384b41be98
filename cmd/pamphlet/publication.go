package main

import (
	"context"
	"fmt"

	"pamphlet/blog"
)

type blogCommand struct {
	Add    blogAdd    `cmd:"" help:"Create a publication."`
	Member blogMember `cmd:"" help:"Members of a publication."`
	Keys   blogKeys   `cmd:"" help:"Keys with which a blog proves who it is."`
}

type blogAdd struct {
	Name  string `arg:"" help:"Name, as in @name@host."`
	Title string `help:"Title readers see (default: the name)."`
	Owner string `help:"Account that owns it." required:"" placeholder:"ACCOUNT"`
}

func (c *blogAdd) Run(ctx context.Context, cli *commandLine, io streams) error {
	return with(ctx, cli, io, func(h *house) error {
		b, err := h.service.AddPublication(ctx, c.Owner, c.Name, c.Title)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(io.out, "Created the publication %s: %s/@%s\n", b.Title, h.base, b.Name)
		return err
	})
}

type blogMember struct {
	Add blogMemberAdd `cmd:"" help:"Give an account a role in a publication."`
}

type blogMemberAdd struct {
	Blog    string `arg:"" help:"The publication's name."`
	Account string `arg:"" help:"The account's name."`
	Role    string `help:"owner, editor or writer." required:"" placeholder:"ROLE"`
}

func (c *blogMemberAdd) Run(ctx context.Context, cli *commandLine, io streams) error {
	role, err := blog.ParseMemberRole(c.Role)
	if err != nil {
		return usageError{err}
	}
	return with(ctx, cli, io, func(h *house) error {
		if err := h.service.SetMember(ctx, c.Blog, c.Account, role); err != nil {
			return err
		}
		_, err := fmt.Fprintf(io.out, "%s is now %s of %s.\n", c.Account, role, c.Blog)
		return err
	})
}
