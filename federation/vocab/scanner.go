package vocab

import (
	"bytes"
	"encoding/json"
	"strings"
)

// scanner cuts JSON into tokens: brackets, strings, numbers and words. It does not judge what it reads, that is for
// [Check]; malformed JSON gives it odd tokens, but never more of them than bytes.
type scanner struct {
	doc []byte
	pos int
}

// peek gives the first byte of the next token, past white space, commas and colons; 0 at the end.
func (s *scanner) peek() byte {
	for ; s.pos < len(s.doc); s.pos++ {
		if c := s.doc[s.pos]; strings.IndexByte(" \t\r\n,:", c) < 0 {
			return c
		}
	}
	return 0
}

// token steps over a token and gives its bytes; none at the end.
func (s *scanner) token() []byte {
	first := s.peek()
	start := s.pos
	switch first {
	case 0:
	case '{', '}', '[', ']':
		s.pos++
	case '"':
		for s.pos++; s.pos < len(s.doc) && s.doc[s.pos] != '"'; s.pos++ {
			if s.doc[s.pos] == '\\' {
				s.pos++
			}
		}
		s.pos = min(s.pos+1, len(s.doc))
	default:
		for s.pos < len(s.doc) && strings.IndexByte(" \t\r\n,:[]{}\"", s.doc[s.pos]) < 0 {
			s.pos++
		}
	}
	return s.doc[start:s.pos]
}

// skip steps over a token and, if it opens an array or object, everything up to its end.
func (s *scanner) skip() []byte {
	s.peek()
	start := s.pos
	for depth := 0; ; {
		switch first := s.peek(); first {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
		if token := s.token(); depth <= 0 || len(token) == 0 {
			return s.doc[start:s.pos]
		}
	}
}

// members splits an object into its members, whose bytes alias raw; nil when raw is no object.
func members(raw []byte) map[string]json.RawMessage {
	if !isObject(raw) {
		return nil
	}
	found := make(map[string]json.RawMessage, 16)
	s := scanner{doc: raw}
	for s.token(); s.peek() == '"'; {
		name := unquote(s.token())
		found[name] = s.skip()
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
	for s.token(); s.peek() != ']' && s.peek() != 0; {
		if item := s.skip(); !isNull(item) {
			found = append(found, item)
		}
	}
	return found
}

func isObject(raw []byte) bool { return bytes.HasPrefix(trim(raw), []byte("{")) }
func isArray(raw []byte) bool  { return bytes.HasPrefix(trim(raw), []byte("[")) }
func isNull(raw []byte) bool   { return string(trim(raw)) == "null" }

func trim(raw []byte) []byte { return bytes.Trim(raw, " \t\r\n") }

// unquote reads a JSON string; "" for anything else.
func unquote(raw []byte) string {
	raw = trim(raw)
	if len(raw) < 2 || raw[0] != '"' || raw[len(raw)-1] != '"' {
		return ""
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1])
	}
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return ""
	}
	return text
}
