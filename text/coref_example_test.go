package text_test

import (
	"fmt"
	"os"

	"readout/text"
)

func ExampleModel_Resolve() {
	weights, err := os.ReadFile("../models/en/en.bin") // programs take the model of models/en
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := text.Load(weights)
	if err != nil {
		fmt.Println(err)
		return
	}
	d := text.Annotate(m, "Maria Lenk arrived in Velmar on Monday. A deputy minister met her at the airport. Lenk smiled.")
	for _, mention := range d.Mentions {
		if mention.Antecedent == text.NoMention {
			continue
		}
		form := func(m text.Mention) string { return d.Text[d.Words[m.First].Start:d.Words[m.Last-1].End] }
		fmt.Printf("%s: %s (%s)\n", form(mention), form(d.Mentions[mention.Antecedent]), mention.Reason)
	}
	// Output:
	// her: Maria Lenk (pronoun: subject of the sentence before)
	// Lenk: her (short form)
}
