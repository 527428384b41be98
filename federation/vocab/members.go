package vocab

import (
	"bytes"
	"encoding/json"
)

// members splits an object into its members, whose bytes alias raw; nil when raw is no object. raw must have passed
// [Check], as everything in this package has.
func members(raw []byte) map[string]json.RawMessage {
	if !isObject(raw) {
		return nil
	}
	found := make(map[string]json.RawMessage, 16)
	s := scanner{doc: raw}
	s.take('{')
	for !s.take('}') && s.pos < len(raw) {
		s.space()
		text, err := s.text()
		if err != nil || !s.take(':') {
			return nil
		}
		name, _ := unquote(text)
		if found[name] = s.skip(); found[name] == nil {
			return nil
		}
		s.take(',')
	}
	return found
}

// elements gives the items of an array, the value itself when it is none, and nothing for null.
func elements(raw []byte) [][]byte {
	if isNull(raw) {
		return nil
	}
	if !isArray(raw) {
		return [][]byte{raw}
	}
	var found [][]byte
	s := scanner{doc: raw}
	s.take('[')
	for !s.take(']') && s.pos < len(raw) {
		item := s.skip()
		if item == nil {
			return nil
		}
		if !isNull(item) {
			found = append(found, item)
		}
		s.take(',')
	}
	return found
}

// skip steps over one value and gives its bytes; nil where there is none.
func (s *scanner) skip() []byte {
	s.space()
	start := s.pos
	for depth := 0; s.pos < len(s.doc); {
		switch s.doc[s.pos] {
		case '{', '[':
			depth++
			s.pos++
		case '}', ']':
			depth--
			s.pos++
		case '"':
			if _, err := s.text(); err != nil {
				return nil
			}
		case ',', ':', ' ', '\n', '\t', '\r':
			s.pos++
			continue
		default:
			s.literal()
		}
		if depth <= 0 {
			return s.doc[start:s.pos]
		}
	}
	return nil
}

func isObject(raw []byte) bool { return firstByte(raw) == '{' }
func isArray(raw []byte) bool  { return firstByte(raw) == '[' }
func isNull(raw []byte) bool   { return string(bytes.TrimSpace(raw)) == "null" }

func firstByte(raw []byte) byte {
	if raw = bytes.TrimLeft(raw, " \t\r\n"); len(raw) > 0 {
		return raw[0]
	}
	return 0
}

// unquote reads a JSON string.
func unquote(raw []byte) (string, bool) {
	raw = bytes.TrimSpace(raw)
	if len(raw) < 2 || raw[0] != '"' || raw[len(raw)-1] != '"' {
		return "", false
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1]), true
	}
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return "", false
	}
	return text, true
}
