package attribution

// A table is the weights of hashed features: a row of columns for each slot, in one byte a
// weight, read in place from the bytes of a weights file.
type table struct {
	columns int
	mask    uint32
	scale   float32
	rows    []byte // int8
}

// sum6 adds the rows of the features to out, which are 6 columns wide.
func (t *table) sum6(features []uint32, out *[6]int32) {
	for _, f := range features {
		at := int(f&t.mask) * 6
		row := t.rows[at : at+6 : at+6]
		out[0] += int32(int8(row[0]))
		out[1] += int32(int8(row[1]))
		out[2] += int32(int8(row[2]))
		out[3] += int32(int8(row[3]))
		out[4] += int32(int8(row[4]))
		out[5] += int32(int8(row[5]))
	}
}

// sum3 is sum6 for 3 columns.
func (t *table) sum3(features []uint32, out *[3]int32) {
	for _, f := range features {
		at := int(f&t.mask) * 3
		row := t.rows[at : at+3 : at+3]
		out[0] += int32(int8(row[0]))
		out[1] += int32(int8(row[1]))
		out[2] += int32(int8(row[2]))
	}
}

// sum1 is sum6 for one column.
func (t *table) sum1(features []uint32) float32 {
	sum := int32(0)
	for _, f := range features {
		sum += int32(int8(t.rows[f&t.mask]))
	}
	return float32(sum) * t.scale
}
