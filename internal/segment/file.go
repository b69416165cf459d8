package segment

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"

	"readout/internal/linear"
)

// ErrFormat is what Parse returns for bytes that are no model.
var ErrFormat = errors.New("not a segmentation model")

// magic starts a model; its last byte is the version of features and file.
const magic = "segment\x01"

// Bytes returns the model as Parse reads it.
func (m *Model) Bytes() []byte {
	b := []byte(magic)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(m.inner)))
	for _, form := range slices.Sorted(maps.Keys(m.inner)) {
		b = append(b, byte(len(form)))
		b = append(b, form...)
		b = append(b, byte(m.inner[form]))
	}
	b = append(b, m.token.Bytes()...)
	return append(b, m.sentence.Bytes()...)
}

// Parse reads what Bytes wrote.
func Parse(b []byte) (*Model, error) {
	if len(b) < len(magic)+4 || string(b[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: header", ErrFormat)
	}
	n := binary.LittleEndian.Uint32(b[len(magic):])
	b = b[len(magic)+4:]
	m := &Model{inner: make(map[string]int)}
	for range n {
		if len(b) < 2 || len(b) < 2+int(b[0]) {
			return nil, fmt.Errorf("%w: forms", ErrFormat)
		}
		form, cut := string(b[1:1+b[0]]), int(b[1+b[0]])
		if cut <= 0 || cut >= len(form) {
			return nil, fmt.Errorf("%w: %q is cut at %d", ErrFormat, form, cut)
		}
		m.inner[form] = cut
		b = b[2+len(form):]
	}
	var err error
	if m.token, b, err = linear.Parse(b); err == nil {
		m.sentence, _, err = linear.Parse(b)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	if m.token.Columns() != 3 || m.sentence.Columns() != 1 {
		return nil, fmt.Errorf("%w: classes", ErrFormat)
	}
	return m, nil
}
