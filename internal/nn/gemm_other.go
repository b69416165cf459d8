//go:build (!amd64 && !arm64) || purego

package nn

func mulPanel(c []float32, ldc int, a []float32, rs, ks, m int, panel []float32, k int) {
	mulPanelGo(c, ldc, a, rs, ks, m, panel, k)
}

// Kernel names the vector instructions that this machine is used with, "" for none.
func Kernel() string { return "" }
