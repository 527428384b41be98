package themes

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
)

// keepBuffer is how large a buffer, in bytes, an idle press may hold.
const keepBuffer = 512 << 10

// Render writes one page. Its name is one of Pages, and view the struct the
// contract gives for it. Nothing is written unless the whole page succeeded.
// An error wraps ErrBudget if the theme asked for too much, or the cause of a
// context that ended.
func (t *Theme) Render(ctx context.Context, w io.Writer, name string, view any) error {
	p, ok := t.pages[name]
	if !ok {
		return fmt.Errorf("theme %q has no page %q; it has %v", t.manifest.Name, name, t.Pages())
	}
	if err := t.plain(reflect.TypeOf(view)); err != nil {
		return fmt.Errorf("rendering %s: %w", name, err)
	}
	pr, err := p.take(t)
	if err != nil {
		return fmt.Errorf("rendering %s: %w", name, err)
	}
	defer p.giveBack(pr)
	pr.budget.begin(ctx)
	pr.budget.speak(t, view)
	if err := pr.root.ExecuteTemplate(pr.budget, layoutName, view); err != nil {
		if pr.budget.err != nil {
			err = pr.budget.err
		}
		return fmt.Errorf("rendering %s with theme %q: %w", name, t.manifest.Name, err)
	}
	if _, err := w.Write(pr.budget.page.Bytes()); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}

// take gives a press that nobody else uses.
func (p *page) take(t *Theme) (*press, error) {
	select {
	case pr := <-p.idle:
		return pr, nil
	default:
		return p.newPress(t)
	}
}

func (p *page) giveBack(pr *press) {
	pr.budget.ctx = nil
	if pr.budget.page.Cap() > keepBuffer {
		pr.budget.page = bytes.Buffer{}
	}
	select {
	case p.idle <- pr:
	default: // enough are waiting
	}
}

// plain refuses views that a template could call into: every exported method
// of a value is open to it.
func (t *Theme) plain(typ reflect.Type) error {
	if typ == nil {
		return errors.New("there is no view")
	}
	if _, ok := t.views.Load(typ); ok {
		return nil
	}
	if err := plainType(typ, map[reflect.Type]bool{}); err != nil {
		return err
	}
	t.views.Store(typ, true)
	return nil
}

func plainType(typ reflect.Type, seen map[reflect.Type]bool) error {
	if seen[typ] {
		return nil
	}
	seen[typ] = true
	if typ.NumMethod() > 0 || reflect.PointerTo(typ).NumMethod() > 0 {
		return fmt.Errorf("a view holds %v, which has methods; views are only data", typ)
	}
	switch typ.Kind() {
	case reflect.Func, reflect.Chan, reflect.Interface, reflect.UnsafePointer:
		return fmt.Errorf("a view holds a %v; views are only data", typ.Kind())
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return plainType(typ.Elem(), seen)
	case reflect.Map:
		if err := plainType(typ.Key(), seen); err != nil {
			return err
		}
		return plainType(typ.Elem(), seen)
	case reflect.Struct:
		for i := range typ.NumField() {
			if err := plainType(typ.Field(i).Type, seen); err != nil {
				return err
			}
		}
	}
	return nil
}
