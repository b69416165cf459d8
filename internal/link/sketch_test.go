package link

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sketchedText returns a page with n sentences that are drawn from a seed.
func sketchedText(seed, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "The %s of %s opened gate %d to %s on the %s.\n",
			sketchWord(seed, i, 1), sketchWord(seed, i, 2), seed*100+i, sketchWord(seed, i, 3), sketchWord(seed, i, 4))
	}
	return b.String()
}

func sketchWord(seed, i, k int) string {
	return fmt.Sprintf("w%x", hash64(fmt.Sprint(seed, i, k))&0xffff)
}

func signed(text string) (*Page, Signature) {
	p := new(Page)
	p.sketch(text)
	return p, p.Signature()
}

// A page has the same keys again from what is kept of it.
func TestPage_SetSignature(t *testing.T) {
	p, s := signed(sketchedText(1, 30))
	var q Page
	q.SetSignature(s)
	if diff := cmp.Diff(p.Bands(), q.Bands()); diff != "" || len(p.Bands()) == 0 {
		t.Errorf("keys (-before +after): %s", diff)
	}
	for n := range len(s) { // cut short: nothing that was not there
		q.SetSignature(s[:n])
		if len(q.Sketch) > len(p.Sketch) || len(q.Blocks) > len(p.Blocks) {
			t.Fatalf("%d bytes: %d and %d values", n, len(q.Sketch), len(q.Blocks))
		}
	}
}

func TestSignature_Resembles(t *testing.T) {
	text := sketchedText(1, 30)
	_, whole := signed(text)
	paragraph := "Here one long paragraph of the first text stands, word for word, in the second one.\n"
	for _, c := range []struct {
		name string
		a, b string
		want bool
	}{
		{"itself", text, text, true},
		{"its first half", text, text[:len(text)/2], true},
		{"another", text, sketchedText(2, 30), false},
		{"one paragraph", sketchedText(3, 8) + paragraph, sketchedText(4, 8) + paragraph, true},
		{"a short text", text, "Too short to be compared.", false},
	} {
		_, a := signed(c.a)
		_, b := signed(c.b)
		if got := a.Resembles(b); got != c.want || b.Resembles(a) != got {
			t.Errorf("%s: %v, the other way %v; want %v", c.name, got, b.Resembles(a), c.want)
		}
	}
	if whole.Resembles(nil) || Signature(nil).Resembles(whole) {
		t.Error("a page without a signature resembles another")
	}
}
