package attribution

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"strings"

	"readout/internal/nn"
	"readout/text"
)

// magic opens a weights file; its digit counts the versions of the form. After it come the
// tables of cues, of roles and of wholes, the network beside the last, and groups of words.
const magic = "readout attribution 2\n"

// ErrFile is what [Load] returns for bytes that are no weights file.
var ErrFile = errors.New("not a weights file of attributions")

// maxSlots bounds the slots of a table.
const maxSlots = 1 << 24

// Load makes a model of the bytes of a weights file, which it reads in place: they must not
// change afterwards. It reads word vectors from the language model that the weights were made
// with.
func Load(data []byte, language *text.Model) (*Model, error) {
	if !strings.HasPrefix(string(data[:min(len(data), len(magic))]), magic) {
		return nil, ErrFile
	}
	sum := crc32.ChecksumIEEE(data)
	data = data[len(magic):]
	keys, rows := language.Vectors()
	m := &Model{vectors: &vectors{keys, rows}, version: fmt.Sprintf("%08x", sum)}
	var err error
	for _, part := range []struct {
		to      **table
		columns int
	}{{&m.cues, 3}, {&m.roles, 6}, {&m.wholes, wholeColumns}} {
		if *part.to, data, err = cutTable(data, part.columns); err != nil {
			return nil, err
		}
	}
	if m.dense, data, err = cutDense(data, rows.Width); err != nil {
		return nil, err
	}
	m.groups, err = cutGroups(data)
	return m, err
}

// Version names the weights. That of no model is "rules".
func (m *Model) Version() string {
	if m == nil {
		return "rules"
	}
	return m.version
}

// cutTable reads a table: its slots in four bytes, the scale in four, rows.
func cutTable(data []byte, columns int) (*table, []byte, error) {
	const header = 8
	if len(data) < header {
		return nil, nil, fmt.Errorf("%w: table", ErrFile)
	}
	t := &table{columns: columns, slots: binary.LittleEndian.Uint32(data), scale: math.Float32frombits(binary.LittleEndian.Uint32(data[4:]))}
	n := header + (columns+1)*int(t.slots) + padding
	if t.slots == 0 || t.slots > maxSlots || len(data) < n || math.IsNaN(float64(t.scale)) || math.IsInf(float64(t.scale), 0) {
		return nil, nil, fmt.Errorf("%w: table is cut off", ErrFile)
	}
	t.rows = data[header:n:n]
	return t.ready(), data[n:], nil
}

func (t *table) append(to []byte) []byte {
	to = binary.LittleEndian.AppendUint32(to, t.slots)
	to = binary.LittleEndian.AppendUint32(to, math.Float32bits(t.scale))
	return append(to, t.rows...)
}

// cutGroups reads the number of words in four bytes, their keys, and their groups.
func cutGroups(data []byte) (*groups, error) {
	if len(data) < 4 {
		return nil, fmt.Errorf("%w: groups", ErrFile)
	}
	n := int(binary.LittleEndian.Uint32(data))
	if data = data[4:]; len(data) != 8*n {
		return nil, fmt.Errorf("%w: groups are cut off", ErrFile)
	}
	return &groups{keys: nn.Keys(data[:4*n]), rows: data[4*n:]}, nil
}

// Bytes returns the weights file of the model.
func (m *Model) Bytes() []byte {
	out := []byte(magic)
	for _, t := range []*table{m.cues, m.roles, m.wholes} {
		out = t.append(out)
	}
	out = m.dense.append(out)
	if m.groups == nil {
		return binary.LittleEndian.AppendUint32(out, 0)
	}
	out = binary.LittleEndian.AppendUint32(out, uint32(len(m.groups.keys)/4))
	return append(append(out, m.groups.keys...), m.groups.rows...)
}
