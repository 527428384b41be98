package themes

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io/fs"
	"strings"
	"testing"
)

type packed struct {
	name, text string
	mode       fs.FileMode
	method     uint16
	size       uint64 // as the archive claims; 0 for the truth
}

const goodManifest = "name = \"mine\"\ncontract = 1\n"

func pack(t testing.TB, files ...packed) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range files {
		header := &zip.FileHeader{Name: f.name, Method: zip.Deflate}
		header.Method -= f.method
		if f.mode != 0 {
			header.SetMode(f.mode)
		}
		var entry interface{ Write([]byte) (int, error) }
		var err error
		if f.size > 0 {
			header.Method, header.UncompressedSize64, header.CompressedSize64, header.CRC32 = zip.Store, f.size, uint64(len(f.text)), crc32.ChecksumIEEE([]byte(f.text))
			entry, err = w.CreateRaw(header)
		} else {
			entry, err = w.CreateHeader(header)
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := entry.Write([]byte(f.text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestUnpack(t *testing.T) {
	for what, files := range map[string][]packed{
		"the files alone":    {{name: "theme.toml", text: goodManifest}, {name: "assets/a.css", text: "a{}"}},
		"a folder":           {{name: "mine/", mode: fs.ModeDir | 0o755}, {name: "mine/theme.toml", text: goodManifest}, {name: "mine/assets/a.css", text: "a{}"}},
		"what a Mac packs":   {{name: "mine/theme.toml", text: goodManifest}, {name: "mine/assets/a.css", text: "a{}"}, {name: "__MACOSX/mine/._theme.toml", text: "x"}, {name: "mine/.DS_Store", text: "x"}},
		"stored, not packed": {{name: "theme.toml", text: goodManifest, method: zip.Deflate}, {name: "assets/a.css", text: "a{}"}},
	} {
		folder, faults := Unpack(pack(t, files...))
		if len(faults) > 0 {
			t.Errorf("%s: %v", what, faults)
			continue
		}
		theme, err := Bundled().Load(folder, "mine@1")
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if asset, _ := theme.Asset("a.css"); string(asset.Bytes) != "a{}" {
			t.Errorf("%s: the sheet is %q", what, asset.Bytes)
		}
	}
}

// TestC7HostileArchives are refused with a sentence, before they cost anything.
func TestC7HostileArchives(t *testing.T) {
	manifest := packed{name: "theme.toml", text: goodManifest}
	hostile := map[string][]byte{"nothing": nil, "no zip": []byte("GIF89a"), "half of one": pack(t, manifest)[:40]}
	for _, name := range []string{
		"../theme.css", "assets/../../x.css", "/etc/passwd", "//host/x", `..\x.css`, `C:\x.css`, "assets//x.css", "assets/./x.css", ".", "..", "", `assets\..\x.css`, "./assets/x.css",
	} {
		hostile[fmt.Sprintf("the path %q", name)] = pack(t, manifest, packed{name: name, text: "x"})
	}
	for _, mode := range []fs.FileMode{fs.ModeSymlink, fs.ModeDevice, fs.ModeDevice | fs.ModeCharDevice, fs.ModeNamedPipe, fs.ModeSocket} {
		hostile["a file of mode "+mode.String()] = pack(t, manifest, packed{name: "assets/x.css", text: "/etc/passwd", mode: mode | 0o644})
	}
	for _, twice := range [][2]string{{"assets/x.css", "assets/x.css"}, {"assets/x.css", "assets/X.css"}, {"theme.toml", "THEME.toml"}} {
		hostile[fmt.Sprintf("%v at once", twice)] = pack(t, manifest, packed{name: twice[0], text: "a"}, packed{name: twice[1], text: "b"})
	}
	for _, size := range []int{1 << 16, 1 << 20, 2 << 20, 8 << 20} {
		hostile[fmt.Sprintf("%d zeros", size)] = pack(t, manifest, packed{name: "assets/x.txt", text: strings.Repeat("\x00", size)})
	}
	for _, size := range []uint64{maxFileSize + 1, 1 << 31, 1 << 40, 1<<63 - 1} {
		hostile[fmt.Sprintf("a claim of %d bytes", size)] = pack(t, manifest, packed{name: "assets/x.css", text: "small", size: size})
	}
	for n, what := range []string{"theme.html", "assets/x.js", "assets/x.html", "assets/x.php", "assets/x.wasm", "templates/x.js", "index.html", "assets/x.svgz", "assets/x.exe", "templates/a/b.html", "assets/x"} {
		hostile["a file "+what] = pack(t, manifest, packed{name: what, text: fmt.Sprint("<p>", n)})
	}
	var many []packed
	for n := range maxFiles + 1 {
		many = append(many, packed{name: fmt.Sprintf("assets/%d.css", n), text: "x"})
	}
	hostile["many files"] = pack(t, append(many, manifest)...)
	hostile["a bomb of many files"] = pack(t, func() (bomb []packed) {
		for n := range 12 {
			bomb = append(bomb, packed{name: fmt.Sprintf("assets/%d.txt", n), text: strings.Repeat(fmt.Sprint(n), 1<<20)})
		}
		return bomb
	}()...)
	wrong := bytes.Replace(pack(t, manifest, packed{name: "assets/x.css", text: "body{color:red}", method: zip.Deflate}), []byte("color:red"), []byte("color:rad"), 1)
	hostile["a wrong checksum"] = wrong
	if len(hostile) < 40 {
		t.Fatalf("only %d archives", len(hostile))
	}
	for what, archive := range hostile {
		folder, faults := Unpack(archive)
		if len(faults) == 0 {
			faults = Check(folder, nil)
		}
		if len(faults) == 0 {
			t.Errorf("%s is taken", what)
		}
		for _, fault := range faults {
			if fault.Problem.English == "" || fault.Remedy.English == "" {
				t.Errorf("%s: the fault %+v says not what to do", what, fault)
			}
		}
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add(pack(f, packed{name: "theme.toml", text: goodManifest}))
	f.Add(pack(f, packed{name: "m/theme.toml", text: goodManifest}, packed{name: "m/templates/article.html", text: `{{define "main"}}x{{end}}`}))
	library := Bundled()
	f.Fuzz(func(t *testing.T, archive []byte) {
		folder, faults := Unpack(archive)
		if (folder == nil) != (len(faults) > 0) {
			t.Errorf("a folder %v and faults %v", folder, faults)
		}
		if folder != nil {
			_, _ = library.Load(folder, "mine@1") // it may fail, but only with an error
		}
	})
}
