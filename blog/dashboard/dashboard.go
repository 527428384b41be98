package dashboard

import (
	"embed"
	"io/fs"

	"pamphlet/blog/dashboard/desk"
	"pamphlet/blog/dashboard/library"
	"pamphlet/blog/dashboard/settings"
	"pamphlet/blog/dashboard/talk"
	"pamphlet/blog/dashboard/writing"
)

// The editor is bundled from npm's packages (make build).
//
//go:embed all:editor/dist
var files embed.FS

// New opens the door: the desk with all its rooms.
func New(c desk.Config) *desk.Desk {
	editor, err := fs.Sub(files, "editor/dist")
	if err != nil {
		panic(err) // the files are part of the program
	}
	d := desk.New(c, editor)
	writing.Furnish(d)
	library.Furnish(d)
	talk.Furnish(d)
	settings.Furnish(d)
	return d
}
