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
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

//go:embed all:dist
var dist embed.FS

// ErrNoFonts is for a program that was built without its fonts.
var ErrNoFonts = errors.New("this program was built without the fonts of its pictures: build it with make")

// The faces in the order in which they are asked for a letter. Han letters look different in each language that has
// them, so those of the text's own come first.
var (
	serif = []string{"latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext"}
	small = []string{"small-latin", "small-latin-ext"}
	more  = []string{
		"arabic", "hebrew", "devanagari", "bengali", "gurmukhi", "gujarati", "oriya", "tamil", "telugu", "kannada", "malayalam", "sinhala",
		"thai", "lao", "tibetan", "myanmar", "khmer", "georgian", "armenian", "ethiopic", "signs",
	}
	han = map[string][]string{
		"ja":      {"japanese", "traditional", "chinese", "korean"},
		"zh":      {"chinese", "traditional", "japanese", "korean"},
		"zh-Hant": {"traditional", "chinese", "japanese", "korean"},
		"ko":      {"korean", "traditional", "japanese", "chinese"},
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
	signs  *font.Face // of arrows and the like; nothing stays with it
}

func newFaces(first []string, language string) (*faces, error) {
	last := hanOf(language)
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
			if name == "signs" {
				f.signs = f.chain[len(f.chain)-1]
			}
		}
	}
	f.before = f.chain[0]
	return f, nil
}

// hanOf are the faces of Han letters, those as the language writes them first.
func hanOf(tag string) []string {
	base, _, _ := strings.Cut(tag, "-")
	if parsed, err := language.Parse(tag); err == nil && base == "zh" {
		if script, _ := parsed.Script(); script.String() == "Hant" { // also of zh-TW and zh-HK
			base = "zh-Hant"
		}
	}
	if chain := han[base]; chain != nil {
		return chain
	}
	return han["ja"]
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
			if face != f.signs {
				f.before = face
			}
			return face
		}
	}
	return f.before
}

// joins is for letters that belong to the one before, or to no script.
func joins(r rune) bool {
	return unicode.Is(unicode.M, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Common, r)
}

// readable is a text without what no face has: emoji for the most part. A letter that is missing with its marks is there
// without them; one that is missing altogether stays, and is drawn as a box: a word must not become another. Nothing of
// it is a control character.
func (f *faces) readable(text string) string {
	var kept strings.Builder
	dropped := false
	for _, r := range strings.ToValidUTF8(text, "") {
		switch {
		case unicode.IsSpace(r):
			kept.WriteByte(' ')
		case unicode.Is(unicode.Cf, r): // joiners and marks of direction, which have no form
			if !dropped { // of an emoji, they went with it
				kept.WriteRune(r)
			}
			continue
		case unicode.IsControl(r):
		case f.has(r):
			kept.WriteRune(r)
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			kept.WriteString(f.bare(r))
		default:
			dropped = true
			continue
		}
		dropped = false
	}
	return strings.Join(strings.Fields(kept.String()), " ")
}

func (f *faces) has(r rune) bool {
	for _, face := range f.chain {
		if _, ok := face.NominalGlyph(r); ok {
			return true
		}
	}
	return false
}

// bare is a letter that no face has, taken apart as far as there are faces.
func (f *faces) bare(r rune) string {
	var parts strings.Builder
	for _, part := range norm.NFD.String(string(r)) {
		if f.has(part) {
			parts.WriteRune(part)
		}
	}
	if parts.Len() == 0 {
		return string(r)
	}
	return parts.String()
}
