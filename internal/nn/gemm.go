package nn

// PanelWidth is the number of columns that a kernel treats at once. The widths of all
// matrices are multiples of it.
const PanelWidth = 16

// Pad rounds n up to a multiple of [PanelWidth].
func Pad(n int) int { return (n + PanelWidth - 1) / PanelWidth * PanelWidth }

// Panels is a matrix of K rows and N columns, N a multiple of [PanelWidth], cut into
// upright panels of PanelWidth columns that are stored one after the other.
type Panels struct {
	K, N int
	Data []float32 // K*N values
}

// Pack stores the matrix whose element (i, j) is b[i*rs+j*cs], for i < k and j < n; columns
// from n up to the next multiple of PanelWidth are zero. It reuses p's memory.
func (p *Panels) Pack(b []float32, k, n, rs, cs int) {
	p.K, p.N = k, Pad(n)
	if cap(p.Data) < p.K*p.N {
		p.Data = make([]float32, p.K*p.N)
	}
	p.Data = p.Data[:p.K*p.N]
	for j0 := 0; j0 < n; j0 += PanelWidth {
		panel := p.Data[j0*k : (j0+PanelWidth)*k]
		width := min(PanelWidth, n-j0)
		for i := range k {
			row := panel[i*PanelWidth : (i+1)*PanelWidth]
			from := i*rs + j0*cs
			if cs == 1 {
				clear(row[copy(row, b[from:from+width]):])
				continue
			}
			for j := range width {
				row[j] = b[from+j*cs]
			}
			clear(row[width:])
		}
	}
}

// Mul adds the product of A and B to C. A has m rows and B.K columns, its element (i, l) is
// a[i*rs+l*ks]; row i of C starts at c[i*ldc] and has B.N columns.
func Mul(c []float32, ldc int, a []float32, rs, ks, m int, b *Panels) {
	if m == 0 || b.K == 0 || b.N == 0 {
		return
	}
	// The kernels go by addresses: hold the last element of each inside its slice here.
	_ = a[(m-1)*rs+(b.K-1)*ks]
	_ = c[(m-1)*ldc+b.N-1]
	_ = b.Data[b.K*b.N-1]
	for j := 0; j < b.N; j += PanelWidth {
		panel := b.Data[j*b.K : (j+PanelWidth)*b.K]
		mulPanel(c[j:], ldc, a, rs, ks, m, panel, b.K)
	}
}

// mulPanelGo is what the kernels compute, in plain Go. The conversions forbid the compiler
// to fuse a product and a sum, which would round once.
func mulPanelGo(c []float32, ldc int, a []float32, rs, ks, m int, panel []float32, k int) {
	last := (k - 1) * PanelWidth
	i := 0
	for ; i+2 <= m; i += 2 {
		for j := 0; j < PanelWidth; j += 4 {
			mul2Go(c[i*ldc+j:], c[(i+1)*ldc+j:], a[i*rs:], rs, ks, panel[j:last+j+4])
		}
	}
	if i < m {
		for j := 0; j < PanelWidth; j += 8 {
			mul1Go(c[i*ldc+j:], a[i*rs:], ks, panel[j:last+j+8])
		}
	}
}

// mul2Go adds to four columns of the rows c and d. Eight sums, taken two by two, and few
// slices are what the compiler keeps in the registers of most machines.
func mul2Go(c, d, a []float32, rs, ks int, panel []float32) {
	c, d = c[:4], d[:4]
	c0, c1, c2, c3 := c[0], c[1], c[2], c[3]
	d0, d1, d2, d3 := d[0], d[1], d[2], d[3]
	at := 0
	for l := 3; l < len(panel); l += PanelWidth {
		x, y, b := a[at], a[at+rs], panel[l-3]
		at += ks
		c0 += float32(x * b)
		d0 += float32(y * b)
		b = panel[l-2]
		c1 += float32(x * b)
		d1 += float32(y * b)
		b = panel[l-1]
		c2 += float32(x * b)
		d2 += float32(y * b)
		b = panel[l]
		c3 += float32(x * b)
		d3 += float32(y * b)
	}
	c[0], c[1], c[2], c[3] = c0, c1, c2, c3
	d[0], d[1], d[2], d[3] = d0, d1, d2, d3
}

// mul1Go adds to eight columns of the row c.
func mul1Go(c, a []float32, ks int, panel []float32) {
	c = c[:8]
	c0, c1, c2, c3, c4, c5, c6, c7 := c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]
	at := 0
	for l := 7; l < len(panel); l += PanelWidth {
		x := a[at]
		at += ks
		c0 += float32(x * panel[l-7])
		c1 += float32(x * panel[l-6])
		c2 += float32(x * panel[l-5])
		c3 += float32(x * panel[l-4])
		c4 += float32(x * panel[l-3])
		c5 += float32(x * panel[l-2])
		c6 += float32(x * panel[l-1])
		c7 += float32(x * panel[l])
	}
	c[0], c[1], c[2], c[3] = c0, c1, c2, c3
	c[4], c[5], c[6], c[7] = c4, c5, c6, c7
}
