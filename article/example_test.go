package article_test

import (
	"fmt"

	"readout/article"
)

func ExampleExtract() {
	page := `<html><head><title>Ferry talks end without a date</title></head><body>
<h1>Ferry talks end without a date</h1>
<p class="byline">By Ana Lim</p>
<p>ORUSTAD, May 2, 2023: The talks on the ferry ended on Tuesday without a date for the first crossing, and both ministers left by different doors.</p>
<p>They are to meet again in the autumn, once the harbour has been dredged and the question of who pays for it has been settled.</p>
</body></html>`
	got := article.Extract(article.Input{Bytes: []byte(page)}).Article
	fmt.Println(got.Headline)
	fmt.Println(got.Byline, got.Dateline)
	fmt.Println(got.Published.Day(), got.Published.Basis)
	// Output:
	// Ferry talks end without a date
	// [Ana Lim] ORUSTAD, May 2, 2023:
	// 2023-05-02 stated
}
