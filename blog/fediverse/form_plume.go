package fediverse

import "pamphlet/federation/vocab"

// plumeForm is read from Plume of April 2025 (plume-models/src/posts.rs): an article belongs to a person and a Group, both
// in attributedTo, and has its cover in "icon". A personal blog has no Group, so its articles stay as they are and Plume
// does not take them.
func plumeForm() form {
	return form{software: []string{"plume"}, article: func(doc *vocab.Object) {
		if len(doc.Audience) == 0 {
			return
		}
		doc.AttributedTo = vocab.Refs(doc.Author(), doc.Audience[0])
		doc.Icon = doc.Image
	}}
}
