package themes_test

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"pamphlet/themes"
)

const plainTheme = "name = \"mine\"\ntitle = \"Mine\"\ncontract = 1\n"

// folder is a theme of these files, by turns path and text.
func folder(files ...string) fstest.MapFS {
	made := fstest.MapFS{"theme.toml": {Data: []byte(plainTheme)}}
	for i := 0; i < len(files); i += 2 {
		made[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return made
}

// TestCheckNamesFileAndLine of what no page of the samples comes by, and of what is in style sheets.
func TestCheckNamesFileAndLine(t *testing.T) {
	const styled = plainTheme + "[browser]\nlight = \"#ffffff\"\ndark = \"#000000\"\n"
	for want, files := range map[string]fstest.MapFS{
		`templates/article.html:2: theme.toml declares no setting "bogus"`: folder("templates/article.html", "{{define \"main\"}}\n{{if .Never}}{{setting .Settings \"bogus\"}}{{end}}{{end}}"),
		`templates/article.html:1: there is no asset "no.png"`:             folder("templates/article.html", `{{define "main"}}{{with .Never}}<img src="{{asset "no.png"}}" alt="">{{end}}{{end}}`),
		`templates/partials/footer.html:1: there is no icon`:               folder("templates/partials/footer.html", `{{if false}}{{icon "unicorn"}}{{end}}`),
		`templates/search.html:2: this form would not be sent`:             folder("templates/search.html", "{{define \"main\"}}\n<form method=\"get\" action=\"https://elsewhere.example/\"></form><form action=\"{{.Action}}\"></form>{{end}}"),
		`templates/layout.html: the layout shows no page`:                  folder("templates/layout.html", "<!doctype html><title>x</title>"),
		`assets/x.css:3: there is no file “pic.png” in assets/`:            folder("theme.toml", plainTheme+"style = [\"x.css\"]", "assets/x.css", "/* url(other.png) */\na { color: red }\nb { background: url( 'pic.png' ) }"),
		`theme.toml:4: there is no file “gone.css” in assets/`:             folder("theme.toml", plainTheme+"style = [\"gone.css\"]"),
		`assets/x.css:1: a data address would be blocked`:                  folder("assets/x.css", "a { background: url(data:image/png;base64,AAAA) }"),
		`assets/x.css:2: this “{” is not closed`:                           folder("assets/x.css", "a { color: red }\nb { color: red\n\n"),
		`assets/x.css:1: this “}” closes nothing`:                          folder("assets/x.css", "a { color: red }}"),
		`assets/x.css:2: this comment has no end`:                          folder("assets/x.css", "a { color: red }\n/* and so on"),
		`assets/x.css:1: this quotation mark has no other`:                 folder("assets/x.css", "a::before { content: \"x }\nb { color: red }"),
		"theme.toml:6: “no” is no colour":                                  folder("theme.toml", strings.Replace(styled, "#000000", "no", 1)),
		`theme.toml:8: unknown key “setting.lable”`:                        folder("theme.toml", plainTheme+"\n[[setting]]\nname = \"lable\"\nlabel = \"X\"\nlable = \"x\"\ntype = \"text\""),
	} {
		var said []string
		for _, fault := range themes.Check(files, nil) {
			said = append(said, fault.Error())
			if fault.Remedy.English == "" {
				t.Errorf("%v says not what to do", fault)
			}
		}
		if !strings.Contains(strings.Join(said, "\n"), want) {
			t.Errorf("want %q, got\n%s", want, strings.Join(said, "\n"))
		}
	}
}

// TestLeftoversAreNotSeen: what editors, desktops and version control leave in a folder is no part of a theme.
func TestLeftoversAreNotSeen(t *testing.T) {
	files := folder("assets/x.css", "a { color: red }")
	for _, name := range []string{".git/config", ".DS_Store", "assets/.x.css.swp", "assets/x.css~", "templates/4913", "__MACOSX/._x", "node_modules/a/index.js", "package.json", "Thumbs.db"} {
		files[name] = &fstest.MapFile{Data: []byte("{{ nothing")}
	}
	if faults := themes.Check(files, nil); len(faults) > 0 {
		t.Errorf("%v", faults)
	}
}

// TestSheetsNameFilesOfTheTheme: pictures and fonts beside a sheet are served under its own theme's address.
func TestSheetsNameFilesOfTheTheme(t *testing.T) {
	theme, err := themes.Bundled().Load(folder(
		"theme.toml", plainTheme+"style = [\"page.css\", \"deep/more.css\"]",
		"assets/page.css", `@font-face { font-family: Own; src: url("own.woff2") format("woff2") } a { background: url(#x) } b { background: url(/media/x.png) }`,
		"assets/deep/more.css", "p { background: url(../pic.png), url('near.png?v=1') }",
		"assets/own.woff2", "wOF2", "assets/pic.png", "png", "assets/deep/near.png", "png",
	), "mine@1")
	if err != nil {
		t.Fatal(err)
	}
	sheet, _ := theme.Asset("style.css")
	for _, want := range []string{"url(" + theme.AssetURL("own.woff2") + ")", "url(" + theme.AssetURL("pic.png") + ")", "url(" + theme.AssetURL("deep/near.png") + "?v=1)", "url(#x)", "url(/media/x.png)"} {
		if !strings.Contains(string(sheet.Bytes), want) {
			t.Errorf("the sheet has no %s: %s", want, sheet.Bytes)
		}
	}
}

// TestSettingByItsName alone, where a partial was passed something else than the page.
func TestSettingByItsName(t *testing.T) {
	files := folder("theme.toml", plainTheme+"[[setting]]\nname = \"crust\"\nlabel = \"Crust\"\ntype = \"text\"\ndefault = \"light\"\n",
		"templates/layout.html", `{{template "main" .}}`, "templates/article.html", `{{define "main"}}{{range .Items}}{{template "loaf" .}}{{end}}{{end}}`,
		"templates/partials/loaf.html", `[{{setting "crust"}}]`)
	theme, err := themes.Bundled().Load(maps.Clone(files), "mine@1")
	if err != nil {
		t.Fatal(err)
	}
	view := struct {
		Items    []string
		Settings map[string]string
	}{[]string{"a"}, map[string]string{"crust": "dark"}}
	if got := render(t, theme, "article", view); got != "[dark]" {
		t.Errorf("the page is %q", got)
	}
	view.Settings = nil
	if got := render(t, theme, "article", view); got != "[light]" {
		t.Errorf("with nothing chosen the page is %q", got)
	}
}
