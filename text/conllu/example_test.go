package conllu_test

import (
	"fmt"
	"strings"

	"readout/text/conllu"
)

func Example() {
	const file = "# text = Lim declined.\n" +
		"1\tLim\tLim\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_\n" +
		"2\tdeclined\tdecline\tVERB\tVBD\tTense=Past\t0\troot\t_\tSpaceAfter=No\n" +
		"3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n"
	for sentence, err := range conllu.Read(strings.NewReader(file)) {
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, row := range sentence.Rows {
			fmt.Println(row.Form, row.UPOS, row.Head, row.DepRel)
		}
	}
	// Output:
	// Lim PROPN 2 nsubj
	// declined VERB 0 root
	// . PUNCT 2 punct
}
