package themes_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pamphlet/themes"
)

// nu is the Nu Html Checker, which knows the HTML standard.
const nu = "../.ci/frontend/node_modules/vnu-jar/build/dist/vnu.jar"

// newerCSS is what style sheets may have that the checker does not know yet.
var newerCSS = regexp.MustCompile(`^CSS: .*(position-area|position-try|anchor-center)`)

// TestPagesAreValidHTML for the Nu Html Checker, in every theme and kind of page.
func TestPagesAreValidHTML(t *testing.T) {
	if _, err := os.Stat(nu); err != nil {
		t.Skip("the Nu Html Checker is not installed: run make build")
	}
	if _, err := exec.LookPath("java"); err != nil {
		t.Skip("Java is not installed, which the Nu Html Checker needs: apt-get install default-jre-headless")
	}
	folder, library := t.TempDir(), themes.Bundled()
	args := []string{"-jar", nu, "--format", "json"}
	for _, name := range library.Names() {
		theme, err := library.Theme(name)
		if err != nil {
			t.Fatal(err)
		}
		for page, p := range pages() {
			file := filepath.Join(folder, name+"-"+page+".html")
			if err := os.WriteFile(file, []byte(render(t, theme, p.Type, p.View)), 0o600); err != nil {
				t.Fatal(err)
			}
			args = append(args, file)
		}
	}
	checker := exec.CommandContext(t.Context(), "java", args...)
	var said bytes.Buffer
	checker.Stderr = &said
	var fault *exec.ExitError
	if err := checker.Run(); err != nil && !errors.As(err, &fault) { // it also ends with 1 when it found something
		t.Fatal(err)
	}
	var report struct {
		Messages []struct {
			Type, URL, Message, Extract string
			LastLine                    int
		}
	}
	if err := json.Unmarshal(said.Bytes(), &report); err != nil {
		t.Fatalf("%v in %.500s", err, said.String())
	}
	for _, m := range report.Messages {
		if m.Type == "error" && !newerCSS.MatchString(m.Message) {
			t.Errorf("%s, line %d: %s: %s", strings.TrimSuffix(filepath.Base(m.URL), ".html"), m.LastLine, m.Message, m.Extract)
		}
	}
}
