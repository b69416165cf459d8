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
	for i := range m {
		for half := 0; half < PanelWidth; half += 8 {
			row := (*[8]float32)(c[i*ldc+half:])
			s0, s1, s2, s3, s4, s5, s6, s7 := row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7]
			at := i * rs
			for l := half; l < k*PanelWidth; l += PanelWidth {
				x, b := a[at], (*[8]float32)(panel[l:])
				s0 += float32(x * b[0])
				s1 += float32(x * b[1])
				s2 += float32(x * b[2])
				s3 += float32(x * b[3])
				s4 += float32(x * b[4])
				s5 += float32(x * b[5])
				s6 += float32(x * b[6])
				s7 += float32(x * b[7])
				at += ks
			}
			*row = [8]float32{s0, s1, s2, s3, s4, s5, s6, s7}
		}
	}
}
