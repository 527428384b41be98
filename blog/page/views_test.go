package page_test

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what is written down anew")

// TestViewsAreWrittenDown for authors of themes, field by field as view.go and its neighbours have them.
func TestViewsAreWrittenDown(t *testing.T) {
	const file = "../../themes/VIEWS.md"
	want := views(t)
	if *update {
		if err := os.WriteFile(file, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what view*.go say; run go test ./blog/page -run Views -update", file)
	}
}

func views(t *testing.T) []byte {
	t.Helper()
	files := token.NewFileSet()
	var decls []ast.Decl
	for _, name := range []string{"view.go", "view_parts.go", "view_pages.go", "view_article.go"} {
		source, err := parser.ParseFile(files, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		decls = append(decls, source.Decls...)
	}
	var out bytes.Buffer
	out.WriteString("# What templates may read (contract 1)\n\nMade from `blog/page/view*.go`; do not edit. `string` is text and is escaped where it stands, `template.HTML` has been sanitised, `*Picture` is nil and `[]Card` empty where there is nothing: `{{with .Cover}}`, `{{range .Tags}}`. What a page embeds, such as `Frame`, is read directly: `{{.Title}}`.\n")
	for _, decl := range decls {
		group, ok := decl.(*ast.GenDecl)
		if !ok || group.Tok != token.TYPE {
			continue
		}
		for _, spec := range group.Specs {
			named := spec.(*ast.TypeSpec)
			shape, ok := named.Type.(*ast.StructType)
			if !ok {
				continue
			}
			fmt.Fprintf(&out, "\n## %s\n\n%s\n\n| field | type | |\n|---|---|---|\n", named.Name, sentence(group.Doc))
			for _, field := range shape.Fields.List {
				var kind bytes.Buffer
				if err := printer.Fprint(&kind, files, field.Type); err != nil {
					t.Fatal(err)
				}
				said := strings.TrimSpace(sentence(field.Doc) + " " + sentence(field.Comment))
				names := []string{"(all of " + kind.String() + ")"}
				if len(field.Names) > 0 {
					names = nil
					for _, name := range field.Names {
						names = append(names, "`."+name.Name+"`")
					}
				}
				fmt.Fprintf(&out, "| %s | `%s` | %s |\n", strings.Join(names, ", "), kind.String(), strings.ReplaceAll(said, "|", `\|`))
			}
		}
	}
	return out.Bytes()
}

func sentence(group *ast.CommentGroup) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(group.Text()), " "), "<", "&lt;")
}
