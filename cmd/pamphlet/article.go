package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"pamphlet/blog"
	"pamphlet/content"
)

type articleCommand struct {
	Publish articlePublish `cmd:"" help:"Publish a Markdown file."`
}

type articlePublish struct {
	File   string `arg:"" help:"Markdown file, with front matter in YAML or TOML if wished." type:"path"`
	As     string `help:"Account that writes it." required:"" placeholder:"ACCOUNT"`
	Blog   string `help:"Blog it goes to (default: the account's own)." placeholder:"NAME"`
	Draft  bool   `help:"Keep it as a draft."`
	Update bool   `help:"Edit the article that has this address instead of refusing."`
}

// maxFile is more than the longest article and its front matter.
const maxFile = 4 << 20

func (c *articlePublish) Run(ctx context.Context, cli *commandLine, io streams) error {
	raw, err := readFile(c.File)
	if err != nil {
		return err
	}
	front, body, err := content.SplitFrontMatter(raw)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	return with(ctx, cli, io, func(h *house) error {
		if err := h.service.ClaimBaseURL(ctx, h.base.String()); err != nil {
			return err
		}
		account, b, err := h.writer(ctx, c.As, c.Blog)
		if err != nil {
			return err
		}
		text := textOf(front, string(body), c.File)
		pictures := pictureImport{house: h, account: account.ID, folder: filepath.Dir(c.File), warn: io.err}
		if err := pictures.into(ctx, &text, front.Cover); err != nil {
			return err
		}
		url, err := c.publish(ctx, h, publishing{account: account, blog: b, text: text, front: front})
		if err != nil {
			return fmt.Errorf("%s: %w", c.File, err)
		}
		_, err = fmt.Fprintln(io.out, url)
		return err
	})
}

type publishing struct {
	account blog.Account
	blog    blog.Blog
	text    blog.Text
	front   content.FrontMatter
}

// publish makes or edits the article and answers its address: the page's, or the desk's for a draft. Of one that is
// scheduled it says so first.
func (c *articlePublish) publish(ctx context.Context, h *house, p publishing) (string, error) {
	article, copy, err := c.draft(ctx, h, p)
	if err != nil {
		return "", err
	}
	if c.Draft {
		return fmt.Sprintf("%s/desk/articles/%d", h.base, article.ID), nil
	}
	published, err := h.service.Publish(ctx, p.account.ID, article.ID, copy.Version, p.front.Date)
	if err != nil {
		if article.State == blog.Draft && !c.Update {
			// The file is the author's copy: a refused file must not leave a draft behind.
			if cleanup := h.service.Delete(ctx, p.account.ID, article.ID); cleanup != nil {
				return "", errors.Join(err, cleanup)
			}
		}
		return "", err
	}
	url := h.articleURL(p.blog, published)
	if published.State == blog.Scheduled {
		url = "Scheduled for " + published.PublishedAt.Format("2 January 2006 15:04") + " UTC. It will be at\n" + url
	}
	return url, nil
}

// draft is the working copy the file becomes: a new one, or with --update that of the article
// which has the file's address.
func (c *articlePublish) draft(ctx context.Context, h *house, p publishing) (blog.Article, blog.WorkingCopy, error) {
	if !c.Update {
		return h.service.NewArticle(ctx, p.account.ID, p.blog.ID, p.text)
	}
	slug := p.text.Slug
	if slug == "" {
		slug = blog.Slugify(p.text.Title)
	}
	found, err := h.store.VisibleBySlug(ctx, p.blog.ID, slug)
	if errors.Is(err, blog.ErrNotFound) || found.Gone {
		return blog.Article{}, blog.WorkingCopy{}, blog.Errorf(blog.NotFound, "there is no published article at /@%s/%s to update; if its title changed, name its old address in the front matter (slug: ...), or leave out --update to publish a new one", p.blog.Name, slug)
	}
	if err != nil {
		return blog.Article{}, blog.WorkingCopy{}, err
	}
	article, copy, err := h.service.Draft(ctx, p.account.ID, found.Article.ID)
	if err != nil {
		return blog.Article{}, blog.WorkingCopy{}, err
	}
	copy, err = h.service.Save(ctx, p.account.ID, article.ID, copy.Version, p.text)
	return article, copy, err
}

// writer is the account and the blog it writes in: its own unless another is named.
func (h *house) writer(ctx context.Context, accountName, blogName string) (blog.Account, blog.Blog, error) {
	account, err := h.store.AccountByName(ctx, accountName)
	if errors.Is(err, blog.ErrNotFound) {
		return blog.Account{}, blog.Blog{}, blog.Errorf(blog.NotFound, "there is no account named %q; make it with: pamphlet user add %s --password-stdin", accountName, accountName)
	}
	if err != nil {
		return blog.Account{}, blog.Blog{}, err
	}
	if blogName == "" {
		b, err := h.store.PersonalBlog(ctx, account.ID)
		return account, b, err
	}
	b, err := h.store.BlogByName(ctx, blogName)
	if errors.Is(err, blog.ErrNotFound) {
		return blog.Account{}, blog.Blog{}, blog.Errorf(blog.NotFound, "there is no blog named %q", blogName)
	}
	return account, b, err
}

// textOf is the article a file holds. Without a title in the front matter the first heading is it,
// and without that the file's name.
func textOf(front content.FrontMatter, body, file string) blog.Text {
	title := front.Title
	if title == "" {
		title, body = content.TitleFromMarkdown(body)
	}
	if title == "" {
		title = strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	}
	return blog.Text{
		Title: title, Subtitle: front.Subtitle, Summary: front.Summary, Markdown: body, Tags: front.Tags,
		Slug: front.Slug, Language: front.Language, Licence: front.License, CoverAlt: front.CoverAlt, Series: front.Series, Canonical: front.Canonical, Warning: front.Warning, Extra: front.Extra,
	}
}

func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxFile {
		return nil, fmt.Errorf("%s has %d KB; %d KB is the most for one article. Split it in two", path, info.Size()>>10, maxFile>>10)
	}
	return os.ReadFile(path)
}
