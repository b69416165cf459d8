package attribution

import (
	"encoding/binary"

	"readout/internal/nn"
)

// groups are words of like use, in a coarser and a finer division, by the key of the word.
type groups struct {
	keys nn.Keys
	rows []byte // two bytes for each division, little endian
}

// of returns a word's groups, counted from 1; 0 for a word without.
func (g *groups) of(form uint32) [2]uint16 {
	if g == nil || len(g.keys) == 0 {
		return [2]uint16{}
	}
	row := g.keys.Find(form)
	if row < 0 {
		return [2]uint16{}
	}
	at := g.rows[4*row:]
	return [2]uint16{binary.LittleEndian.Uint16(at), binary.LittleEndian.Uint16(at[2:])}
}
