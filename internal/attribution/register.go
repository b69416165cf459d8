package attribution

import (
	"math"

	"readout/internal/nn"
)

// What registers are told by.
var (
	pastTag    = hashString("VBD")
	presentTag = hashString("VBP")
	thirdTag   = hashString("VBZ")
	modalTag   = hashString("MD")
	nameTag    = hashString("NNP")
	sayKey, _  = nn.LowerKey("say", nil)
)

// remote reports whether a page's language is far from that of news, which says "said", has
// names and quotations, and leaves out I and you. The weights are those of a logistic regression on
// the pages learnt from, PolNeAR's against GUM's, a page of the latter counting six times:
// 14 in a hundred of PolNeAR's are remote, and 88 of GUM's.
func (p *page) remote() bool {
	var self, names, said, quoted, plain, past, finite float64
	for i := range p.words {
		w := &p.words[i]
		switch {
		case w.punct:
			continue
		case w.region > 0:
			quoted++
			continue
		case w.form == iKey || w.form == youKey || w.form == weKey:
			self++
		case w.lemma == sayKey:
			said++
		}
		plain++
		switch w.tag {
		case pastTag:
			past++
			finite++
		case presentTag, thirdTag, modalTag:
			finite++
		case nameTag:
			names++
		}
	}
	plain, finite = plain+1, finite+1
	return 0.96+12.36*math.Sqrt(self/plain)+1.62*past/finite-2.04*quoted/(plain+quoted)-5.19*names/plain-27.64*math.Sqrt(said/plain) >= 0
}
