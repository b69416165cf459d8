package nn

// StateWidth returns the number of values that State gives.
func (n *Network) StateWidth() int { return 2 * n.Shape.Width }

// State writes to out what the network has made of word i: the state that tags are read
// from and the state at the top.
func (n *Network) State(w *Work, i int, out []float32) {
	d := n.Shape.Width
	copy(out, w.tagState[i*d:(i+1)*d])
	copy(out[d:2*d], w.u[i*d:(i+1)*d])
}
