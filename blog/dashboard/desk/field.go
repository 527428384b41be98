package desk

// fieldView is one labelled field of a form.
type fieldView struct {
	Name, Label, Value string
	Problem            string
	Hint               string // below the field
	Kind               string // input type; "area" for several lines
	Complete           string // autocomplete
	List               string // id of a list of suggestions
	Rows               int
	Needed             bool
}

// fieldProblem is the sentence below a field that was refused.
type fieldProblem struct{ ID, Text string }

func newField(name, label, value string, p Problems) fieldView {
	return fieldView{Name: name, Label: label, Value: value, Problem: p[name], Kind: "text", Complete: "off"}
}

// Help adds a sentence below the field.
func (f fieldView) Help(sentence string) fieldView { f.Hint = sentence; return f }

// As sets the input type and what a browser may fill in.
func (f fieldView) As(kind, complete string) fieldView {
	f.Kind, f.Complete = kind, complete
	return f
}

// Area makes the field several lines high.
func (f fieldView) Area(rows int) fieldView { f.Kind, f.Rows = "area", rows; return f }

// Suggest offers the list with this id.
func (f fieldView) Suggest(list string) fieldView { f.List = list; return f }

// Required marks a field that cannot be left empty.
func (f fieldView) Required() fieldView { f.Needed = true; return f }

// ID is the field's element.
func (f fieldView) ID() string { return "f-" + f.Name }
