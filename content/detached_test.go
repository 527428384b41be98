package content

import "testing"

func TestDetached(t *testing.T) {
	for text, want := range map[string]string{
		``: ``,
		`<h2 id="main" class="x" lang="de">A &amp; B</h2><br>`:                        `<h2 lang="de">A &amp; B</h2><br>`,
		`<p>so <math><mi>x</mi></math><img id="i" src="/a?b&amp;c" alt="&#34;q"></p>`: `<p>so <img src="/a?b&amp;c" alt="&#34;q"></p>`,
		`<math><math>a</math>b</math>c`:                                               `c`,
		`a<math><p>never closed`:                                                      `a`,
		`</math>a`:                                                                    `</math>a`,
	} {
		if got := Detached(text, "math", "audio"); got != want {
			t.Errorf("%s became\n%s, want\n%s", text, got, want)
		}
	}
	if got := Detached(`<math id="m"><mi>x</mi></math>`); got != `<math><mi>x</mi></math>` {
		t.Errorf("with nothing to leave out it is %s", got)
	}
}
