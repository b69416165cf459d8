package web

import (
	"fmt"
	"strings"

	"readout"
	"readout/internal/link"
)

// kindWords say what a kind of statement is. A paraphrase is never called a quotation.
func kindWords(st *readout.Statement) string {
	switch st.Kind {
	case readout.Direct:
		return "verbatim: the speaker’s own words"
	case readout.Mixed:
		return "a paraphrase with some of the speaker’s own words"
	case readout.Indirect:
		return "a paraphrase: these are the words of whoever tells it"
	case readout.Question:
		return "a question"
	case readout.Refusal:
		return refusalWords(st.Refusal)
	}
	return string(st.Kind)
}

// kindShort is the kind in a word or two, for lists.
func kindShort(st *readout.Statement) string {
	switch st.Kind {
	case readout.Direct:
		return "verbatim"
	case readout.Mixed:
		return "partly verbatim"
	case readout.Indirect:
		return "paraphrase"
	case readout.Question:
		return "question"
	case readout.Refusal:
		return refusalWords(st.Refusal)
	}
	return string(st.Kind)
}

func refusalWords(how readout.Opt) string {
	switch how {
	case "declined":
		return "declined to answer"
	case "no-comment":
		return "no comment"
	case "no-response":
		return "did not respond"
	case "deferred":
		return "put the answer off"
	case "unconfirmed":
		return "could not confirm it"
	case "ignorance":
		return "claims not to know"
	}
	return "asked, and did not answer"
}

// levelWords say how openly a source is given.
func levelWords(l readout.Level) string {
	switch l {
	case readout.Named:
		return "named"
	case readout.OfficeLevel:
		return "by office only"
	case readout.Institution:
		return "an institution"
	case readout.Unnamed:
		return "not named"
	case readout.OutletLevel:
		return "the outlet itself"
	}
	return "not given"
}

// basisWords say how a date is known.
func basisWords(b readout.Basis) string {
	switch b {
	case readout.Stated:
		return "as printed"
	case readout.Metadata:
		return "by the page’s markup or address"
	case readout.Feed:
		return "by the feed"
	case readout.Relative:
		return "counted from a known day"
	case readout.Office:
		return "by who held office then"
	case readout.Capture:
		return "by the day on which the page was saved"
	case link.FromRecord:
		return "by other pages of the record"
	case link.FromPerson:
		return "set by a person"
	}
	return ""
}

// sourceWords say what kind of evidence for a day something is.
func sourceWords(source string) string {
	words, ok := map[string]string{
		"url": "address", "json-ld": "structured data", "meta": "metadata", "microdata": "microdata", "time": "time element", "class": "marked as a date",
		"dateline": "dateline", "visible": "printed on the page", "feed": "feed", "sitemap": "sitemap", "listing": "list of articles", "given": "given with the page", "saved": "save date", "rail": "related items",
		"clock": "clock", "office": "office held", "person": "set by a person", "story": "same text elsewhere", "event": "event told of", "number": "numbered addresses",
	}[source]
	if !ok {
		return source
	}
	return words
}

// classWords are the classes of PLOVER 2.0 in plain words.
func classWords(class readout.Opt) string {
	return map[readout.Opt]string{
		"AGREE": "agrees or promises", "CONSULT": "meets or consults", "SUPPORT": "supports", "CONCEDE": "concedes", "COOPERATE": "cooperates", "AID": "gives aid",
		"RETREAT": "withdraws or releases", "REQUEST": "asks or demands", "ACCUSE": "criticises or accuses", "REJECT": "rejects or refuses", "THREATEN": "threatens",
		"PROTEST": "protests", "SANCTION": "sanctions or reduces relations", "MOBILIZE": "mobilises forces", "COERCE": "coerces", "ASSAULT": "attacks",
	}[class]
}

func modalityWords(m readout.Opt) string {
	return map[readout.Opt]string{
		"conditional": "conditional: it depends on something", "possible": "possible: it may be so", "obliged": "an obligation: it must or should be",
		"intended": "an intention", "expected": "an expectation", "wanted": "a wish",
	}[m]
}

// confidenceWords put a confidence into words: it is the share of statements found alike
// that people marked too.
func confidenceWords(c float64) string {
	n := int(100*c + 0.5)
	switch {
	case n <= 0:
		return "not known"
	case n >= 85:
		return fmt.Sprintf("high: about %d in 100 found like it are right", n)
	case n >= 65:
		return fmt.Sprintf("fair: about %d in 100 found like it are right", n)
	}
	return fmt.Sprintf("low: about %d in 100 found like it are right; read the sentence", n)
}

// rules say how a statement was found, by the name of the rule.
var rules = map[string]string{
	"about":            "a verb of saying with its matter: “spoke about …”",
	"according to":     "“according to …”",
	"accusation":       "a verb that accuses: “accused … of …”",
	"account":          "an account that goes on over several sentences",
	"as said":          "“as … said”",
	"asked":            "“asked whether …”",
	"bare clause":      "a clause after a verb of saying, without “that”",
	"colon":            "words after a verb of saying and a colon",
	"content first":    "the words come first, then the verb of saying: “…, X said”",
	"continuation":     "a sentence that goes on with what the one before tells",
	"describing":       "a verb that describes: “described … as …”",
	"gerund":           "words after “saying that …”",
	"infinitive":       "a verb of saying with an infinitive: “vowed to …”",
	"interrupted":      "a quotation with the verb of saying in its middle",
	"interview":        "an answer in an interview",
	"learned":          "the reading model alone; no rule of wording matched",
	"learned from":     "“learned from …”",
	"naming":           "a verb that names: “called … a …”",
	"noun":             "a noun of saying: “the claim that …”",
	"object":           "a verb of saying with an object: “rejected the plan”",
	"purpose":          "a verb of contact with its purpose: “called to urge …”",
	"quote after":      "a quotation after the verb of saying",
	"quoted as saying": "“was quoted as saying”",
	"relayed":          "told by somebody who relays it",
	"signed":           "a quotation with the name set below it",
	"silence":          "words for silence: “did not comment”",
	"that":             "a clause with “that” after a verb of saying",
	"transcript":       "a turn of a transcript",
	"wh":               "a clause with “what”, “why” or “how” after a verb of saying",
	"written":          "a written statement that is the whole page",
}

func ruleWords(rule string) string {
	if w, ok := rules[rule]; ok {
		return w
	}
	return "rule “" + rule + "”"
}

// roleWords say what a page is among those that carry the same text.
func roleWords(r link.Role) string {
	switch r {
	case link.Original:
		return "had it first"
	case link.Reprint:
		return "reprint"
	case link.Abridged:
		return "shortened"
	case link.Updated:
		return "later version"
	}
	return "carries it too"
}

// checkWords name the kind of a check.
func checkWords(kind string) string {
	switch kind {
	case "quote-differs":
		return "Other words elsewhere"
	case "headline-quote-unsupported":
		return "Headline not in the text"
	case "headline-quote-paraphrased":
		return "Headline makes a quotation of a paraphrase"
	case "headline-quote-other-speaker":
		return "Headline gives another speaker"
	case "quote-reworded":
		return "Quoted in two wordings"
	case "quote-unclosed":
		return "Quotation mark without a partner"
	case "quote-unattributed":
		return "Quotation without a speaker"
	}
	return strings.ReplaceAll(kind, "-", " ")
}

// daysOf words an interval's days for a page: "2024-03-04 to 2024-03-06".
func daysOf(i readout.Interval) string { return strings.Replace(i.String(), "..", " to ", 1) }

// dated words an interval: its days and how they are known.
func dated(i readout.Interval) string {
	switch how := basisWords(i.Basis); {
	case daysOf(i) == "":
		return "day not known"
	case how == "":
		return daysOf(i)
	default:
		return daysOf(i) + ", " + how
	}
}

// eventWords are an event in a line: "call: A, B, in Place".
func eventWords(kind string, parties []readout.Participant, place readout.Opt) string {
	var names []string
	for i := range parties {
		names = append(names, parties[i].Name)
	}
	out := kind
	if len(names) > 0 {
		out += ": " + strings.Join(names[:min(len(names), 4)], ", ")
	}
	if n := len(names) - 4; n > 0 {
		out += fmt.Sprintf(" and %d more", n)
	}
	if place != "" {
		out += ", in " + string(place)
	}
	return out
}
