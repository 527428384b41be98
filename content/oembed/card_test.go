package oembed

import (
	"strings"
	"testing"
)

func TestEndpoint(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.youtube.com/watch?v=dQw4w9WgXcQ":                         "https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DdQw4w9WgXcQ",
		"https://youtu.be/dQw4w9WgXcQ?t=3":                                    "https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fyoutu.be%2FdQw4w9WgXcQ%3Ft%3D3",
		"https://vimeo.com/76979871":                                          "https://vimeo.com/api/oembed.json?format=json&url=https%3A%2F%2Fvimeo.com%2F76979871",
		"https://soundcloud.com/forss/flickermood":                            "https://soundcloud.com/oembed?format=json&url=https%3A%2F%2Fsoundcloud.com%2Fforss%2Fflickermood",
		"https://open.spotify.com/intl-de/track/4uLU6hMCjMI75M1A2tKUQC":       "https://open.spotify.com/oembed?format=json&url=https%3A%2F%2Fopen.spotify.com%2Fintl-de%2Ftrack%2F4uLU6hMCjMI75M1A2tKUQC",
		"https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv":                       "https://tube.example/services/oembed?format=json&url=https%3A%2F%2Ftube.example%2Fw%2FkkGMgK9ZtnKfYAgnEtQxbv",
		"https://tube.example/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180": "https://tube.example/services/oembed?format=json&url=https%3A%2F%2Ftube.example%2Fvideos%2Fwatch%2F9c9de5e8-0a1e-484a-b099-e80766180",

		"https://youtube.com.evil.example/watch?v=x": "", "https://evil.example/youtube.com/watch": "", "https://www.youtube.com/": "",
		"https://user@www.youtube.com/watch?v=x": "", "javascript:alert(1)": "", "ftp://tube.example/w/kkGMgK9ZtnKf": "", "/w/kkGMgK9ZtnKf": "",
		"https://tube.example/w/a": "", "https://en.wikipedia.org/wiki/Bread": "", "": "", "https://vimeo.com/about": "",
		"https://tube.example/w/kkGMgK9ZtnKf?" + strings.Repeat("x", maxAddress): "",
	} {
		if got := Endpoint(address); got != want {
			t.Errorf("%s is asked about at %q, want %q", address, got, want)
		}
	}
}

func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		address, body string
		want          Card
	}{
		"YouTube": {
			"https://www.youtube.com/watch?v=dQw4w9WgXcQ",
			`{"title":"Never  Gonna\nGive You Up","author_name":"Rick Astley","type":"video","height":113,"width":"200","provider_name":"YouTube","thumbnail_url":"https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg",
			"html":"<iframe width=\"200\" height=\"113\" src=\"https://www.youtube.com/embed/dQw4w9WgXcQ?feature=oembed\" allowfullscreen></iframe>"}`,
			Card{"Never Gonna Give You Up", "Rick Astley", "YouTube", "https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", 200, 113},
		},
		"Vimeo": {
			"https://vimeo.com/76979871",
			`{"title":"The New Vimeo Player","provider_name":"Vimeo","html":"<iframe src=\"https://player.vimeo.com/video/76979871?app_id=122963&amp;h=abc\"></iframe>","width":480,"height":270}`,
			Card{"The New Vimeo Player", "", "Vimeo", "", "https://player.vimeo.com/video/76979871?dnt=1&h=abc", 480, 270},
		},
		"SoundCloud": {
			"https://soundcloud.com/forss/flickermood",
			`{"title":"Flickermood by Forss","width":"100%","height":400,"html":"<iframe src=\"https://w.soundcloud.com/player/?visual=true&url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F293\"></iframe>"}`,
			Card{"Flickermood by Forss", "", "", "", "https://w.soundcloud.com/player/?visual=true&url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F293", 0, 400},
		},
		"PeerTube": {
			"https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv",
			`{"type":"video","title":"What is PeerTube?","author_name":"Framasoft","provider_name":"Tube","width":560,"height":315,"thumbnail_url":"https://tube.example/lazy-static/previews/1.jpg",
			"html":"<iframe title=\"What is PeerTube?\" width=\"560\" height=\"315\" src=\"https://tube.example/videos/embed/9c9de5e8-0a1e-484a\" sandbox=\"allow-scripts\"></iframe>"}`,
			Card{"What is PeerTube?", "Framasoft", "Tube", "https://tube.example/lazy-static/previews/1.jpg", "https://tube.example/videos/embed/9c9de5e8-0a1e-484a", 560, 315},
		},
		"a player elsewhere": {
			"https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv",
			`{"title":"T","html":"<iframe src=\"https://evil.example/videos/embed/9c9de5e8-0a1e-484a\"></iframe>"}`, Card{Title: "T"},
		},
		"another page of the same host": {
			"https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv",
			`{"title":"T","html":"<iframe src=\"https://tube.example/logout\"></iframe>"}`, Card{Title: "T"},
		},
		"scripts": {
			"https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv",
			`{"title":"<script>alert(1)</script>","thumbnail_url":"javascript:alert(1)","html":"<iframe src=\"javascript:alert(1)//tube.example/videos/embed/9c9de5e8\"></iframe><script>"}`, Card{Title: "<script>alert(1)</script>"},
		},
		"no frame": {"https://vimeo.com/1", `{"title":"T","html":"<b>x</b>","width":99999}`, Card{Title: "T"}},
	} {
		if got, err := Read([]byte(c.body), c.address); err != nil || got != c.want {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	for _, body := range []string{"", "[]", "<html>", `{"title":" "}`, `{"title":7}`, `{"html":"<iframe src=x>"}`} {
		if got, err := Read([]byte(body), "https://vimeo.com/1"); err == nil {
			t.Errorf("%q is %+v", body, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"title":"T","html":"<iframe src=\"https://player.vimeo.com/video/1\"></iframe>","width":1}`))
	f.Add([]byte(`{"title":"T","html":"<iframe src=\"//player.vimeo.com/video/1?x#y\">"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		card, err := Read(body, "https://vimeo.com/1")
		if err == nil && card.Player != "" && !strings.HasPrefix(card.Player, "https://player.vimeo.com/video/") {
			t.Errorf("the player is %q", card.Player)
		}
	})
}
