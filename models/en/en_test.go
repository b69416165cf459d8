package en_test

import (
	"fmt"
	"testing"

	"readout/models/en"
	"readout/text"
)

func Example() {
	m, err := en.Load()
	if err != nil {
		fmt.Println(err)
		return
	}
	d := text.Annotate(m, "The minister said on Monday that talks had failed.")
	for _, w := range d.Words {
		head := "-"
		if w.Head != text.NoHead {
			head = d.Words[w.Head].Form
		}
		fmt.Println(w.Form, w.UPOS, w.DepRel, head)
	}
	// Output:
	// The DET det minister
	// minister NOUN nsubj said
	// said VERB root -
	// on ADP case Monday
	// Monday PROPN obl said
	// that SCONJ mark failed
	// talks NOUN nsubj failed
	// had AUX aux failed
	// failed VERB ccomp said
	// . PUNCT punct said
}

func TestLoad_once(t *testing.T) {
	a, err := en.Load()
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := en.Load(); a != b {
		t.Error("two calls give two models")
	}
}
