package fediverse

import "slices"

// IgnoresEdits reports whether a software keeps an article as it first came. Read from Misskey 2025.11
// (ApInboxService.ts): its update takes actors and polls only.
func IgnoresEdits(software string) bool { return slices.Contains(misskeyForm().software, software) }
