package page

import "strings"

// licence is the licence's name, with a link where it is a Creative Commons one; nil for none.
func licence(name string) *Link {
	if name == "" {
		return nil
	}
	return &Link{Title: name, URL: licenceURL(name)}
}

// licenceURL knows the Creative Commons licences by their SPDX identifiers and by their own names,
// "CC-BY-SA-4.0" and "CC BY-SA 4.0"; empty for others.
func licenceURL(name string) string {
	key := strings.ToLower(strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }), "-"))
	if key == "cc0-1.0" || key == "cc0" {
		return "https://creativecommons.org/publicdomain/zero/1.0/"
	}
	rest, ok := strings.CutPrefix(key, "cc-by")
	if !ok {
		return ""
	}
	terms, version := strings.Trim(rest, "-"), "4.0"
	for _, v := range []string{"4.0", "3.0", "2.5", "2.0"} {
		if before, found := strings.CutSuffix(terms, v); found {
			terms, version = strings.Trim(before, "-"), v
			break
		}
	}
	switch terms {
	case "":
		return "https://creativecommons.org/licenses/by/" + version + "/"
	case "sa", "nc", "nd", "nc-sa", "nc-nd":
		return "https://creativecommons.org/licenses/by-" + terms + "/" + version + "/"
	}
	return ""
}
