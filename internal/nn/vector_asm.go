//go:build (amd64 || arm64) && !purego

package nn

//go:noescape
func sigmoidVector(x *float32, n int)

//go:noescape
func expVector(x *float32, n int, top float32)

//go:noescape
func siluVector(x *float32, n int)

//go:noescape
func dotVector(a, b *float32, n int) float32

//go:noescape
func normVector(out, x, gain, bias *float32, n int, width float32) float32

//go:noescape
func convVector(out, before, here, after, taps *float32, n int)

//go:noescape
func stepVector(out, state, last, y *float32, n, width int)

//go:noescape
func rowVector(out *float32, q *byte, n int, scale float32)

//go:noescape
func rectifyVector(x *float32, n int)

// The lengths of all slices are multiples of 8, or of 4 for row, and checked by callers.

func sigmoid(x []float32) {
	if !vectors() {
		sigmoidGo(x)
		return
	}
	sigmoidVector(&x[0], len(x))
}

func exp(x []float32, top float32) {
	if !vectors() {
		expGo(x, top)
		return
	}
	expVector(&x[0], len(x), top)
}

func silu(x []float32) {
	if !vectors() {
		siluGo(x)
		return
	}
	siluVector(&x[0], len(x))
}

func dot(a, b []float32) float32 {
	if !vectors() {
		return dotGo(a, b)
	}
	return dotVector(&a[0], &b[:len(a)][0], len(a))
}

func norm(out, x, gain, bias []float32) float32 {
	if !vectors() {
		return normGo(out, x, gain, bias)
	}
	n := len(x)
	return normVector(&out[:n][0], &x[0], &gain[:n][0], &bias[:n][0], n, float32(n))
}

func conv(out, before, here, after, taps []float32) {
	if !vectors() {
		convGo(out, before, here, after, taps)
		return
	}
	n := len(here)
	convVector(&out[:n][0], &before[:n][0], &here[0], &after[:n][0], &taps[:3*n][0], n)
}

func step(out, state, last, y []float32, width int) {
	if !vectors() {
		stepGo(out, state, last, y, width)
		return
	}
	n := len(state)
	stepVector(&out[:n][0], &state[0], &last[:n][0], &y[:2*width+n][0], n, width)
}

func row(out []float32, q []byte, scale float32) {
	if !vectors() {
		rowGo(out, q, scale)
		return
	}
	rowVector(&out[:len(q)][0], &q[0], len(q), scale)
}

func rectify(x []float32) {
	if !vectors() {
		rectifyGo(x)
		return
	}
	rectifyVector(&x[0], len(x))
}
