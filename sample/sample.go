// Package sample holds the sample dossier: pages of our own about invented states, people
// and outlets, with an actor file that knows them. README.md tells its story.
package sample

import "embed"

// Files has pages/ and actors.toml.
//
//go:embed pages actors.toml
var Files embed.FS
