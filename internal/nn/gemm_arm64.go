//go:build !purego

package nn

// The kernels add to rows of 16 values at c the products of k values of a and a panel.
// Row and step widths are in bytes.

//go:noescape
func mul4NEON(c *float32, ldc uintptr, a *float32, rs, ks uintptr, panel *float32, k uintptr)

//go:noescape
func mul1NEON(c *float32, a *float32, ks uintptr, panel *float32, k uintptr)

// vectors reports whether this machine has what the vector code needs: every arm64 has.
func vectors() bool { return true }

func mulPanel(c []float32, ldc int, a []float32, rs, ks, m int, panel []float32, k int) {
	i, cb, rb, kb, kn := 0, uintptr(ldc)*4, uintptr(rs)*4, uintptr(ks)*4, uintptr(k)
	for ; i+4 <= m; i += 4 {
		mul4NEON(&c[i*ldc], cb, &a[i*rs], rb, kb, &panel[0], kn)
	}
	for ; i < m; i++ {
		mul1NEON(&c[i*ldc], &a[i*rs], kb, &panel[0], kn)
	}
}

// Kernel names the vector instructions that this machine is used with, "" for none.
func Kernel() string { return "NEON" }
