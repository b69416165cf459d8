package nn

// States are what the network has made of the words of one run, row by row: their inputs,
// Shape.Input wide, the states that tags are read from and those at the top, Shape.Width
// wide.
type States struct{ Input, Tag, Top []float32 }

// States returns the states of the last [Network.Encode], which the next one overwrites.
func (w *Work) States() States { return States{w.input, w.tagState, w.top} }
