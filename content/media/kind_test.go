package media

import (
	"errors"
	"strings"
	"testing"
)

func TestSniff(t *testing.T) {
	box := func(brand string) string { return "\x00\x00\x00\x18ftyp" + brand + "\x00\x00\x02\x00" + brand + "mp41" }
	for _, c := range []struct {
		head, want string
		picture    bool
	}{
		{"\xFF\xD8\xFF\xE0", "", true},
		{"\x89PNG\r\n\x1A\n", "", true},
		{"GIF89a", "", true},
		{"RIFF\x00\x00\x00\x00WEBPVP8 ", "", true},
		{"ID3\x04\x00\x00\x00\x00\x10\x00", "audio/mpeg", false},
		{"\xFF\xFB\x90\x64", "audio/mpeg", false},
		{"RIFF\x64\x03\x00\x00WAVEfmt ", "audio/wav", false},
		{"fLaC\x00\x00\x00\x22", "audio/flac", false},
		{"OggS\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x13OpusHead", "audio/ogg", false},
		{box("M4A "), "audio/mp4", false},
		{box("isom"), "video/mp4", false},
		{"\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\xF7\x81\x01\x42\xF2\x81\x04\x42\xF3\x81\x08\x42\x82\x84webm", "video/webm", false},
		{"%PDF-1.7\n", "application/pdf", false},
	} {
		if got, picture, err := Sniff([]byte(c.head)); got != c.want || picture != c.picture || err != nil {
			t.Errorf("%.20q: %q, picture %v, %v", c.head, got, picture, err)
		}
	}
	for head, want := range map[string]string{
		"": "is not taken", "words": "is not taken", "<!doctype html><p>": "is not taken", `{"type":"Person"}`: "is not taken", "PK\x03\x04": "is not taken",
		"MZ\x90\x00": "is not taken", "\x7FELF": "is not taken", `<svg xmlns="http://www.w3.org/2000/svg"/>`: "as PNG",
		box("heic"): "as JPEG", box("avif"): "as JPEG or PNG", box("qt  "): "as MP4",
	} {
		_, _, err := Sniff([]byte(head))
		var refused *Refused
		if !errors.As(err, &refused) || !strings.Contains(refused.Error(), want) {
			t.Errorf("%.20q: %v", head, err)
		}
	}
}
