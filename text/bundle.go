package text

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// A weights file is the line bundleMagic and then its parts by name: the length of the
// name in one byte, the name, the length of the data in four bytes, little endian, and the
// data.
const bundleMagic = "readout language model 1\n"

// The names of the parts of a weights file.
const (
	PartNet     = "net"     // tags and trees, see package nn
	PartSegment = "segment" // words and sentences
	PartLemma   = "lemma"
	PartNames   = "names"
	PartCoref   = "coref" // what pronouns mean, see package linear
)

// ErrModel is what [Load] and [Unbundle] return for bytes that are no weights file.
var ErrModel = errors.New("not a language model")

// Bundle returns a weights file of the parts.
func Bundle(parts map[string][]byte) []byte {
	out := []byte(bundleMagic)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		out = append(append(out, byte(len(name))), name...)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(parts[name])))
		out = append(out, parts[name]...)
	}
	return out
}

// Unbundle returns the parts of a weights file, slices of data.
func Unbundle(data []byte) (map[string][]byte, error) {
	if len(data) < len(bundleMagic) || string(data[:len(bundleMagic)]) != bundleMagic {
		return nil, ErrModel
	}
	data = data[len(bundleMagic):]
	parts := make(map[string][]byte)
	for len(data) > 0 {
		name, rest, ok := cutPart(data, int64(data[0]), 1)
		if !ok || len(rest) < 4 {
			return nil, fmt.Errorf("%w: cut off", ErrModel)
		}
		part, rest, ok := cutPart(rest, int64(binary.LittleEndian.Uint32(rest)), 4)
		if !ok {
			return nil, fmt.Errorf("%w: part %q is cut off", ErrModel, name)
		}
		parts[string(name)], data = part, rest
	}
	return parts, nil
}

// cutPart returns the n bytes after the first skip bytes, and what follows.
func cutPart(data []byte, n int64, skip int) (part, rest []byte, ok bool) {
	data = data[skip:]
	if n > int64(len(data)) {
		return nil, nil, false
	}
	return data[:n:n], data[n:], true
}
