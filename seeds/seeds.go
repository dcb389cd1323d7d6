// Package seeds embeds what people curate: the language pack, the rules and the
// entities that every program starts with. README.md beside it is the manual of
// the rule language.
package seeds

import "embed"

// Files holds lang, rules and entities.
//
//go:embed lang rules entities
var Files embed.FS
