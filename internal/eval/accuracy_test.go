package eval_test

import (
	"fmt"
	"strings"
)

// A row is one line of a table of docs/accuracy.md.
type row struct {
	label, set, key string
	beside          string // what stands beside the figure: a target, a yardstick
}

var articleRows = []row{
	{"body, F1 of 4-token shingles", "articles", "body_f1", "96.5 | go-trafilatura 95.4, go-readability v2 95.2"},
	{"body, precision", "articles", "body_precision", "– | 92.9, 91.9"},
	{"body, recall", "articles", "body_recall", "– | 98.1, 98.6"},
	{"pages with a linked headline in the body", "articles", "rail_in_body", "0 | –"},
	{"publication day, precision", "articles", "date_precision", "95 | go-htmldate fast 91.3, extensive 89.4"},
	{"publication day, coverage", "articles", "date_coverage", "80 | 92.2, 100"},
	{"days invented on undated pages", "articles", "invented_days", "0 | –"},
	{"title, exact", "articles", "title_exact", "70 | go-readability v2 64.8, go-trafilatura 60.4"},
	{"title, one contains the other", "articles", "title_contains", "– | 88.1, 85.6"},
	{"authors, exact", "articles", "author_exact", "65 | go-trafilatura 55.8"},
	{"authors, at least one", "articles", "author_any", "– | 58.6"},
	{"snippets that must and must not be there, precision", "articles", "snippet_precision", "– | go-trafilatura 90.5"},
	{"the same, recall", "articles", "snippet_recall", "– | 89.7"},
}

var statementKeys = []row{
	{"source spans, exact", "", "source_f1", ""},
	{"cue spans, exact", "", "cue_f1", ""},
	{"content spans, exact", "", "content_f1", ""},
	{"who and what, half overlap", "", "who_what_f1", ""},
	{"the same, acts of speech only", "", "speech_f1", ""},
	{"direct speech found", "", "direct_recall", ""},
	{"right among those with a confidence of 0.9 or more", "", "sure_precision", ""},
	{"their share of all found", "", "sure_share", ""},
}

var languageKeys = []row{
	{"universal tags", "", "upos", "96.6 / 98.1 (UDPipe 2, raw), 94.4 / 94.1 (UDPipe 1); prose v3: 86.6 / 90.7"},
	{"Penn tags", "", "xpos", "prose v3: 86.2 / 91.7"},
	{"features", "", "feats", ""},
	{"lemmas", "", "lemma", "96.4 / 95.2 (UDPipe 1)"},
	{"heads (UAS)", "", "uas", ""},
	{"heads and relations (LAS)", "", "las", "86.8 / 88.2 (Stanza, raw), 81.1 / 77.9 (UDPipe 1)"},
}

var rawKeys = []row{
	{"sentences", "", "sentences_f1", "89.2 / 95.3 (Stanza), 77.4 / 82.3 (UDPipe 1); prose v3: 67.5 / 82.4"},
	{"words", "", "words_f1", "prose v3: 96.2 / 98.8"},
	{"heads and relations (LAS)", "", "las", "86.8 / 88.2 (Stanza), 77.0 / 76.2 (UDPipe 1)"},
}

var nameRows = []struct{ label, set, beside string }{
	{"UNER EWT dev (web text), F1", "names-uner", "78, then 86 | XLM-R large 86.0 on test; the best JavaScript or Go library 55"},
	{"CrossNER politics dev (encyclopedia), F1", "names-crossner", "– | –"},
	{"re3d, the quarter kept out, persons and organisations, F1", "names-re3d", "70, then 80 | –"},
}

var corefRows = []row{
	{"names, GUM: links, F1 (MUC over names)", "coref-gum", "names_f1", "80"},
	{"the same, precision", "coref-gum", "names_precision", ""},
	{"the same, recall", "coref-gum", "names_recall", ""},
	{"names, GUM: B³ F1 over linked names", "coref-gum", "names_b3_f1", ""},
	{"pronouns right, GUM", "coref-gum", "pronouns", "65"},
	{"of pronouns that were linked, right", "coref-gum", "pronoun_links_right", ""},
	{"pronouns right, GAP (both names)", "coref-gap", "pronouns", "65"},
	{"GAP's own F1", "coref-gap", "gap_f1", "– (66.9 parallelism, 64.0 Lee et al. 2017, 55.0 Raghunathan et al. 2010; test set)"},
	{"the same, feminine", "coref-gap", "gap_f1_feminine", ""},
	{"the same, masculine", "coref-gap", "gap_f1_masculine", ""},
	{"feminine by masculine", "coref-gap", "gap_bias", ""},
}

var linkRows = []row{
	{"texts by story, B³ F1", "links-ecbplus", "stories_b3", "78, then 88 | TF-IDF and leader clustering at its best threshold 74.9"},
	{"mentions by event, CoNLL F1", "links-ecbplus", "mentions_conll", "76, then 80 | that and \"same head lemma in one story\" 71.5"},
	{"the same, B³, MUC and CEAF-e", "links-ecbplus", "", ""},
	{"mentions by event with the marked stories, CoNLL F1", "links-ecbplus", "mentions_conll_given_stories", "– | –"},
}

var compareRows = []row{
	{"rows there with the right verdict", "", "rows", "90, then 97"},
	{"the same, the pages of the event and what is about it given", "", "given", "–"},
	{"pages that tell of the event, found", "", "linked", "–"},
	{"expected words in the row of their matter", "", "cells", "–"},
	{"rows that a careful reader does not have, number", "", "extra", "–"},
}

var sampleRows = []row{
	{"facts of the head right (headline, byline, dates, rail, checks ...)", "sample", "head", ""},
	{"bodies right, paragraph by paragraph", "sample", "text", ""},
	{"statements: precision", "sample", "precision", ""},
	{"statements: recall", "sample", "recall", ""},
	{"direct speech: recall", "sample", "direct_recall", ""},
	{"speaker of found statements right", "sample", "speaker", ""},
	{"found statements given to somebody else, number", "sample", "wrong_speaker", ""},
	{"kind of found statements right", "sample", "kind", ""},
	{"addressee, setting, level, time, answer right", "sample", "details", ""},
}

var eventRows = []row{
	{"class right", "", "class", "60, then 75"},
	{"quad class right", "", "quad", "75, then 88"},
	{"countries of actors and of recipients right", "", "country", "80, then 90"},
	{"class, countries, sectors and modes right", "", "record", "45, then 60"},
	{"sentences that only report speech, wrongly coded", "", "statement_only", "5, then 2 at most"},
	{"event or none, F1", "", "leads_f1", "70, then 80"},
}

var goldRows = []row{
	{"statements: precision", "", "precision", "–"},
	{"statements: recall", "", "recall", "–"},
	{"direct speech: recall", "", "direct_recall", "–"},
	{"speaker of found statements right", "", "speaker", "90, then 97"},
	{"found statements given to somebody else, number", "", "wrong_speaker", "–"},
	{"kind of found statements right", "", "kind", "95, then 97"},
	{"chain of found statements right", "", "chain", "85, then 97"},
	{"setting of found statements right", "", "setting", "90, then 97"},
	{"refusals, F1", "", "refusal_f1", "90, then 97"},
	{"addressee, setting, level, time, answer right", "", "details", "–"},
}

// accuracyPage is docs/accuracy.md.
func accuracyPage(f figures) string {
	var b strings.Builder
	b.WriteString(`# Accuracy

Written by ` + "`make scores`" + ` from gold/scores.json, never by hand. ` + "`go test ./internal/eval`" + ` fails when a score falls. Percentages are 0 to 100.

The public data is not part of this repository. Point READOUT_DATA at a folder that holds it to measure again, or score any file of the same form:

    READOUT_DATA=data make scores
    readout eval articles data/articles
    readout eval statements data/polnear/dev.jsonl.gz
    readout eval ud --raw data/ud-english/ewt/en_ewt-ud-dev.conllu.gz
    readout eval names data/ner/uner-ewt/en_ewt-ud-dev.iob2.gz
    readout eval names --kept-out data/ner/re3d
    readout eval coref data/ud-english/gum/gum-permissive-dev.conllu.gz
    readout eval coref data/coref/gap/gap-validation.tsv.gz
    readout eval gold --actors sample/actors.toml --diff sample
    readout eval events --actors sample/actors.toml gold/events/dev.jsonl

## Articles
Development half, by host, of three public sets: 91 bodies (scrapinghub/article-extraction-benchmark, MIT), 371 pages with title, authors, day and snippets (the comparison list of markusmobius/go-trafilatura, Apache-2.0), 93 dated news pages of the world (adbar/htmldate, Apache-2.0). About 2.6 % of the days in them are labelled wrongly. Rules were tuned on these pages; expect less on pages of other hosts. What other Go libraries reach on the same pages stands beside.

`)
	b.WriteString("| measure | readout | target | others |\n| --- | ---: | ---: | --- |\n")
	table(&b, f, articleRows)
	b.WriteString(`
## Statements
Development sets of PolNeAR (84 articles of US political news, 2,192 attributions, of which 1,524 are acts of speech, the others beliefs, intentions and findings) and of the attributions in GUM (16 documents). Texts are read bare, without headline or date. Published on PolNeAR's test set: Stanford CoreNLP 13.9 / – / 17.5 (source, cue, content), BERT with Cofe 83.2 / 75.3 / 72.9. People who mark the same articles agree with each other to 78.5 / 71.3 / 71.4, and to 84.3 on who and what in acts of speech. Rules over words and quotation marks, and a learned finder over trees (docs/decisions/0005-attribution.md); thresholds were chosen on these sets and on the pages below. GUM's marks come from discourse trees and take in "I think" and picture credits, which are no statements here. [errors.md](errors.md) sorts 100 errors by kind, before the finder and after.

| measure, F1 | PolNeAR dev | GUM dev |
| --- | ---: | ---: |
`)
	for _, r := range statementKeys {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", r.label, figure(f, "polnear", r.key), figure(f, "gum-attribution", r.key))
	}
	b.WriteString(`
## Words, tags and trees
Development sets of UD English EWT v2.16 (web text) and of the part of GUM with open texts, by the definitions of the CoNLL 2018 shared task; first with the treebank's words given, then from raw text. Published figures are on the test sets of the releases of their time; those of prose v3 were measured on the same dev sets (docs/speed.md).

| measure | EWT dev | GUM dev | published, EWT / GUM |
| --- | ---: | ---: | --- |
`)
	treeTable(&b, f, languageKeys, "")
	b.WriteString("| **from raw text** | | | |\n")
	treeTable(&b, f, rawKeys, "-raw")
	b.WriteString(`
## Names
Persons, places and organisations, with the shipped actor file and, in brackets, without. UNER and CrossNER: words given, a name counts with its first and last word and its type; CrossNER's politicians are persons, its parties organisations, its countries places. re3d (statements of ministries and armed forces): from raw text; it marks phrases, so a phrase counts as found where a name of its type lies in it, and a name as right where it lies in one; "exact" compares first and last word.

| set | readout | persons | places | organisations | floor, then aim | others |
| --- | ---: | ---: | ---: | ---: | --- | --- |
`)
	for _, r := range nameRows {
		both := func(key string) string {
			return fmt.Sprintf("%s (%s)", figure(f, r.set, key), figure(f, r.set+"-bare", key))
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", r.label, both("f1"), both("per"), both("loc"), both("org"), r.beside)
	}
	fmt.Fprintf(&b, "| the same, exact | %s (%s) | | | | – | – |\n", figure(f, "names-re3d", "exact_f1"), figure(f, "names-re3d-bare", "exact_f1"))
	b.WriteString(`
## Who is meant
Development set of GUM (its own scheme of coreference, words and sentences given; tags, trees and names found) and validation set of GAP (raw text, the two names not told). A found mention is the marked one where heads are the same, or words, or of a name the marked one around it has its head in it.

Names are mentions headed by a proper noun, times aside; their measure is MUC (Vilain et al. 1995) over names alone, as the standard that counts links: a chain of n names has n-1, and names that stand once do not count. It is mild on chains joined wrongly, so B³ over linked names stands beside it. A pronoun (he, she, it, they and their forms, with a marked antecedent) is right where the last name or noun of its found chain before it belongs to its marked chain; linked to another pronoun that is wrong, or not linked, it is wrong. On GAP a pronoun is right where the verdicts on both names are.

| measure | readout | floor |
| --- | ---: | --- |
`)
	for _, r := range corefRows {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", r.label, figure(f, r.set, r.key), r.beside)
	}
	if _, measured := f["links-ecbplus"]; measured {
		linkTable(&b, f)
	}
	b.WriteString(`
## Events in sentences
Classes of PLOVER 2.0, coded sentence by sentence (docs/decisions/0006-event-coding.md). First the development third of PLOVER's gold standard records: 108 sentences of the 1980s to 2000s, one coded event each. Before anybody had looked at them, the rules' first version had class 63.9, quad 72.2, country 37.0 and record 21.3 there: between those figures and these lies what to expect of other sentences. Then our own sentences about invented states (gold/events): 60 that were set aside before the rules were written, and 507 that they were developed on. Three of the batches among these, written in the manner of old wire leads, scored when first seen: class 86, 81 and 65, country 72, 62 and 62, record 51, 44 and 41. A bag of words trained on PLOVER's data reaches 49 on the gold's classes, the last rule-based coder 28 with the parser at hand.

Scored is the record: its events, and its statements with a class, whose actors and targets are the sides. The coder of acts alone (--bare) is a few points better. The found event that stands for the coded one is chosen by its participants alone. A side's sector and an event's modes are compared where the coded one has them.

| measure | PLOVER dev | own, set aside | own, dev | floor, then aim |
| --- | ---: | ---: | ---: | --- |
`)
	for _, r := range eventRows {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", r.label, figure(f, "events-plover", r.key), figure(f, "events-aside", r.key), figure(f, "events-dev", r.key), r.beside)
	}
	b.WriteString(`
## The gold set
Two hundred and fifty articles in the development half and thirty in the test half, about invented states, in the manner of agencies, papers, ministries and NGOs, with an expected record each (gold/guide.md). Rules were developed on the development half; the test half was written before the learned finder came in, and is only scored. The twenty hard pages (gold/hard) are of another hand, who did not know the rules, and are full of answers withheld in unusual words; they are not opened and nothing is learnt from them, but some rules and weights were chosen by their totals. Twenty more of that hand (gold/hard-seen) were looked at.

| measure | development half | test half | hard pages | floor, then aim |
| --- | ---: | ---: | ---: | --- |
`)
	for _, r := range goldRows {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", r.label, figure(f, "gold-dev", r.key), figure(f, "gold-test", r.key), figure(f, "gold-hard", r.key), r.beside)
	}
	if _, measured := f["compare"]; measured {
		compareTable(&b, f)
	}
	b.WriteString(`
## The sample pages
28 pages about invented states with an expected record each, written by hand (sample/README.md). They are full of traps on purpose, and the rules were developed on them: these figures show what the program can do, not what to expect elsewhere. A statement counts as found where at least half of its content's letters are.

| measure | readout |
| --- | ---: |
`)
	table(&b, f, sampleRows)
	return b.String()
}

func linkTable(b *strings.Builder, f figures) {
	b.WriteString(`
## What is about the same event
Development topics of ECB+ (196 short texts of general news, 8 topics with two stories each: two different events of one kind; CC BY 3.0). Texts are grouped by the event they are about; given mentions of events are brought together across all texts, with the stories that were found. All texts and mentions count, those alone in their group included. One threshold, two weights and a list of words for kinds of events (internal/link/concept.txt) were chosen on these texts, which have few subjects: expect less on others. Targets: floor, then aim.

| measure | readout | target | others |
| --- | ---: | ---: | --- |
`)
	for _, r := range linkRows {
		if r.key == "" {
			fmt.Fprintf(b, "| %s | %s, %s, %s | – | – |\n", r.label, figure(f, r.set, "mentions_b3"), figure(f, r.set, "mentions_muc"), figure(f, r.set, "mentions_ceafe"))
			continue
		}
		table(b, f, []row{r})
	}
}

func compareTable(b *strings.Builder, f figures) {
	fmt.Fprintf(b, `
## Accounts side by side
Dossiers of our own pages about one call or meeting (gold/compare, and the sample's disputed call), with the rows that a careful reader puts down, written before the program compared anything: matter, words of each side, verdict. From pages to rows, with all that goes wrong on the way. The rules were made with %d dossiers in view; the other %d were set aside and are only scored. Of eight dossiers that nobody had tuned on, the four set aside among them, 6 rows in a hundred were right when first compared, of seven written while the rules were mended 37 in a hundred, of eleven by another hand 30 to 40, of three harder ones 9 (2 of 22), of six of ordinary difficulty 36 (16 of 45), and of eight by another author who saw no rule 18 (11 of 60). After mending what half of the six and of the eight lost rows by, the other halves, not looked at till then, had 26 (6 of 23, before 7) and 38 (11 of 29, before 9); the first of these has been looked at since. The figures rest on few rows: %.0f and %.0f.

| measure | looked at | set aside | floor, then aim |
| --- | ---: | ---: | --- |
`, len(compareTuned), len(compareAside), f["compare"]["expected"], f["compare-aside"]["expected"])
	for _, r := range compareRows {
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", r.label, figure(f, "compare", r.key), figure(f, "compare-aside", r.key), r.beside)
	}
}

func treeTable(b *strings.Builder, f figures, rows []row, suffix string) {
	for _, r := range rows {
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", r.label, figure(f, "ud-ewt"+suffix, r.key), figure(f, "ud-gum"+suffix, r.key), r.beside)
	}
}

func table(b *strings.Builder, f figures, rows []row) {
	for _, r := range rows {
		cells := []string{r.label, figure(f, r.set, r.key)}
		if r.beside != "" {
			cells = append(cells, r.beside)
		}
		fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | "))
	}
}

func figure(f figures, set, key string) string {
	v, measured := f[set][key]
	if !measured {
		return "not measured"
	}
	if v == float64(int(v)) && v != 100 {
		return fmt.Sprint(int(v))
	}
	return fmt.Sprintf("%.1f", v)
}
