package vocab

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// AppendText appends a JSON string in the form of RFC 8785 section 3.2.2.2: what must be escaped is, and nothing else.
// With markup escaped, as encoding/json does it, an article would grow by a fifth, and Misskey refuses bodies over 64
// KiB. Text that is not UTF-8 becomes U+FFFD.
func AppendText(dst []byte, s string) []byte {
	const short = "\"\\\b\t\n\f\r"
	dst = append(dst, '"')
	for _, r := range s {
		switch {
		case r >= ' ' && r != '"' && r != '\\':
			dst = utf8.AppendRune(dst, r)
		case strings.ContainsRune(short, r):
			dst = append(dst, '\\', `"\btnfr`[strings.IndexRune(short, r)])
		default:
			dst = fmt.Appendf(dst, `\u%04x`, r)
		}
	}
	return append(dst, '"')
}

// appendArray appends a list as write does its items; a single one stands alone unless array is set.
func appendArray[T any](dst []byte, list []T, array bool, write func([]byte, T) []byte) []byte {
	if len(list) == 1 && !array {
		return write(dst, list[0])
	}
	dst = append(dst, '[')
	for i, item := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = write(dst, item)
	}
	return append(dst, ']')
}
