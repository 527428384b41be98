package themes

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"pamphlet/content/words"
)

// ErrBudget is wrapped by every error about a theme that asked for too much.
var ErrBudget = errors.New("the theme asked for more than a page may cost")

// Limits bound one rendering.
type Limits struct {
	Steps  int           // bodies of ranges and templates run, plus function calls
	Depth  int           // templates within templates
	Text   int           // bytes of one string a function returns
	Output int           // bytes of the page
	Time   time.Duration // by the clock, as a last resort
}

var (
	// trusted is for the themes that come with the program: the clock is
	// generous, since it also runs while a busy machine does something else.
	trusted = Limits{Steps: 500_000, Depth: 120, Text: 64 << 10, Output: 16 << 20, Time: 5 * time.Second}
	// untrusted is for everybody else's.
	untrusted = Limits{Steps: 100_000, Depth: 120, Text: 64 << 10, Output: 8 << 20, Time: 150 * time.Millisecond}
	// checked is for the same while Check looks at them: a busy machine must not refuse a good theme.
	checked = Limits{Steps: 100_000, Depth: 120, Text: 64 << 10, Output: 8 << 20, Time: 500 * time.Millisecond}
)

// clockEvery is how many steps pass between looks at the clock. Writes look each
// time: one may hide the stripping of a whole article, milliseconds of work.
const clockEvery = 16

// budget meters one rendering and collects its output.
type budget struct {
	limits   Limits
	ctx      context.Context
	deadline time.Time
	words    *words.Language // of the interface on this page
	pageLang string
	pageDir  string
	settings map[string]string // of the page
	foreign  bool              // the interface does not speak the page's language
	steps    int
	depth    int
	page     bytes.Buffer
	err      error
}

func (b *budget) begin(ctx context.Context) {
	b.ctx, b.deadline = ctx, time.Now().Add(b.limits.Time)
	b.steps, b.depth, b.err = 0, 0, nil
	b.page.Reset()
	b.words, b.foreign = words.English, false
}

// fail keeps the first reason; the template packages wrap it beyond reading.
func (b *budget) fail(where, problem string) error {
	if b.err == nil {
		if where != "" {
			where += ": "
		}
		b.err = fmt.Errorf("%s%s: %w", where, problem, ErrBudget)
	}
	return b.err
}

// spend takes steps and, now and then, looks at the clock.
func (b *budget) spend(where string, steps int) error {
	if b.err != nil {
		return b.err
	}
	if b.steps += steps; b.steps > b.limits.Steps {
		return b.fail(where, fmt.Sprintf("more than %d steps", b.limits.Steps))
	}
	if b.steps%clockEvery != 0 {
		return nil
	}
	return b.clock(where)
}

// clock ends a rendering that is too slow or that nobody waits for any more.
func (b *budget) clock(where string) error {
	if time.Now().After(b.deadline) {
		return b.fail(where, fmt.Sprintf("longer than %v", b.limits.Time))
	}
	if b.ctx != nil && b.ctx.Err() != nil {
		b.err = fmt.Errorf("rendering stopped: %w", context.Cause(b.ctx))
		return b.err
	}
	return nil
}

func (b *budget) enter(where string) (string, error) {
	if b.depth++; b.depth > b.limits.Depth {
		return "", b.fail(where, fmt.Sprintf("templates nested more than %d deep", b.limits.Depth))
	}
	return "", b.spend(where, 1)
}

func (b *budget) leave(string) string {
	b.depth--
	return ""
}

func (b *budget) step(where string) (string, error) {
	return "", b.spend(where, 1)
}

// text lets a function's result through if it is short enough, and charges for
// its length.
func (b *budget) text(s string) (string, error) {
	if len(s) > b.limits.Text {
		return "", b.fail("", fmt.Sprintf("a text longer than %d KiB", b.limits.Text>>10))
	}
	return s, b.spend("", 1+len(s)>>10)
}

// Write collects the page.
func (b *budget) Write(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	if b.page.Len()+len(p) > b.limits.Output {
		return 0, b.fail("", fmt.Sprintf("a page larger than %d MiB", b.limits.Output>>20))
	}
	if err := b.clock(""); err != nil {
		return 0, err
	}
	return b.page.Write(p)
}
