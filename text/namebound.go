package text

import "strings"

var (
	// companyEnds are the forms of companies that end their names, without dots.
	companyEnds = set("inc corp ltd llc plc llp gmbh pvt")
	fileEnds    = set("pdf doc docx xls xlsx ppt txt jpg jpeg gif png zip exe htm html csv")
)

// bounded sets where names end that have a fixed form: a company's takes in what kind of
// company it is ("Ruvian Steel , Inc."), and a last name before a first name in quotes is one
// name with it. Names of files are none. Names are in order and stay so.
func bounded(d *Document, names []Name) []Name {
	out := names[:0]
	for i := 0; i < len(names); i++ {
		n := names[i]
		switch {
		case n.Last-n.First == 1 && isFile(d.Words[n.First].Form):
			continue
		case i+1 < len(names) && reversed(d, n, names[i+1]):
			n.Last, n.Type = names[i+1].Last, Person
			i++
		default:
			for last := companyEnd(d, n); last > n.Last; last = companyEnd(d, n) {
				n.Last, n.Type = last, Organisation
			}
			for i+1 < len(names) && names[i+1].Last <= n.Last {
				i++
			}
		}
		if len(out) == 0 || out[len(out)-1].Last <= n.First {
			out = append(out, n)
		}
	}
	return out
}

func isFile(form string) bool {
	at := strings.LastIndexByte(form, '.')
	return at > 0 && among(fileEnds, form[at+1:])
}

// companyEnd returns the end of a name with the form of company after it, if one is there.
func companyEnd(d *Document, n Name) int {
	sentence := d.Sentences[d.Words[n.First].Sentence].Last
	at := n.Last
	if at < sentence && d.Words[at].Form == "," {
		at++
	}
	if at >= sentence || n.Type != Organisation && n.Type != Person && n.Type != Place {
		return n.Last
	}
	form := d.Words[at].Form
	if !capitalised(form) || !among(companyEnds, strings.ReplaceAll(form, ".", "")) {
		return n.Last
	}
	return at + 1
}

// reversed reports whether two names of one word each are a last and a first name: alone
// between quotes, with a comma between them.
func reversed(d *Document, a, b Name) bool {
	if a.Last-a.First != 1 || b.First != a.Last+1 || b.Last-b.First != 1 || a.First == 0 || b.Last >= len(d.Words) {
		return false
	}
	open, end := d.Words[a.First-1], d.Words[b.Last]
	return d.Words[a.Last].Form == "," && open.Form == `"` && end.Form == `"` && open.Sentence == end.Sentence && (a.Type == Person || b.Type == Person)
}
