package themes

import (
	"fmt"
	"strings"
	"text/template/parse"

	"pamphlet/content/words"
)

// walker looks through one template's tree: it refuses what nests too deep,
// and puts a meter into every place that can run more than once.
type walker struct {
	file, text string
	faults     []Fault
}

func (w *walker) line(pos parse.Pos) int {
	return 1 + strings.Count(w.text[:min(int(pos), len(w.text))], "\n")
}

func (w *walker) list(list *parse.ListNode, depth, ranges int) {
	if list == nil || len(w.faults) > 0 {
		return
	}
	if depth > maxNesting || ranges > maxRanges {
		w.faults = append(w.faults, Fault{w.file, w.line(list.Position()),
			words.Say("nested deeper than %d blocks or %d ranges", maxNesting, maxRanges),
			words.Say("Move the inner part to a partial.")})
		return
	}
	for _, node := range list.Nodes {
		branch, isRange := branchOf(node)
		if branch == nil {
			continue
		}
		inner := ranges
		if isRange {
			inner++
		}
		w.list(branch.List, depth+1, inner)
		w.list(branch.ElseList, depth+1, ranges)
	}
}

func branchOf(node parse.Node) (branch *parse.BranchNode, isRange bool) {
	switch n := node.(type) {
	case *parse.IfNode:
		return &n.BranchNode, false
	case *parse.WithNode:
		return &n.BranchNode, false
	case *parse.RangeNode:
		return &n.BranchNode, true
	}
	return nil, false
}

// meter wraps a template's body in enter and leave, and begins every range
// body with a step. They are assignments: a bare action would be escaped into
// the page.
func (w *walker) meter(root *parse.ListNode) {
	w.meterRanges(root)
	first := w.assignment("__enter", root.Position())
	last := w.assignment("__leave", root.Position())
	root.Nodes = append(append([]parse.Node{first}, root.Nodes...), last)
}

func (w *walker) meterRanges(list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		branch, isRange := branchOf(node)
		if branch == nil {
			continue
		}
		w.meterRanges(branch.List)
		w.meterRanges(branch.ElseList)
		if isRange {
			step := w.assignment("__step", node.Position())
			branch.List.Nodes = append([]parse.Node{step}, branch.List.Nodes...)
		}
	}
}

// assignment builds {{$__ := NAME "file:line"}}.
func (w *walker) assignment(function string, pos parse.Pos) parse.Node {
	text := fmt.Sprintf("{{$__ := %s %q}}", function, fmt.Sprintf("%s:%d", w.file, w.line(pos)))
	tree, err := parse.New(w.file).Parse(text, "", "", map[string]*parse.Tree{}, meters)
	if err != nil { // the text above is always well formed
		return &parse.TextNode{NodeType: parse.NodeText}
	}
	return tree.Root.Nodes[0]
}

// meters are known to no template but through the walker.
var meters = map[string]any{"__enter": true, "__leave": true, "__step": true}

// uses collects every {{template}} in a tree.
func uses(list *parse.ListNode, found []*parse.TemplateNode) []*parse.TemplateNode {
	if list == nil {
		return found
	}
	for _, node := range list.Nodes {
		if use, ok := node.(*parse.TemplateNode); ok {
			found = append(found, use)
		}
		if branch, _ := branchOf(node); branch != nil {
			found = uses(branch.ElseList, uses(branch.List, found))
		}
	}
	return found
}
