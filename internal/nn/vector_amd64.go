//go:build amd64 && !purego

package nn

import "golang.org/x/sys/cpu"

//go:noescape
func sigmoidAVX2(x *float32, n int)

//go:noescape
func expAVX2(x *float32, n int, top float32)

//go:noescape
func siluAVX2(x *float32, n int)

//go:noescape
func dotAVX2(a, b *float32, n int) float32

//go:noescape
func normAVX2(out, x, gain, bias *float32, n int, width float32) float32

//go:noescape
func convAVX2(out, before, here, after, taps *float32, n int)

//go:noescape
func stepAVX2(out, state, last, y *float32, n, width int)

//go:noescape
func rowAVX2(out *float32, q *byte, n int, scale float32)

//go:noescape
func rectifyAVX2(x *float32, n int)

// The lengths of all slices are multiples of 8, or of 4 for row, and checked by callers.

func sigmoid(x []float32) {
	if !cpu.X86.HasAVX2 {
		sigmoidGo(x)
		return
	}
	sigmoidAVX2(&x[0], len(x))
}

func exp(x []float32, top float32) {
	if !cpu.X86.HasAVX2 {
		expGo(x, top)
		return
	}
	expAVX2(&x[0], len(x), top)
}

func silu(x []float32) {
	if !cpu.X86.HasAVX2 {
		siluGo(x)
		return
	}
	siluAVX2(&x[0], len(x))
}

func dot(a, b []float32) float32 {
	if !cpu.X86.HasAVX2 {
		return dotGo(a, b)
	}
	return dotAVX2(&a[0], &b[:len(a)][0], len(a))
}

func norm(out, x, gain, bias []float32) float32 {
	if !cpu.X86.HasAVX2 {
		return normGo(out, x, gain, bias)
	}
	n := len(x)
	return normAVX2(&out[:n][0], &x[0], &gain[:n][0], &bias[:n][0], n, float32(n))
}

func conv(out, before, here, after, taps []float32) {
	if !cpu.X86.HasAVX2 {
		convGo(out, before, here, after, taps)
		return
	}
	n := len(here)
	convAVX2(&out[:n][0], &before[:n][0], &here[0], &after[:n][0], &taps[:3*n][0], n)
}

func step(out, state, last, y []float32, width int) {
	if !cpu.X86.HasAVX2 {
		stepGo(out, state, last, y, width)
		return
	}
	n := len(state)
	stepAVX2(&out[:n][0], &state[0], &last[:n][0], &y[:2*width+n][0], n, width)
}

func row(out []float32, q []byte, scale float32) {
	if !cpu.X86.HasAVX2 {
		rowGo(out, q, scale)
		return
	}
	rowAVX2(&out[:len(q)][0], &q[0], len(q), scale)
}

func rectify(x []float32) {
	if !cpu.X86.HasAVX2 {
		rectifyGo(x)
		return
	}
	rectifyAVX2(&x[0], len(x))
}
