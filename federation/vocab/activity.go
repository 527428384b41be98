package vocab

// Activity is something an actor does: Create, Follow, Like, Announce, Undo ...
type Activity struct {
	Base
	Actor      Item // empty when there is none, or several
	Object     Items
	Target     Item
	Instrument Items
	Result     Items
}

func (a *Activity) table() []field {
	// Who does what comes right behind id and type: easier to read in a log, and nobody else cares.
	base := a.baseFields()
	rows := append([]field{}, base[:2]...)
	rows = append(rows,
		field{"actor", sole{one{&a.Actor}}},
		field{"object", many{&a.Object, never}},
		field{"target", one{&a.Target}},
		field{"instrument", many{&a.Instrument, never}},
		field{"result", many{&a.Result, never}},
	)
	return append(rows, base[2:]...)
}

// Activity reads the item as an activity; it fails when only the id is here.
func (i Item) Activity() (*Activity, error) {
	a := &Activity{}
	return a, i.into(a, "an activity")
}

// DecodeActivity reads a document as an activity. See [Decode].
func DecodeActivity(doc []byte) (*Activity, error) {
	a := &Activity{}
	return a, decode(doc, a, "an activity")
}
