package themes

import "strings"

// compact takes comments and needless blanks out of a style sheet. It does not
// look inside strings, and leaves one blank wherever there were some, except
// next to braces and semicolons, so that every selector keeps its meaning.
func compact(css string) string {
	var out strings.Builder
	out.Grow(len(css))
	blank := false
	last := byte('{')
	put := func(c byte) {
		if blank && !strings.ContainsRune("{};", rune(last)) && !strings.ContainsRune("{};", rune(c)) {
			out.WriteByte(' ')
		}
		blank, last = false, c
		out.WriteByte(c)
	}
	for i := 0; i < len(css); i++ {
		switch c := css[i]; {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			blank = true
		case strings.HasPrefix(css[i:], "/*"):
			end := strings.Index(css[i+2:], "*/")
			if end < 0 {
				return out.String()
			}
			i += end + 3
			blank = true
		case c == '"' || c == '\'':
			end := stringEnd(css, i)
			put(c)
			out.WriteString(css[i+1 : end])
			last, i = c, end-1
		default:
			put(c)
		}
	}
	return out.String()
}

// stringEnd finds where the string that begins at i ends, past its quote.
func stringEnd(css string, i int) int {
	for j := i + 1; j < len(css); j++ {
		switch css[j] {
		case '\\':
			j++
		case css[i]:
			return j + 1
		}
	}
	return len(css)
}
