package lemma

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// ErrFormat is what Parse returns for bytes that are no model.
var ErrFormat = errors.New("not a lemma model")

// magic starts a model; its last byte is the version of keys and file.
const magic = "lemma\x01"

// Bytes returns the model as Parse reads it.
func (m *Model) Bytes() []byte {
	b := []byte(magic)
	b = binary.LittleEndian.AppendUint16(b, uint16(len(m.edits)))
	for _, e := range m.edits {
		b = append(b, e.letters|byte(bit(e.whole)<<2), byte(e.drop), byte(len(e.add)))
		b = append(b, e.add...)
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(len(m.table)))
	for _, k := range slices.Sorted(maps.Keys(m.table)) {
		b = binary.LittleEndian.AppendUint32(b, k)
		b = binary.LittleEndian.AppendUint16(b, m.table[k])
	}
	for _, k := range slices.Sorted(maps.Keys(m.known)) {
		b = binary.LittleEndian.AppendUint32(b, k)
	}
	return b
}

// Parse reads what Bytes wrote.
func Parse(b []byte) (*Model, error) {
	if len(b) < len(magic)+2 || string(b[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: header", ErrFormat)
	}
	m := &Model{edits: make([]edit, binary.LittleEndian.Uint16(b[len(magic):]))}
	b = b[len(magic)+2:]
	for i := range m.edits {
		if len(b) < 3 || len(b) < 3+int(b[2]) {
			return nil, fmt.Errorf("%w: edits", ErrFormat)
		}
		n := int(b[2])
		m.edits[i] = edit{letters: b[0] & 3, whole: b[0]&4 != 0, drop: int(b[1]), add: string(b[3 : 3+n])}
		b = b[3+n:]
	}
	if len(b) < 4 {
		return nil, fmt.Errorf("%w: table", ErrFormat)
	}
	n := int64(binary.LittleEndian.Uint32(b))
	b = b[4:]
	if int64(len(b)) < 6*n || (int64(len(b))-6*n)%4 != 0 {
		return nil, fmt.Errorf("%w: table", ErrFormat)
	}
	m.table = make(map[uint32]uint16, n)
	for ; n > 0; n, b = n-1, b[6:] {
		e := binary.LittleEndian.Uint16(b[4:])
		if int(e) >= len(m.edits) {
			return nil, fmt.Errorf("%w: edit %d", ErrFormat, e)
		}
		m.table[binary.LittleEndian.Uint32(b)] = e
	}
	m.known = make(map[uint32]bool, len(b)/4)
	for ; len(b) > 0; b = b[4:] {
		m.known[binary.LittleEndian.Uint32(b)] = true
	}
	return m, nil
}
