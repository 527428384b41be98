package content

import "embed"

//go:embed all:dist
var dist embed.FS

// MathBundle is the Temml bundle this binary was built with, for
// Options.MathBundle; nil when it was not built.
func MathBundle() []byte {
	bundle, err := dist.ReadFile("dist/temml.js")
	if err != nil {
		return nil
	}
	return bundle
}
