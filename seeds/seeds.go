// Package seeds embeds what people curate: the language pack, the rules and the
// entities that every program starts with. README.md beside it is the manual of
// the rule language.
package seeds

import "embed"

// Files holds lang, rules, entities and sources.yaml, and their parsed forms in trees.bin.
//
//go:generate go run ../internal/treegen .
//go:embed lang rules entities sources.yaml trees.bin
var Files embed.FS
