package names

// SubRows is the number of rows into which subwords are hashed.
const SubRows = 1 << 14

// maxSubwords bounds the subwords of a word.
const maxSubwords = 20

// Subwords appends hashes of the parts of a word, case aside: the whole, its first and
// last two to four bytes, its shape, and all three bytes running.
func Subwords(out []uint32, form string) []uint32 {
	const longest = 32
	var buf [longest + 2]byte
	n := 0
	buf[0] = '^'
	shape, last := uint32(7), byte(0)
	for i := 0; i < len(form) && n < longest; i++ {
		c, kind := form[i], byte('x')
		switch {
		case c >= 'A' && c <= 'Z':
			c, kind = c|0x20, 'X'
		case c >= '0' && c <= '9':
			c, kind = '0', '9'
		case c < 0x80 && (c < 'a' || c > 'z'):
			kind = c
		}
		n++
		buf[n] = c
		if kind != last {
			shape, last = mix(shape, kind), kind
		}
	}
	buf[n+1] = '$'
	word, most := buf[:n+2], len(out)+maxSubwords
	out = append(out, hash(1, word), shape)
	for k := 3; k <= 5 && k < len(word); k++ {
		out = append(out, hash(2, word[:k]), hash(2, word[len(word)-k:]))
	}
	for i := 1; i+3 <= len(word)-1 && len(out) < most; i++ {
		out = append(out, hash(3, word[i:i+3]))
	}
	return out
}

func hash(kind uint32, b []byte) uint32 {
	h := 2166136261 ^ kind
	for _, c := range b {
		h = mix(h, c)
	}
	h = (h ^ h>>16) * 0x85ebca6b
	return h ^ h>>13
}

func mix(h uint32, c byte) uint32 { return (h ^ uint32(c)) * 16777619 }
