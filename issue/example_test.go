package issue_test

import (
	"fmt"

	"readout/issue"
	"readout/text"
)

func Example() {
	issues, err := issue.Default()
	if err != nil {
		panic(err)
	}
	issues, err = issue.Load(issues, issue.File{Name: "mine.toml", Data: []byte(`
[[issue]]
id = "serrin-corridor"
name = "The Serrin corridor"
phrases = ["Serrin corridor|road", "Holm Bridge"]
`)})
	if err != nil {
		panic(err)
	}
	const said = "Nobody sleeps at Holm Bridge until the cease-fire is signed."
	for _, h := range issues.Find(text.Annotate(nil, said)) {
		fmt.Printf("%s: %q\n", h.Issue, said[h.Start:h.End])
	}
	// Output:
	// serrin-corridor: "Holm Bridge"
	// ceasefire: "cease-fire"
}
