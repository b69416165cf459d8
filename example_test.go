package readout_test

import (
	"fmt"

	"readout"
)

// Spans count code points, so that other languages find the same words.
func ExampleText_Span() {
	text := readout.NewText("“Oui,” said Ana Lim.")
	span := text.Span(0, len("“Oui,”"))
	fmt.Println(span.Start, span.End, span.Text)
	start, end := text.Bytes(span)
	fmt.Println(start, end)
	// Output:
	// 0 6 “Oui,”
	// 0 10
}
