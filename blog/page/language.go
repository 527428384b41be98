package page

import "golang.org/x/text/language"

// rightToLeft are the scripts written from right to left that people blog in.
var rightToLeft = map[string]bool{"Arab": true, "Hebr": true, "Thaa": true, "Syrc": true, "Nkoo": true, "Adlm": true, "Rohg": true}

// direction is the writing direction of a language: "ltr" or "rtl".
func direction(tag string) string {
	parsed, err := language.Parse(tag)
	if err != nil {
		return "ltr"
	}
	if script, _ := parsed.Script(); rightToLeft[script.String()] {
		return "rtl"
	}
	return "ltr"
}
