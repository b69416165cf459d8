package en

import (
	_ "embed"
	"sync"

	"readout/internal/attribution"
)

//go:embed attribution.bin
var attributionWeights []byte

var loadAttribution = sync.OnceValues(func() (*attribution.Model, error) {
	language, err := Load()
	if err != nil {
		return nil, err
	}
	return attribution.Load(attributionWeights, language)
})

// LoadAttribution returns the finder of attributions. It is made once and shared.
func LoadAttribution() (*attribution.Model, error) { return loadAttribution() }
