package themes

import (
	"slices"
	"strings"
	"text/template/parse"

	"pamphlet/content/words"
)

// misnamed are names of settings, icons, files and sheets that there are not, wherever a template has them: a sample
// page may not come by.
func (p *page) misnamed(t *Theme, templates map[string]string) []Fault {
	known := map[string]func(name string) error{
		"asset":   func(name string) error { _, err := t.assetOrError(name); return err },
		"style":   func(name string) error { _, err := t.inlineStyle(name); return err },
		"icon":    func(name string) error { _, err := icon(name); return err },
		"setting": func(name string) error { _, err := t.settingOrError(nil, name); return err },
	}
	var faults []Fault
	for _, tree := range p.trees {
		for _, call := range calls(tree.Root) {
			function, ok := call.Args[0].(*parse.IdentifierNode)
			if !ok || known[function.Ident] == nil {
				continue
			}
			name, ok := call.Args[len(call.Args)-1].(*parse.StringNode)
			if !ok {
				continue
			}
			if err := known[function.Ident](name.Text); err != nil {
				text := templates[strings.TrimPrefix(tree.ParseName, "templates/")]
				faults = append(faults, Fault{tree.ParseName, lineAt(text, min(int(name.Pos), len(text))), words.Say(err.Error()), words.Say("Correct the name.")})
			}
		}
	}
	return faults
}

// calls are all commands in a template, also those within others.
func calls(list *parse.ListNode) []*parse.CommandNode {
	if list == nil {
		return nil
	}
	var found []*parse.CommandNode
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.ActionNode:
			found = append(found, inPipe(n.Pipe)...)
		case *parse.TemplateNode:
			found = append(found, inPipe(n.Pipe)...)
		}
		if branch, _ := branchOf(node); branch != nil {
			found = slices.Concat(found, inPipe(branch.Pipe), calls(branch.List), calls(branch.ElseList))
		}
	}
	return found
}

func inPipe(pipe *parse.PipeNode) []*parse.CommandNode {
	if pipe == nil {
		return nil
	}
	found := slices.Clone(pipe.Cmds)
	for _, command := range pipe.Cmds {
		for _, arg := range command.Args {
			if inner, ok := arg.(*parse.PipeNode); ok {
				found = append(found, inPipe(inner)...)
			}
		}
	}
	return found
}
