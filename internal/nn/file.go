package nn

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"slices"
)

// magic opens a weights file; its last byte counts the versions of the form.
const magic = "readout\x02"

// A Model is everything that a weights file holds.
type Model struct {
	Shape  Shape    `json:"shape"`
	Tags   []string `json:"tags"`   // "NOUN NNS": universal and Penn tag
	Feats  []string `json:"feats"`  // "Number=Plur"
	Rels   []string `json:"rels"`   // "nsubj:pass"
	Allow  [][]int  `json:"allow"`  // features that go with each tag
	Vocab  int      `json:"vocab"`  // rows of Vectors
	Known  int      `json:"known"`  // rows of Forms, without the row for all others
	Origin string   `json:"origin"` // command and date of training

	VectorKeys Keys     `json:"-"`
	FormKeys   Keys     `json:"-"`
	Vectors    *Table   `json:"-"`
	Forms      *Table   `json:"-"` // the last row is for forms without a key
	Affix      *Table   `json:"-"` // Affixes times AffixRows rows
	Weights    *Weights `json:"-"` // matrices in panels, that of the features by columns
}

// Encode returns the bytes of a weights file. Flat are the dense weights, matrices row by
// row; the file has them as the network reads them.
func (m *Model) Encode(flat []float32) ([]byte, error) {
	flat = slices.Clone(flat)
	w, _ := m.Shape.Carve(flat)
	m.Shape.pack(w)
	head, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	out := append([]byte(magic), 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(out[len(magic):], uint32(len(head)))
	out = append(out, head...)
	out = append(out, m.VectorKeys...)
	out = append(out, m.FormKeys...)
	for _, t := range []*Table{m.Vectors, m.Forms, m.Affix} {
		out = t.Append(out)
	}
	for _, v := range flat {
		out = binary.LittleEndian.AppendUint16(out, half(v))
	}
	return out, nil
}

// ErrFile is what [Decode] returns for bytes that are no weights file.
var ErrFile = errors.New("not a weights file of this version")

// Decode reads a weights file. Tables and keys stay in data, which must not change.
func Decode(data []byte) (*Model, error) {
	if len(data) < len(magic)+4 || string(data[:len(magic)]) != magic {
		return nil, ErrFile
	}
	data = data[len(magic):]
	size := int64(binary.LittleEndian.Uint32(data))
	if data = data[4:]; size > int64(len(data)) {
		return nil, ErrFile
	}
	m := new(Model)
	if err := json.Unmarshal(data[:size], m); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	return m, m.parts(data[size:])
}

func (m *Model) check() error {
	s := m.Shape
	for _, n := range []int{s.Vector, s.Form, s.Affix, s.Width, s.Hidden, s.Layers, s.TagAt, s.Arc, s.Label, s.Tags, s.Feats, s.Rels} {
		if n < 0 || n > maxWidth {
			return fmt.Errorf("%w: size %d", ErrFile, n)
		}
	}
	if s.Tags == 0 || s.Tags != len(m.Tags) || s.Tags != len(m.Allow) || s.Feats != len(m.Feats) || s.Rels == 0 || s.Rels != len(m.Rels) ||
		(s.Input()|s.Width|s.Hidden/2|s.Arc|s.Label)%PanelWidth != 0 || (s.Vector|s.Form|s.Affix)%4 != 0 ||
		s.TagAt < 1 || s.TagAt > s.Layers || s.Width == 0 || s.Hidden == 0 || s.Arc == 0 || s.Label == 0 || s.Vector == 0 || s.Form == 0 || s.Affix == 0 ||
		m.Vocab < 0 || m.Vocab > 1<<24 || m.Known < 0 || m.Known > 1<<24 {
		return fmt.Errorf("%w: sizes do not fit", ErrFile)
	}
	for _, allowed := range m.Allow {
		for _, f := range allowed {
			if f < 0 || f >= s.Feats {
				return fmt.Errorf("%w: feature %d", ErrFile, f)
			}
		}
	}
	return nil
}

func (m *Model) parts(data []byte) error {
	_, count := m.Shape.Carve(nil)
	s := m.Shape
	want := 4*m.Vocab + 4*m.Known + m.Vocab*(4+s.Vector) + (m.Known+1)*(4+s.Form) + Affixes*AffixRows*(4+s.Affix) + 2*count
	if len(data) != want {
		return fmt.Errorf("%w: %d bytes of weights, want %d", ErrFile, len(data), want)
	}
	cut := func(n int) []byte {
		part := data[:n:n]
		data = data[n:]
		return part
	}
	table := func(rows, width int) *Table {
		return NewTable(cut(TableSize(rows, width)), rows, width)
	}
	m.VectorKeys, m.FormKeys = cut(4*m.Vocab), cut(4*m.Known)
	m.Vectors, m.Forms, m.Affix = table(m.Vocab, s.Vector), table(m.Known+1, s.Form), table(Affixes*AffixRows, s.Affix)
	flat := make([]float32, count)
	for i := range flat {
		flat[i] = math.Float32frombits(uint32(binary.LittleEndian.Uint16(data[2*i:])) << 16)
	}
	m.Weights, _ = s.Carve(flat)
	return nil
}

// Sum returns a checksum of the end of a weights file, where the dense weights are: what
// is made for the states of one network does not fit another.
func Sum(data []byte) uint32 {
	const end = 1 << 19
	return crc32.ChecksumIEEE(data[max(0, len(data)-end):])
}

// half returns the upper half of v, rounded to the nearest ("bfloat16"): dense weights are
// stored so.
func half(v float32) uint16 {
	bits := math.Float32bits(v)
	return uint16((bits + 0x7fff + bits>>16&1) >> 16)
}

func floatAt(b []byte, i int) float32 {
	return math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
}

func appendFloat(b []byte, v float32) []byte {
	return binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
}
