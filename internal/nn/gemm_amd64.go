//go:build amd64 && !purego

package nn

import "golang.org/x/sys/cpu"

// The kernels add to rows of 16 values at c the products of k values of a and a panel.
// Row and step widths are in bytes.

//go:noescape
func mul12AVX512(c *float32, ldc uintptr, a *float32, rs, ks uintptr, panel *float32, k uintptr)

//go:noescape
func mul4AVX512(c *float32, ldc uintptr, a *float32, rs, ks uintptr, panel *float32, k uintptr)

//go:noescape
func mul4AVX2(c *float32, ldc uintptr, a *float32, rs, ks uintptr, panel *float32, k uintptr)

//go:noescape
func mul1AVX2(c *float32, a *float32, ks uintptr, panel *float32, k uintptr)

// vectors reports whether this machine has what the vector code needs.
func vectors() bool { return cpu.X86.HasAVX2 }

func mulPanel(c []float32, ldc int, a []float32, rs, ks, m int, panel []float32, k int) {
	if !vectors() {
		mulPanelGo(c, ldc, a, rs, ks, m, panel, k)
		return
	}
	i, cb, rb, kb, kn := 0, uintptr(ldc)*4, uintptr(rs)*4, uintptr(ks)*4, uintptr(k)
	if cpu.X86.HasAVX512F && cpu.X86.HasAVX512VL {
		for ; i+12 <= m; i += 12 {
			mul12AVX512(&c[i*ldc], cb, &a[i*rs], rb, kb, &panel[0], kn)
		}
		for ; i+4 <= m; i += 4 {
			mul4AVX512(&c[i*ldc], cb, &a[i*rs], rb, kb, &panel[0], kn)
		}
	}
	for ; i+4 <= m; i += 4 {
		mul4AVX2(&c[i*ldc], cb, &a[i*rs], rb, kb, &panel[0], kn)
	}
	for ; i < m; i++ {
		mul1AVX2(&c[i*ldc], &a[i*rs], kb, &panel[0], kn)
	}
}

// Kernel names the vector instructions that this machine is used with, "" for none.
func Kernel() string {
	switch {
	case cpu.X86.HasAVX512F && cpu.X86.HasAVX512VL:
		return "AVX-512"
	case vectors():
		return "AVX2"
	}
	return ""
}
