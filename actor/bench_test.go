package actor

import (
	"strings"
	"testing"
)

func BenchmarkDefault(b *testing.B) {
	for b.Loop() {
		if _, err := Default(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	r := loadWorld(b)
	for name, text := range map[string]string{
		"news": `The Foreign Minister of Azerbaijan spoke by phone with the US Secretary of State on Sunday, according to
the ministry. Both sides discussed the border, trade and the next round of talks in Washington. "We have agreed on
most of the text," said a spokesman for the Armenian Foreign Ministry, who asked that the draft be kept closed.
The European Union's special envoy welcomed the call. None of the three would say when the leaders are to meet, and
a diplomat who knows the draft said that two of its seventeen articles were still open at the weekend.

`,
		"plain":   "the quick brown fox jumps over the lazy dog and runs on to where nobody is known by name at all ",
		"nested":  "press service of the President of the press service of the President of the government of the ",
		"accents": "Ərdoğan şöyle dedi çünkü öğrenciler übər götürdüğünü şşşş ğğğğ ",
		"dots":    "A.B.C.D.E.F. U.S. U.S.U.S. ",
	} {
		b.Run(name, func(b *testing.B) {
			long := strings.Repeat(text, 1+(1<<18)/len(text))
			b.SetBytes(int64(len(long)))
			for b.Loop() {
				r.Find(long)
			}
		})
	}
}
