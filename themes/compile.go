package themes

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"pamphlet/content/words"
)

// pageNames are the page types of the contract. Each has a template file of
// the same name that defines "main", and may define other blocks of the layout.
var pageNames = []string{"site", "blog", "article", "edits", "series", "tag", "archive", "about", "follow", "leave", "search", "error"}

// singled are the kinds of pages of which one may have a template for itself: article-SLUG.html before article.html.
// A page of a blog looks for page-SLUG.html, then page.html, then article.html.
var singled = []string{"article-", "page-", "tag-", "series-"}

// maxSingle is how many templates for single pages a theme may have.
const maxSingle = 40

// pagesOf are the pages of the contract and those this theme has besides.
func pagesOf(s *source) (names []string, faults []Fault) {
	names = slices.Clone(pageNames)
	single := 0
	for name := range s.templates {
		base, _ := strings.CutSuffix(name, ".html")
		if base == layoutName || strings.HasPrefix(name, "partials/") || slices.Contains(pageNames, base) {
			continue
		}
		ofOne := slices.ContainsFunc(singled, func(kind string) bool { return strings.HasPrefix(base, kind) && len(base) > len(kind) })
		if !(ofOne || base == "page") || strings.Contains(base, "/") {
			faults = append(faults, Fault{"templates/" + name, 0, words.Say("there is no page of this name"),
				words.Say("Call it one of %s, page, or article-SLUG, page-SLUG, tag-NAME, series-SLUG; or move it to templates/partials/.", strings.Join(pageNames, ", "))})
			continue
		}
		if single++; single == maxSingle+1 {
			faults = append(faults, Fault{"templates", 0, words.Say("more than %d templates for single pages", maxSingle), words.Say("Let some of them share one.")})
		}
		names = append(names, base)
	}
	return names, faults
}

// How deep a template may nest. html/template checks the body of a range twice
// while escaping, so each level of range doubles that work.
const (
	maxNesting = 40
	maxRanges  = 6
)

const layoutName = "layout"

// maxIdle is how many presses of one page wait for the next reader. Making one
// takes some milliseconds, so they are not left to the garbage collector.
const maxIdle = 4

// page is one page type, ready to be copied into presses.
type page struct {
	trees map[string]*parse.Tree
	idle  chan *press
}

// compile parses all templates and makes one press for each page, which also
// makes html/template look for escaping errors.
func compile(s *source, theme *Theme) (map[string]*page, []Fault) {
	shared, faults := parseFiles(s, func(name string) bool {
		return name == "layout.html" || strings.HasPrefix(name, "partials/")
	})
	if shared[layoutName] == nil && len(faults) == 0 {
		faults = append(faults, Fault{"templates/layout.html", 0, words.Say("there is no layout"), words.Say("Add templates/layout.html.")})
	}
	names, misnamed := pagesOf(s)
	faults = append(faults, misnamed...)
	pages := map[string]*page{}
	for _, name := range names {
		own, more := parseFiles(s, func(file string) bool { return file == name+".html" })
		faults = append(faults, more...)
		if len(more) > 0 {
			continue
		}
		p := &page{trees: map[string]*parse.Tree{}, idle: make(chan *press, maxIdle)}
		for key, tree := range shared {
			p.trees[key] = tree
		}
		for key, tree := range own {
			if key != name { // the text around a page's definitions
				p.trees[key] = tree
			}
		}
		faults = append(faults, p.missing()...)
		pages[name] = p
	}
	if len(faults) > 0 {
		return nil, sorted(faults)
	}
	for name, p := range pages {
		press, err := p.newPress(theme)
		if err != nil {
			faults = append(faults, faultFrom("templates/"+name+".html", err))
			continue
		}
		p.idle <- press
	}
	return pages, sorted(faults)
}

// parseFiles parses the chosen files. A file's own text is the template of its
// base name; what it defines has the names given there.
func parseFiles(s *source, choose func(name string) bool) (map[string]*parse.Tree, []Fault) {
	trees := map[string]*parse.Tree{}
	var faults []Fault
	for name, text := range s.templates {
		if !choose(name) {
			continue
		}
		file := "templates/" + name
		own := strings.TrimSuffix(path.Base(name), ".html")
		set := map[string]*parse.Tree{}
		tree := parse.New(own)
		tree.ParseName = file
		if _, err := tree.Parse(text, "", "", set, allowed); err != nil {
			faults = append(faults, faultFrom(file, err))
			continue
		}
		for key, tree := range set {
			tree.ParseName = file
			w := walker{file: file, text: text}
			w.list(tree.Root, 0, 0)
			faults = append(faults, w.faults...)
			w.meter(tree.Root)
			trees[key] = tree
		}
	}
	return trees, faults
}

// missing reports templates that are used but not defined.
func (p *page) missing() []Fault {
	var faults []Fault
	for _, tree := range p.trees {
		for _, use := range uses(tree.Root, nil) {
			if p.trees[use.Name] == nil {
				faults = append(faults, Fault{tree.ParseName, use.Line, words.Say("there is no template “%s”", use.Name),
					words.Say("Add templates/partials/%s.html, or correct the name.", use.Name)})
			}
		}
	}
	if p.trees["main"] == nil {
		faults = append(faults, Fault{"templates", 0, words.Say("a page does not define “main”"), words.Say("Write %s in it.", `{{define "main"}} ... {{end}}`)})
	}
	return faults
}

// showsMain reports whether the layout has a place for the page.
func (p *page) showsMain() bool {
	return slices.ContainsFunc(uses(p.trees[layoutName].Root, nil), func(use *parse.TemplateNode) bool { return use.Name == "main" })
}

// press is one copy of a page's templates together with the budget that its
// functions draw on. It renders one page at a time.
type press struct {
	root   *template.Template
	budget *budget
}

func (p *page) newPress(theme *Theme) (*press, error) {
	b := &budget{limits: theme.limits}
	root := template.New(layoutName).Funcs(functions(theme, b)).Option("missingkey=error")
	for name, tree := range p.trees {
		if _, err := root.AddParseTree(name, tree.Copy()); err != nil {
			return nil, fmt.Errorf("adding template %q: %w", name, err)
		}
	}
	// html/template escapes at the first execution. One with an empty budget
	// does that and stops at its first step.
	b.limits.Steps = 0
	b.begin(context.Background())
	err := root.ExecuteTemplate(b, layoutName, nil)
	b.limits = theme.limits
	var escape *template.Error
	if errors.As(err, &escape) {
		return nil, err
	}
	return &press{root: root, budget: b}, nil
}

var (
	parseError = regexp.MustCompile(`^(?:html/)?template: ?([^:]*):(\d+)(?::\d+)?: (?s:(.*))$`)
	executing  = regexp.MustCompile(`^executing "[^"]*" at (<[^>]*>): `)
	noFunction = regexp.MustCompile(`function "([^"]*)" not defined`)
)

// faultFrom reads file and line out of an error of the template packages.
func faultFrom(file string, err error) Fault {
	fault, problem := Fault{File: file, Remedy: words.Say("Correct the template.")}, err.Error()
	if m := parseError.FindStringSubmatch(problem); m != nil {
		fault.Line, _ = strconv.Atoi(m[2])
		problem = m[3]
		if strings.HasPrefix(m[1], "templates/") {
			fault.File = m[1]
		}
	}
	problem = executing.ReplaceAllString(problem, "$1: ")
	fault.Problem = words.Say(problem)
	if m := noFunction.FindStringSubmatch(problem); m != nil {
		fault.Problem = words.Say("there is no function “%s”", m[1])
		fault.Remedy = words.Say("Use one of these: %s.", strings.Join(functionNames(), ", "))
	}
	return fault
}
