// Package en is the English language model: weights trained on Universal Dependencies
// treebanks, embedded in the program. See README.md for corpora, licences and scores.
package en

import (
	_ "embed"
	"sync"

	"readout/text"
)

//go:embed en.bin
var weights []byte

var load = sync.OnceValues(func() (*text.Model, error) { return text.Load(weights) })

// Load returns the model. It is made once and shared.
func Load() (*text.Model, error) { return load() }
