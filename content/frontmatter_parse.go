package content

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"gopkg.in/yaml.v3"
)

const firstLine = 2 // of the block, in the file

var yamlLine = regexp.MustCompile(`line (\d+): (.*)`)

func parseYAML(block []byte) ([]entry, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(block, &root); err != nil {
		return nil, yamlError(err, block)
	}
	if len(root.Content) == 0 {
		return nil, nil
	}
	mapping := root.Content[0]
	if mapping.Kind != yaml.MappingNode {
		return nil, &FrontMatterError{mapping.Line + firstLine - 1, "it holds no keys", "write each entry as key: value"}
	}
	var entries []entry
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key, value := mapping.Content[i], mapping.Content[i+1]
		for value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		e := entry{key: key.Value, line: key.Line + firstLine - 1, isScalar: value.Kind == yaml.ScalarNode}
		if e.isScalar && value.Tag != "!!null" {
			e.scalar = value.Value
		}
		var decoded any
		if err := value.Decode(&decoded); err != nil {
			return nil, yamlError(err, block)
		}
		e.value = plainValue(decoded)
		if slices.ContainsFunc(entries, func(other entry) bool { return other.key == e.key }) {
			return nil, &FrontMatterError{e.line, fmt.Sprintf("%q is there twice", e.key), "keep one of them"}
		}
		entries = append(entries, e)
	}
	return entries, nil
}

func yamlError(err error, block []byte) error {
	e := &FrontMatterError{Line: firstLine, Problem: strings.TrimPrefix(err.Error(), "yaml: "),
		Remedy: "write each entry as key: value, with lists and groups below it indented by two spaces"}
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ := strconv.Atoi(m[1])
		e.Line, e.Problem = line+firstLine-1, m[2]
	}
	switch text := lineOf(block, e.Line-firstLine+1); {
	case strings.Contains(e.Problem, "mapping values are not allowed"):
		e.Remedy = `put quotation marks around a value that has a colon: title: "One: two"`
	case strings.HasPrefix(text, "\t") || strings.Contains(e.Problem, "cannot start any token"):
		e.Remedy = "indent with spaces, not tabs, and put quotation marks around a value that begins with a special character"
	}
	return e
}

func lineOf(block []byte, line int) string {
	lines := strings.Split(string(block), "\n")
	if line < 1 || line > len(lines) {
		return ""
	}
	return lines[line-1]
}

func parseTOML(block []byte) ([]entry, error) {
	var root map[string]any
	meta, err := toml.Decode(string(block), &root)
	if err != nil {
		return nil, tomlError(err)
	}
	var entries []entry
	for _, key := range meta.Keys() {
		name := key[0]
		if slices.ContainsFunc(entries, func(e entry) bool { return e.key == name }) {
			continue
		}
		value := plainValue(root[name])
		e := entry{key: name, line: tomlLine(block, name), value: value}
		switch value.(type) {
		case map[string]any, []any:
		case time.Time:
			e.isScalar, e.scalar = true, tomlTime(root[name].(time.Time))
		default:
			e.isScalar, e.scalar = true, scalarText(value)
		}
		entries = append(entries, e)
	}
	return entries, nil
}

func tomlError(err error) error {
	e := &FrontMatterError{Line: firstLine, Problem: err.Error(), Remedy: `write each entry as key = "value"`}
	var parse toml.ParseError
	if errors.As(err, &parse) {
		e.Line = parse.Position.Line + firstLine - 1
		if e.Problem = parse.Message; e.Problem == "" {
			e.Problem = "it is not valid TOML"
		}
	}
	return e
}

// tomlTime writes a TOML time as text again. Local times have no zone: they are UTC here.
func tomlTime(t time.Time) string {
	switch t.Location().String() {
	case "datetime-local", "date-local", "time-local":
		return t.Format("2006-01-02 15:04:05")
	}
	return t.Format(time.RFC3339)
}

// tomlLine finds the line of a top-level key, for messages only.
func tomlLine(block []byte, name string) int {
	for i, line := range strings.Split(string(block), "\n") {
		if strings.HasPrefix(strings.TrimLeft(line, ` "'[`), name) {
			return i + firstLine
		}
	}
	return firstLine
}

// plainValue brings what the two parsers give to one shape that JSON can carry.
func plainValue(v any) any {
	switch v := v.(type) {
	case int:
		return int64(v)
	case uint64:
		return float64(v)
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return strconv.FormatFloat(v, 'g', -1, 64)
		}
	case []any:
		for i := range v {
			v[i] = plainValue(v[i])
		}
	case []map[string]any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = plainValue(v[i])
		}
		return list
	case map[string]any:
		for k := range v {
			v[k] = plainValue(v[k])
		}
	case map[any]any:
		m := make(map[string]any, len(v))
		for k, value := range v {
			m[fmt.Sprint(k)] = plainValue(value)
		}
		return m
	}
	return v
}
