package desk

import "strings"

// softwareNames are how people write what NodeInfo has in lower case.
var softwareNames = map[string]string{
	"akkoma": "Akkoma", "bookwyrm": "BookWyrm", "cherrypick": "CherryPick", "firefish": "Firefish", "friendica": "Friendica",
	"funkwhale": "Funkwhale", "ghost": "Ghost", "gotosocial": "GoToSocial", "hubzilla": "Hubzilla", "iceshrimp": "Iceshrimp",
	"iceshrimp.net": "Iceshrimp.NET", "lemmy": "Lemmy", "mastodon": "Mastodon", "mbin": "Mbin", "misskey": "Misskey",
	"mobilizon": "Mobilizon", "nodebb": "NodeBB", "pamphlet": "Pamphlet", "peertube": "PeerTube", "piefed": "PieFed",
	"pixelfed": "Pixelfed", "pleroma": "Pleroma", "plume": "Plume", "sharkey": "Sharkey", "wordpress": "WordPress",
	"writefreely": "WriteFreely",
}

// softwareLimit keeps what a server says of itself to one line, in letters.
const softwareLimit = 40

// SoftwareOf is what a server runs, in words; version may be empty.
func (v *Visit) SoftwareOf(name, version string) string {
	if name == "" {
		return v.Text("It does not say what it runs")
	}
	if known, ok := softwareNames[name]; ok {
		name = known
	}
	// What follows a plus or a blank is the build.
	version, _, _ = strings.Cut(version, "+")
	version, _, _ = strings.Cut(version, " ")
	words := []rune(strings.TrimSpace(name + " " + version))
	return string(words[:min(len(words), softwareLimit)])
}
