package names

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"

	"readout/internal/nn"
)

// A Shape is the sizes of a model, and what it was made for.
type Shape struct {
	Net    uint32 `json:"net"`    // nn.Sum of the network whose states are read
	Inputs [3]int `json:"inputs"` // widths of the encoder's inputs, tag states and top states
	Width  int    `json:"width"`  // of the states between layers
	Hidden int    `json:"hidden"` // of the recurrence, both directions together
	Layers int    `json:"layers"`
	Sub    int    `json:"sub"`   // width of the vectors of subwords
	Known  int    `json:"known"` // number of things that a list of names may say of a word
	// Members is the number of networks of this shape whose scores are averaged.
	Members int `json:"members"`
	// Lean is added to the scores of the types, to find more or fewer names of them.
	Lean [len(Types)]float32 `json:"lean"`
}

// widths returns the widths of all that is read of a word.
func (s Shape) widths() [4]int { return [4]int{s.Inputs[0], s.Inputs[1], s.Inputs[2], s.Sub} }

// Input returns the sum of the widths of all that is read of a word.
func (s Shape) Input() int { return s.Inputs[0] + s.Inputs[1] + s.Inputs[2] + s.Sub }

// scores is the number of columns of the scores of labels.
const scores = (Labels + nn.PanelWidth - 1) / nn.PanelWidth * nn.PanelWidth

// Scores is the number of columns of Weights.Out.
const Scores = scores

// Weights are the weights of a model, row by row.
type Weights struct {
	In, InBias       []float32 // Input x Width, Width
	Known            []float32 // Known x Width
	Layers           []nn.Layer
	TopGain, TopBias []float32 // Width
	Out, OutBias     []float32 // Width x Scores, Scores
	Step             []float32 // Labels+1 x Labels: label after label, the last row at the start
}

// Carve cuts the weights out of flat in a fixed order and returns them with the number of
// values they take. With a nil flat it only counts.
func (s Shape) Carve(flat []float32) (*Weights, int) {
	w, at := new(Weights), 0
	cut := func(n int) []float32 {
		at += n
		if flat == nil {
			return nil
		}
		return flat[at-n : at : at]
	}
	d, h := s.Width, s.Hidden
	w.In, w.InBias = cut(s.Input()*d), cut(d)
	w.Known = cut(s.Known * d)
	for range s.Layers {
		w.Layers = append(w.Layers, nn.Layer{
			Gain: cut(d), Bias: cut(d), Taps: cut(3 * d), In: cut(d * 3 * h), InBias: cut(3 * h), Out: cut(h * d),
		})
	}
	w.TopGain, w.TopBias = cut(d), cut(d)
	w.Out, w.OutBias = cut(d*scores), cut(scores)
	w.Step = cut((Labels + 1) * Labels)
	return w, at
}

// Encode returns the bytes of a model: its shape in JSON after its length, then its
// members.
func Encode(s Shape, members [][]byte) ([]byte, error) {
	s.Members = len(members)
	head, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(head)))
	out = append(out, head...)
	return append(out, bytes.Join(members, nil)...), nil
}

// EncodeMember returns the bytes of one network: the weights, two bytes each, and the
// vectors of subwords, SubRows of them.
func EncodeMember(s Shape, flat, sub []float32) []byte {
	out := make([]byte, 0, 2*len(flat))
	for _, v := range flat {
		bits := math.Float32bits(v)
		out = binary.LittleEndian.AppendUint16(out, uint16((bits+0x7fff+bits>>16&1)>>16))
	}
	return nn.Quantise(sub, s.Sub).Append(out)
}

// ErrFile is what [Decode] returns for bytes that are no model.
var ErrFile = errors.New("not the weights of a model of names")

// Decode reads a model.
func Decode(data []byte) (*Model, error) {
	if len(data) < 4 || uint64(binary.LittleEndian.Uint32(data)) > uint64(len(data)-4) {
		return nil, ErrFile
	}
	data, head := data[4+binary.LittleEndian.Uint32(data):], data[4:4+binary.LittleEndian.Uint32(data)]
	var s Shape
	if err := json.Unmarshal(head, &s); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	const most, mostMembers = 1024, 8
	for _, n := range []int{s.Inputs[0], s.Inputs[1], s.Inputs[2], s.Width, s.Hidden, s.Layers, s.Sub, s.Known, s.Members} {
		if n < 1 || n > most {
			return nil, fmt.Errorf("%w: size %d", ErrFile, n)
		}
	}
	_, count := s.Carve(nil)
	size := 2*count + nn.TableSize(SubRows, s.Sub)
	if s.Width%nn.PanelWidth != 0 || s.Hidden%(2*nn.PanelWidth) != 0 || s.Sub%4 != 0 || s.Layers > 16 || s.Members > mostMembers || len(data) != s.Members*size {
		return nil, fmt.Errorf("%w: sizes do not fit", ErrFile)
	}
	m := newModel(s)
	for ; len(data) > 0; data = data[size:] {
		flat := make([]float32, count)
		for i := range flat {
			flat[i] = math.Float32frombits(uint32(binary.LittleEndian.Uint16(data[2*i:])) << 16)
		}
		m.join(newMember(s, flat, nn.NewTable(data[2*count:size], SubRows, s.Sub)))
	}
	return m, nil
}
