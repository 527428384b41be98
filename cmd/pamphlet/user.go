package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"pamphlet/blog"
)

type userCommand struct {
	Add      userAdd      `cmd:"" help:"Create an account and its personal blog."`
	Password userPassword `cmd:"" help:"Set an account's password; its sessions end."`
}

type userAdd struct {
	Name          string `arg:"" help:"Name, as in @name@host."`
	Email         string `help:"E-mail address (may be left out)." placeholder:"ADDRESS"`
	Role          string `help:"owner, admin, moderator or author." default:"author" placeholder:"ROLE"`
	PasswordStdin bool   `help:"Read the password from standard input."`
}

func (c *userAdd) Run(ctx context.Context, cli *commandLine, io streams) error {
	role, err := blog.ParseRole(c.Role)
	if err != nil {
		return usageError{err}
	}
	password, err := readPassword(c.PasswordStdin, io.in)
	if err != nil {
		return err
	}
	return with(ctx, cli, io, func(h *house) error {
		account, err := h.service.AddAccount(ctx, blog.NewAccount{Name: c.Name, Email: c.Email, Role: role, Password: password})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(io.out, "Created the %s %s with the blog %s/@%s\n", account.Role, account.Name, h.base, account.Name)
		return err
	})
}

type userPassword struct {
	Name          string `arg:"" help:"The account's name."`
	PasswordStdin bool   `help:"Read the password from standard input."`
}

func (c *userPassword) Run(ctx context.Context, cli *commandLine, io streams) error {
	password, err := readPassword(c.PasswordStdin, io.in)
	if err != nil {
		return err
	}
	return with(ctx, cli, io, func(h *house) error {
		if err := h.service.SetPassword(ctx, c.Name, password); err != nil {
			return err
		}
		_, err := fmt.Fprintf(io.out, "Changed the password of %s; all its sessions ended.\n", c.Name)
		return err
	})
}

// readPassword takes the first line of standard input. There is no other way in: a password on the
// command line would be seen by everybody on the machine.
func readPassword(asked bool, in io.Reader) (string, error) {
	if !asked {
		return "", usageError{errors.New("say --password-stdin and give the password on standard input, for example: printf '%s' \"$PASSWORD\" | pamphlet user add ann --password-stdin")}
	}
	line, err := bufio.NewReader(io.LimitReader(in, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("reading the password: %w", err)
	}
	return strings.TrimRight(line, "\r\n"), nil
}
