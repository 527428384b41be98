package words

// Sentence is a text of the interface with what belongs into it, which is said once it is known in what language.
type Sentence struct {
	English string
	Values  []any
}

// Say makes a sentence. What is no text of the interface, such as the message of a program, is one without values.
func Say(english string, values ...any) Sentence { return Sentence{english, values} }

// String is the sentence in English.
func (s Sentence) String() string { return English.Say(s) }

// Say is a sentence in the language.
func (l *Language) Say(s Sentence) string { return l.Text(s.English, s.Values...) }
