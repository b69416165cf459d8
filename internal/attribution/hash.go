package attribution

// hashString is FNV-1a.
func hashString(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// hashBytes is hashString of bytes.
func hashBytes(s []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range s {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// Features are hashes of a template's number and of values.

func feature1(template, a uint32) uint32 {
	return finish(uint64(template)*0x9e3779b97f4a7c15 + uint64(a)*0xd6e8feb86659fd93)
}

func feature2(template, a, b uint32) uint32 {
	h := uint64(template)*0x9e3779b97f4a7c15 + uint64(a)*0xd6e8feb86659fd93
	return finish((h^h>>29)*0xbf58476d1ce4e5b9 + uint64(b)*0xd6e8feb86659fd93)
}

func feature3(template, a, b, c uint32) uint32 { return feature2(template, join(a, b), c) }

// join makes one value of two.
func join(a, b uint32) uint32 {
	h := uint64(a)*0xd6e8feb86659fd93 + uint64(b)*0x94d049bb133111eb + 0x2545f4914f6cdd1d
	return uint32((h ^ h>>32) * 0xbf58476d1ce4e5b9 >> 24)
}

func finish(h uint64) uint32 {
	h = (h ^ h>>32) * 0xd6e8feb86659fd93
	return uint32(h >> 32)
}
