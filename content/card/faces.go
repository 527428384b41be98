package card

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/font"
)

//go:embed all:dist
var dist embed.FS

// ErrNoFonts is for a program that was built without its fonts.
var ErrNoFonts = errors.New("this program was built without the fonts of its pictures: build it with make")

// The faces in the order in which they are asked for a letter. Han letters look different in each language that has
// them, so those of the text's own come first.
var (
	serif = []string{"latin", "latin-ext", "vietnamese", "greek", "cyrillic", "cyrillic-ext"}
	small = []string{"small-latin", "small-latin-ext"}
	more  = []string{"arabic", "hebrew", "devanagari", "bengali", "tamil", "telugu", "thai", "georgian", "armenian"}
	han   = map[string][]string{
		"ja": {"japanese", "chinese", "korean"},
		"zh": {"chinese", "japanese", "korean"},
		"ko": {"korean", "japanese", "chinese"},
	}
)

// fonts are read when first needed, and kept.
var fonts = map[string]func() (*font.Font, error){}

func init() { //nolint:gochecknoinits // the table of what is embedded
	names, err := fs.Glob(dist, "dist/fonts/*.woff")
	if err != nil {
		panic(err) // the pattern is wrong
	}
	for _, path := range names {
		name := strings.TrimSuffix(path[len("dist/fonts/"):], ".woff")
		fonts[name] = sync.OnceValues(func() (*font.Font, error) {
			file, err := dist.ReadFile(path)
			if err != nil {
				return nil, err
			}
			face, err := font.ParseTTF(bytes.NewReader(file))
			if err != nil {
				return nil, fmt.Errorf("reading the font %s: %w", path, err)
			}
			return face.Font, nil
		})
	}
}

// Ready reports whether Draw can draw.
func Ready() bool { return len(fonts) > 0 }

// faces answers for each letter with the first face that has it. It belongs to one drawing.
type faces struct {
	chain  []*font.Face
	before *font.Face // that of the letter before: marks and spaces stay with it
}

func newFaces(first []string, language string) (*faces, error) {
	base, _, _ := strings.Cut(language, "-")
	last := han[base]
	if last == nil {
		last = han["ja"]
	}
	f := &faces{}
	for _, names := range [][]string{first, serif, more, last} {
		for _, name := range names {
			read := fonts[name]
			if read == nil {
				return nil, ErrNoFonts
			}
			loaded, err := read()
			if err != nil {
				return nil, err
			}
			f.chain = append(f.chain, font.NewFace(loaded))
		}
	}
	f.before = f.chain[0]
	return f, nil
}

// ResolveFace implements shaping.Fontmap.
func (f *faces) ResolveFace(r rune) *font.Face {
	if joins(r) {
		if _, ok := f.before.NominalGlyph(r); ok {
			return f.before
		}
	}
	for _, face := range f.chain {
		if _, ok := face.NominalGlyph(r); ok {
			f.before = face
			return face
		}
	}
	return f.before
}

// joins is for letters that belong to the one before, or to no script.
func joins(r rune) bool {
	return unicode.Is(unicode.M, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Common, r)
}

// readable is a text without what no face has: emoji for the most part. Nothing of it is a control character.
func (f *faces) readable(text string) string {
	kept := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if unicode.Is(unicode.Cf, r) { // joiners and marks of direction, which have no form
			return r
		}
		for _, face := range f.chain {
			if _, ok := face.NominalGlyph(r); ok && !unicode.IsControl(r) {
				return r
			}
		}
		return -1
	}, strings.ToValidUTF8(text, ""))
	return strings.Join(strings.Fields(kept), " ")
}
