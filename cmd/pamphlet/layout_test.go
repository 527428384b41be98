package main

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The plan of the house: for each package the packages of ours that its code may import, without
// its tests. Imports go down only, and may skip floors:
//
//	cmd -> web, dashboard -> page, fediverse -> jobs -> store -> blog -> content
//
// The doors web and dashboard never meet, nor do page and fediverse. Only fediverse knows both blog
// and federation; themes, content and federation know nothing of the blog. Whoever must go out may
// use federation/transport. What is in no list, like blog/store/storetest, is for tests alone.
// A new package needs a line here; before a new import, ask whether the work is in the right room.
var plan = map[string]string{
	"cmd/pamphlet": "blog blog/dashboard blog/dashboard/desk blog/fediverse blog/hub blog/jobs blog/page blog/store blog/web " +
		"content content/feed content/importer content/media content/media/blob " +
		"federation federation/signature federation/transport federation/vocab themes",

	"blog/web":                "blog blog/fediverse blog/jobs blog/page blog/store content content/media federation/transport",
	"blog/dashboard":          "blog/dashboard/desk blog/dashboard/library blog/dashboard/settings blog/dashboard/talk blog/dashboard/writing",
	"blog/dashboard/desk":     "blog blog/fediverse blog/store content/words themes",
	"blog/dashboard/library":  "blog blog/dashboard/desk blog/store content content/media",
	"blog/dashboard/settings": "blog blog/dashboard/desk blog/store content content/importer themes",
	"blog/dashboard/talk":     "blog blog/dashboard/desk blog/fediverse blog/store content themes",
	"blog/dashboard/writing":  "blog blog/dashboard/desk blog/fediverse blog/page blog/store content content/difference content/words themes",

	"blog/page":      "blog blog/jobs blog/store content content/card content/difference content/feed content/media content/search content/words federation/transport themes",
	"blog/hub":       "blog blog/store federation/transport",
	"blog/fediverse": "blog blog/jobs blog/store content content/media/blob content/words federation federation/proof federation/signature federation/transport federation/vocab",

	"blog/jobs":            "blog blog/store content content/media federation/transport",
	"blog/store":           "blog blog/store/sqlc content content/media content/search",
	"blog/store/sqlc":      "",
	"blog/store/storetest": "blog blog/store",
	"blog":                 "content content/importer content/media content/media/blob content/oembed content/words federation/transport",

	"content":            "",
	"content/card":       "",
	"content/feed":       "content",
	"content/importer":   "content federation/transport",
	"content/media":      "content federation/transport",
	"content/media/blob": "",
	"content/difference": "",
	"content/oembed":     "",
	"content/search":     "content",
	"content/words":      "",

	"federation":           "federation/proof federation/signature federation/transport federation/vocab",
	"federation/proof":     "federation/signature federation/vocab",
	"federation/signature": "",
	"federation/transport": "federation/signature",
	"federation/vocab":     "",

	"themes": "content/words federation/transport",
}

const (
	module    = "pamphlet/"
	root      = "../.."
	generated = "blog/store/sqlc" // sqlc names its files, and writes no doc.go
)

// Names that say nothing about what is inside, so that anything ends up there.
var vague = []string{"util", "utils", "helper", "helpers", "common", "manager", "models", "types"}

// The folders of the root: the floors of the plan, and what make build and make run leave behind.
var topLevel = []string{"blog", "cmd", "content", "federation", "themes", "bin", "data"}

// room is a package as go list sees it.
type room struct {
	ImportPath, Name, Dir string
	Imports               []string
}

// path is the room's folder below the root, which is its key in the plan.
func (r room) path() string { return strings.TrimPrefix(r.ImportPath, module) }

// files are the Go files of the room, whatever their build tags. Reading the folder has a second
// purpose: go test then sees that it changed and does not answer from its cache.
func (r room) files(t *testing.T) []string {
	t.Helper()
	entries, err := os.ReadDir(r.Dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		if strings.HasSuffix(entry.Name(), ".go") {
			names = append(names, entry.Name())
		}
	}
	return names
}

func rooms(t *testing.T) []room {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Name,Dir,Imports", "-tags", "sqlite_fts5", "./...")
	cmd.Dir = root
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var found []room
	for list := json.NewDecoder(strings.NewReader(string(out))); ; {
		var r room
		if err := list.Decode(&r); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("reading go list: %v", err)
		}
		found = append(found, r)
	}
	if len(found) == 0 {
		t.Fatal("go list found no package")
	}
	return found
}

func TestLayoutImportsGoDown(t *testing.T) {
	for _, r := range rooms(t) {
		may, planned := plan[r.path()]
		if !planned {
			t.Errorf("%s is not in the plan: add it to the table at the top of cmd/pamphlet/layout_test.go", r.path())
			continue
		}
		allowed := strings.Fields(may)
		for _, imported := range r.Imports {
			other, ours := strings.CutPrefix(imported, module)
			if ours && !slices.Contains(allowed, other) {
				t.Errorf("%s imports %s, which the table at the top of cmd/pamphlet/layout_test.go does not allow", r.path(), other)
			}
		}
	}
}

func TestLayoutPlanIsOneWay(t *testing.T) {
	for from, may := range plan {
		for _, to := range strings.Fields(may) {
			back, known := plan[to]
			if !known {
				t.Errorf("the plan lets %s import %s, which is not in it", from, to)
			}
			if from == to || slices.Contains(strings.Fields(back), from) {
				t.Errorf("the plan lets %s and %s import each other", from, to)
			}
		}
	}
}

func TestLayoutNamesSaySomething(t *testing.T) {
	for _, r := range rooms(t) {
		if r.path() == generated {
			continue
		}
		if slices.Contains(vague, r.Name) || slices.Contains(vague, filepath.Base(r.Dir)) {
			t.Errorf("package %s: name it for what it does", r.path())
		}
		for _, file := range r.files(t) {
			words := strings.Split(strings.TrimSuffix(strings.TrimSuffix(file, ".go"), "_test"), "_")
			if slices.ContainsFunc(words, func(word string) bool { return slices.Contains(vague, word) }) {
				t.Errorf("%s/%s: name it for the one noun or action inside", r.path(), file)
			}
		}
	}
}

func TestLayoutEveryPackageHasDoc(t *testing.T) {
	for _, r := range rooms(t) {
		if r.path() != generated && !slices.Contains(r.files(t), "doc.go") {
			t.Errorf("%s has no doc.go (what it says: the other rooms show it)", r.path())
		}
	}
}

func TestLayoutTopLevelFolders(t *testing.T) {
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() && !strings.HasPrefix(name, ".") && !slices.Contains(topLevel, name) {
			t.Errorf("%s/ is no planned top-level folder: find the room it belongs to", name)
		}
	}
}

// The first fenced block under the heading.
var treeBlock = regexp.MustCompile("(?s)\n## The tree\n.*?\n```[^\n]*\n(.*?)\n```")

func TestLayoutTreeOfContributing(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "CONTRIBUTING.md"))
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	block := treeBlock.FindSubmatch(text)
	if block == nil {
		t.Fatal(`CONTRIBUTING.md has no fenced block under the heading "The tree"`)
	}
	named := map[string]bool{}
	for line := range strings.Lines(string(block[1])) {
		folder, _, _ := strings.Cut(strings.TrimSpace(line), " ")
		folder = strings.TrimSuffix(folder, "/")
		named[folder] = true
		if info, err := os.Stat(filepath.Join(root, folder)); err != nil || !info.IsDir() {
			t.Errorf("the tree in CONTRIBUTING.md names %s/, which is not there", folder)
		}
	}
	for _, r := range rooms(t) {
		if !named[r.path()] {
			t.Errorf("the tree in CONTRIBUTING.md lacks %s/", r.path())
		}
	}
}
