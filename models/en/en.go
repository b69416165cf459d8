// Package en is the English language model: weights trained on Universal Dependencies
// treebanks, embedded in the program. See README.md for corpora, licences and scores.
package en

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"sync"

	"readout/text"
)

//go:embed en.bin
var weights []byte

var load = sync.OnceValues(func() (*text.Model, error) { return text.Load(weights) })

// Load returns the model. It is made once and shared.
func Load() (*text.Model, error) { return load() }

// Checksums returns the SHA-256 of the model's files in this program, in hexadecimal, by name.
func Checksums() map[string]string {
	out := make(map[string]string)
	for name, b := range map[string][]byte{"en.bin": weights, "attribution.bin": attributionWeights} {
		sum := sha256.Sum256(b)
		out[name] = hex.EncodeToString(sum[:])
	}
	return out
}
