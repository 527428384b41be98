package themes

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"

	"pamphlet/content/words"
)

// MaxArchive is the largest archive of a theme, in bytes.
const MaxArchive = maxThemeSize

// maxRatio is how many times its size a packed file may grow.
const maxRatio = 100

// Unpack opens a zip with a theme in it, or in the one folder it has. Nothing is written anywhere: files stay in the
// archive and are read from there, so a hostile name leads nowhere. The faults say what is wrong with it, and what to
// do; no faults mean that the files are those of a folder.
func Unpack(archive []byte) (fs.FS, []Fault) {
	packed, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, []Fault{{"", 0, words.Say("this is not a zip archive"), words.Say("Pack the theme's folder as .zip.")}}
	}
	var kept []*zip.File
	seen, total := map[string]bool{}, uint64(0)
	for _, file := range packed.File {
		if strings.HasSuffix(file.Name, "/") && file.Mode().IsDir() {
			continue
		}
		if fault := suspicious(file, seen); fault != nil {
			return nil, []Fault{*fault}
		}
		if slices.ContainsFunc(strings.Split(file.Name, "/"), leftover) {
			continue
		}
		seen[strings.ToLower(file.Name)] = true
		kept = append(kept, file)
		if total += file.UncompressedSize64; total > maxThemeSize || len(kept) > maxFiles {
			return nil, []Fault{{"", 0, words.Say("more than %d files or %d MB in all", maxFiles, maxThemeSize>>20), words.Say("Make the theme smaller.")}}
		}
	}
	packed.File = kept
	root, err := fs.Sub(packed, topFolder(kept))
	if err != nil {
		return nil, []Fault{{"", 0, words.Say(err.Error()), words.Say("Pack the theme's folder again.")}}
	}
	return root, nil
}

// suspicious says what is wrong with an entry before any of it is read.
func suspicious(file *zip.File, seen map[string]bool) *Fault {
	fault := func(problem, remedy words.Sentence) *Fault {
		return &Fault{path.Base(strings.ToValidUTF8(file.Name, "?")), 0, problem, remedy}
	}
	switch {
	case !fs.ValidPath(file.Name) || strings.Contains(file.Name, `\`):
		return fault(words.Say("has a path that leads out of the archive"), words.Say("Pack only what is inside the theme's folder."))
	case !file.Mode().IsRegular():
		return fault(words.Say("is a link or something else that is no file"), words.Say("Pack plain files only."))
	case seen[strings.ToLower(file.Name)]:
		return fault(words.Say("is in the archive twice"), words.Say("Pack each file once; small and capital letters do not make two names."))
	case file.UncompressedSize64 > maxFileSize:
		return fault(words.Say("is larger than %d MB", maxFileSize>>20), words.Say("Make the file smaller."))
	case file.UncompressedSize64 > 4096 && file.UncompressedSize64/maxRatio > file.CompressedSize64:
		return fault(words.Say("grows more than a hundredfold when unpacked"), words.Say("Pack the theme's folder with an ordinary program."))
	case file.Flags&1 != 0:
		return fault(words.Say("is encrypted"), words.Say("Pack the theme without a password."))
	}
	return nil
}

// topFolder is the folder that everything is in, as archives of a folder have it.
func topFolder(files []*zip.File) string {
	folder := ""
	for _, file := range files {
		top, _, inside := strings.Cut(file.Name, "/")
		if !inside || folder != "" && top != folder {
			return "."
		}
		folder = top
	}
	if folder == "" {
		return "."
	}
	return folder
}
