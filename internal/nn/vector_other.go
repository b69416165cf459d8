//go:build (!amd64 && !arm64) || purego

package nn

func sigmoid(x []float32)                           { sigmoidGo(x) }
func exp(x []float32, top float32)                  { expGo(x, top) }
func silu(x []float32)                              { siluGo(x) }
func dot(a, b []float32) float32                    { return dotGo(a, b) }
func norm(out, x, gain, bias []float32) float32     { return normGo(out, x, gain, bias) }
func conv(out, before, here, after, taps []float32) { convGo(out, before, here, after, taps) }
func step(out, state, last, y []float32, width int) { stepGo(out, state, last, y, width) }
func row(out []float32, q []byte, scale float32)    { rowGo(out, q, scale) }
func rectify(x []float32)                           { rectifyGo(x) }
