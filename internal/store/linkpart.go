package store

import (
	"maps"
	"slices"

	"readout/internal/link"
)

// parted returns those among whom are neighbours no more since keys came, but for what is on
// pages of this batch, which is compared anew in any case. Where keys went, those who are
// neighbours now are linked again.
func (l *linker) parted(table string) []itemRef {
	went := l.moved.went[table]
	gone := make(map[int64]int) // how many have a key no more
	for _, keys := range went {
		for _, k := range keys {
			gone[k]++
		}
	}
	for _, at := range slices.SortedFunc(maps.Keys(went), compareItemRefs) {
		for key, sides := range l.around(table, place{at, l.rankOf(at.page), went[at]}) {
			l.joined(sides, reachOf[table], gone[key])
		}
	}
	return slices.SortedFunc(maps.Keys(l.crowds[table]), compareItemRefs)
}

// joined has those around a place linked again that may be neighbours across it now, as so many
// that had the key have it no more.
func (l *linker) joined(near *sides, reach, gone int) {
	if len(near[0]) == 0 || len(near[1]) == 0 || len(near[0])+len(near[1])+gone-1 <= reach {
		return // they were neighbours before
	}
	for _, r := range slices.Concat(near[0], near[1]) {
		if !l.fresh[r.page] {
			l.dirty[r.page] = true
		}
	}
}

// between calls f for those around a place who are not all neighbours across it, with those
// behind it that are too far away now, nil where more may be.
func (l *linker) between(near *sides, reach int, f func(r itemRef, from []itemRef)) {
	if len(near[0]) == 0 || len(near[1]) == 0 || len(near[0])+len(near[1]) <= reach {
		return
	}
	for i, side := range near {
		across := near[1-i]
		crowded := slices.ContainsFunc(across, func(r itemRef) bool { return l.fresh[r.page] })
		for k, r := range side {
			switch beyond := reach - k - 1; { // how many across are within reach
			case l.fresh[r.page]:
			case crowded: // others that came hide who was in reach
				f(r, nil)
			case beyond < len(across):
				f(r, across[beyond:])
			}
		}
	}
}

func (l *linker) rankOf(page int64) int64 {
	if p := l.page(page); p != nil {
		return p.rank
	}
	return 0
}

// byDay returns the neighbours of an event by its days.
func (l *linker) byDay(me itemRef) map[itemRef]bool {
	if near, ok := l.near[me]; ok {
		return near
	}
	near := make(map[itemRef]bool)
	if it := l.item(me); it != nil {
		l.neighbours(eventRows, me, l.rankOf(me.page), dayKeys(it), func(r itemRef) { near[r] = true })
	}
	l.near[me] = near
	return near
}

// partTexts takes out the comparisons of pages that are neighbours no more.
func (l *linker) partTexts() {
	stored := make(map[int64][]int64)
	parted := pagesWith(l.parted(textKeys))
	l.trace.readPages(inTexts, parted...)
	l.among("SELECT page, other FROM text_pairs WHERE page", parted, func(scan func(...any) error) error {
		var page, other int64
		err := scan(&page, &other)
		stored[page] = append(stored[page], other)
		return err
	})
	pages := slices.Sorted(maps.Keys(stored))
	l.readPages(pages)
	var places []place
	for _, id := range pages {
		if p := l.page(id); p != nil {
			places = append(places, place{itemRef{page: id}, p.rank, p.Bands()})
		}
	}
	l.surround(textKeys, places)
	for _, id := range pages {
		p := l.page(id)
		if p == nil {
			continue
		}
		near := l.textCandidates(p)
		slices.Sort(stored[id])
		for _, other := range stored[id] {
			if l.fresh[other] || near[other] {
				continue
			}
			l.trace.writePages(inTexts, id, other)
			l.exec("DELETE FROM text_pairs WHERE page = ? AND other = ?", id, other)
			l.exec("DELETE FROM text_pairs WHERE page = ? AND other = ?", other, id)
			l.told = append(l.told, id, other)
			l.apart = append(l.apart, [2]int64{id, other})
		}
	}
}

// pagesWith returns the pages that items are on.
func pagesWith(items []itemRef) []int64 {
	var out []int64
	for _, r := range items {
		out = append(out, r.page)
	}
	return distinct(out)
}

// partEvents looks again at events whose pages were said to carry one text, and at those
// that are neighbours no more. It returns those whose links that may change.
func (l *linker) partEvents() (seeds []itemRef) {
	for _, pages := range l.apart {
		a, b := l.page(pages[0]), l.page(pages[1])
		if a == nil || b == nil {
			continue
		}
		for i := range a.Items {
			for k := range b.Items {
				seeds = append(seeds, l.lookAgain(itemRef{a.id, i}, itemRef{b.id, k}, false)...)
			}
		}
	}
	for _, me := range l.parted(eventRows) {
		it := l.item(me)
		if it == nil || !it.Known() {
			continue
		}
		near := l.byDay(me)
		l.trace.readPages(inEvents, me.page)
		l.trace.readPages(inTexts, me.page)
		for _, other := range l.refs("SELECT other, other_n FROM event_verdicts WHERE page = ? AND n = ?", me.page, me.n) {
			theirs := l.item(other)
			if near[other] || l.fresh[other.page] || theirs == nil || !theirs.Known() { // others do not meet by days
				continue
			}
			same := l.row("SELECT 1 FROM text_pairs WHERE page = ? AND other = ?", []any{me.page, other.page}, new(int))
			seeds = append(seeds, l.lookAgain(me, other, same)...)
		}
	}
	return seeds
}

// lookAgain gives the verdict on two events anew, or takes it out where they are not to be
// compared any more.
func (l *linker) lookAgain(a, b itemRef, sameText bool) []itemRef {
	mine, theirs := l.item(a), l.item(b)
	if mine == nil || theirs == nil || l.err != nil {
		return nil
	}
	shared := shared(l.featureKeys(a), l.featureKeys(b))
	telling := l.telling(slices.Sorted(maps.Keys(shared)))
	met := sameText || l.byDay(a)[b]
	tells := make(map[link.Feature]bool)
	for k, f := range shared {
		if telling[k] != nil {
			tells[f] = true
		}
	}
	met = met || link.Meet(tells, mine.Known(), theirs.Known())
	c, bySomebody := l.said(a)[b]
	if a.page == b.page && !bySomebody || !met && !bySomebody {
		l.drop(a, b)
	} else if v, ok := l.judge(a, b, sameText, tells, c, bySomebody); ok {
		l.keep(a, b, v)
	} else {
		l.drop(a, b)
	}
	return []itemRef{a, b}
}

func (l *linker) drop(a, b itemRef) {
	delete(l.verdicts, pairOf(a, b))
	l.trace.writePages(inEvents, a.page, b.page)
	const text = "DELETE FROM event_verdicts WHERE page = ? AND n = ? AND other = ? AND other_n = ?"
	l.exec(text, a.page, a.n, b.page, b.n)
	l.exec(text, b.page, b.n, a.page, a.n)
}

// featureKeys are the keys of an event's features.
func (l *linker) featureKeys(r itemRef) map[int64]link.Feature {
	if keys, ok := l.features[r]; ok {
		return keys
	}
	keys := make(map[int64]link.Feature)
	if it := l.item(r); it != nil {
		for _, k := range it.FeatureKeys() {
			keys[k.Key] = k.Feature
		}
	}
	l.features[r] = keys
	return keys
}

func shared(a, b map[int64]link.Feature) map[int64]link.Feature {
	if len(b) < len(a) {
		a, b = b, a
	}
	out := make(map[int64]link.Feature)
	for k, f := range a {
		if _, ok := b[k]; ok {
			out[k] = f
		}
	}
	return out
}

// partQuotes looks again at quotations of which something is noted, where some are neighbours no
// more.
func (l *linker) partQuotes() {
	noted := make(map[itemRef]map[int64]string) // by quotation: the other page, and the note
	crowded := pagesWith(l.parted(quoteKeys))
	l.trace.readPages(inChecks, crowded...)
	l.among("SELECT page, n, other, json FROM link_checks WHERE page", crowded, func(scan func(...any) error) error {
		var r itemRef
		var other int64
		var check string
		err := scan(&r.page, &r.n, &other, &check)
		if noted[r] == nil {
			noted[r] = make(map[int64]string)
		}
		noted[r][other] = check
		return err
	})
	crowds := l.crowds[quoteKeys]
	maps.DeleteFunc(noted, func(r itemRef, checks map[int64]string) bool {
		c, ok := crowds[r]
		return !ok || !slices.ContainsFunc(slices.Collect(maps.Keys(checks)), c.hasPage)
	})
	parted := slices.SortedFunc(maps.Keys(noted), compareItemRefs)
	l.readPages(pagesWith(parted))
	parted = slices.DeleteFunc(parted, func(r itemRef) bool {
		p := l.page(r.page)
		return p == nil || r.n >= len(p.Quotes)
	})
	l.surroundQuotes(parted)
	var others []int64
	for _, checks := range noted {
		others = slices.AppendSeq(others, maps.Keys(checks))
	}
	l.readPages(others)
	for _, r := range parted {
		for _, other := range l.quotesNear(l.page(r.page), r.n, func(page int64) bool { return noted[r][page] != "" }) {
			l.quoteCheck(l.page(r.page), r.n, other)
		}
		for other, check := range noted[r] {
			switch now, still := l.checks[checkKey{r.page, other, r.n}]; {
			case !still:
				l.trace.writePages(inChecks, r.page)
				l.exec("DELETE FROM link_checks WHERE page = ? AND other = ? AND n = ?", r.page, other, r.n)
			case now == check: // it stands there
				delete(l.checks, checkKey{r.page, other, r.n})
			}
		}
	}
}

// surroundQuotes asks at once for those around quotations.
func (l *linker) surroundQuotes(quotations []itemRef) {
	var places []place
	for _, r := range quotations {
		p := l.page(r.page)
		places = append(places, place{r, p.rank, p.Quotes[r.n].Keys()})
	}
	l.surround(quoteKeys, places)
}
