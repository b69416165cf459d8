package store

import "testing"

// A write gets in the way where the place was read, and nowhere else.
func TestTrace_meets(t *testing.T) {
	read := newTrace()
	read.readKey(eventRows, 7, stretch{10, 20})
	read.readKey(eventRows, 7, stretch{40, 50})
	read.readKey(textKeys, 8, everywhere)
	read.readPages(inEvents, 3)
	for _, tt := range []struct {
		name  string
		write func(*trace)
		want  bool
	}{
		{"nothing", func(*trace) {}, false},
		{"within a stretch", func(w *trace) { w.writeKey(eventRows, 7, 15) }, true},
		{"at its ends", func(w *trace) { w.writeKey(eventRows, 7, 50) }, true},
		{"between stretches", func(w *trace) { w.writeKey(eventRows, 7, 30) }, false},
		{"another key", func(w *trace) { w.writeKey(eventRows, 9, 15) }, false},
		{"the same key of another table", func(w *trace) { w.writeKey(quoteKeys, 7, 15) }, false},
		{"any rank of a key read as a whole", func(w *trace) { w.writeKey(textKeys, 8, -1<<62) }, true},
		{"a page", func(w *trace) { w.writePages(inEvents, 2, 3) }, true},
		{"the same page for something else", func(w *trace) { w.writePages(inDigests, 3) }, false},
	} {
		w := newTrace()
		tt.write(w)
		if got := read.meets(w.writes()); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
	var none *trace // where there is one writer
	none.readKey(eventRows, 1, everywhere)
	none.writePages(inTexts, 1)
}

// As far as rows were read, up to a limit, more could have come in between; where fewer were
// there, anywhere.
func TestReading(t *testing.T) {
	var r reading
	if got := r.upward(5, 2); got.from != 5 || got.to != everywhere.to {
		t.Errorf("nothing found above: %v", got)
	}
	r = r.and(9).and(7)
	if got := r.upward(5, 2); got != (stretch{5, 9}) {
		t.Errorf("two of two above: %v", got)
	}
	if got := r.upward(5, 3); got != (stretch{5, everywhere.to}) {
		t.Errorf("two of three above: %v", got)
	}
	if got := r.downward(12, 2); got != (stretch{7, 12}) {
		t.Errorf("two of two below: %v", got)
	}
	if got := r.downward(12, 3); got != (stretch{everywhere.from, 12}) {
		t.Errorf("two of three below: %v", got)
	}
}

// Who was got in the way of once tries again at once; then alone, the longer the more often.
func TestCaution(t *testing.T) {
	var c caution
	turns := func() (n int) {
		for c.alone() {
			n++
		}
		return n
	}
	for _, want := range []int{0, 2, 6, 14} {
		if c.lost(); turns() != want {
			t.Errorf("turns alone are not %d", want)
		}
	}
	for range 4 {
		c.won()
	}
	if c.lost(); turns() != 0 {
		t.Error("once more in the way after a while, and alone at once")
	}
}

// Pages that tell of the same two are of one part, and no other part links them.
func TestStore_LinkPart_lanes(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		if err := putAll(t, s, drafts(t, 12, 2), 12); err != nil {
			t.Fatal(err)
		}
		parts, err := s.Pending(t.Context(), 1)
		if err != nil || len(parts) != 1 { // all pages tell of Lim and Tal
			t.Fatalf("parts %v, %v; want one", parts, err)
		}
		other := LinkPart{N: (parts[0].N + 1) % 16, Of: 16}
		if parts[0].Of > 1 {
			if done, left, err := s.LinkPart(t.Context(), other, 100); err != nil || done != 0 || left != 12 {
				t.Errorf("%d done, %d left in another part, %v", done, left, err)
			}
		}
		if done, left, err := s.LinkPart(t.Context(), parts[0], 100); err != nil || done != 12 || left != 0 {
			t.Errorf("%d done, %d left, %v", done, left, err)
		}
		if parts, err := s.Pending(t.Context(), 1); err != nil || len(parts) != 0 {
			t.Errorf("parts %v, %v; want none", parts, err)
		}
	})
}
