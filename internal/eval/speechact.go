package eval

import (
	"strings"
	"sync"
)

// The words by which a cue is known for an act of speech, rather than of belief, wish or
// perception: verbs in all their regular forms, irregular forms, and nouns.
const (
	speechVerbs = `accept accuse acknowledge add address admit advise affirm agree allege announce answer apologize
	argue articulate ask assert assure attack attest beg blame blast boast brag call caution challenge
	charge chide cite claim comment commend complain concede conclude condemn confess confide confirm
	congratulate contend continue contradict counter criticize cry decline declare decry defend demand
	denounce deny deride describe detail disclose discuss dismiss dispute echo elaborate emphasize
	endorse exclaim explain express fire hail highlight hint imply inform inquire insist instruct invite
	invoke issue joke jest label lament liken list maintain mention mock muse narrate note object
	observe opine outline pledge plead point praise preach predict press proclaim promise promote
	pronounce propose protest prompt question quip quote quote-tweet rail rant read reaffirm reassure
	rebuff rebuke rebut recall recite recommend recount refer refuse refute reiterate reject relate
	release remark remind renounce repeat reply report repudiate request respond restate retort retweet
	reveal ridicule say scoff scold shout signal slam speak specify speculate state stress suggest
	summarize swear taunt tease tell testify thank threaten toast tout tweet underscore urge utter vent
	volunteer vow wail warn welcome whisper write yell talk offer order indicate post chant email`
	speechForms = `said say says saying told tells wrote written writes spoke spoken swore sworn read quoted cited`
	speechNouns = `statement remark remarks comment comments tweet tweets speech interview letter email e-mail memo
	testimony announcement allegation allegations accusation accusations claim claims criticism
	criticisms promise promises pledge vow warning warnings answer response reply argument arguments
	call calls demand demands denial denials assertion assertions suggestion suggestions question
	questions message messages post posts op-ed readout communique declaration press words according
	told account accounts complaint complaints reportedly allegedly talks`
)

var speechWords = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, list := range []string{speechForms, speechNouns} {
		for w := range strings.FieldsSeq(list) {
			out[w] = true
		}
	}
	for v := range strings.FieldsSeq(speechVerbs) {
		for _, w := range verbForms(v) {
			out[w] = true
		}
	}
	return out
})

// verbForms returns the forms that a verb may have; some of them are no words, which does
// no harm in a list that is only looked up.
func verbForms(v string) []string {
	last := v[len(v)-1]
	stem := strings.TrimSuffix(v, "e")
	out := []string{v, v + "s", stem + "ed", stem + "ing", v + string(last) + "ed", v + string(last) + "ing"}
	if last == 'y' && !strings.ContainsRune("aeiou", rune(v[len(v)-2])) {
		out = append(out, v[:len(v)-1]+"ies", v[:len(v)-1]+"ied")
	}
	for _, end := range []string{"s", "sh", "ch", "x", "z"} {
		if strings.HasSuffix(v, end) {
			return append(out, v+"es")
		}
	}
	return out
}
