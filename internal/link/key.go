package link

import (
	"slices"
	"time"

	"readout"
)

// A DayKey is one under which events of one kind, party and day are found.
type DayKey int64

// A FeatureKey is one under which events of the same parties with the same feature are
// found.
type FeatureKey struct {
	Key     int64
	Feature Feature
}

// Limits on the keys of one item.
const (
	maxKeyParties = 8 // for days
	maxPairs      = 6 // of parties, for features
)

// DayKeys are the keys of an item whose days are known: two that could be one on the same
// day share one. Others have none.
func (it *Item) DayKeys() []DayKey {
	if !it.Known() {
		return nil
	}
	day, _ := time.Parse(time.DateOnly, string(it.Event.Date.Earliest))
	who := it.handles()
	var keys []DayKey
	for range days(it.Event.Date.Interval) {
		on := string(readout.DayOf(day))
		for _, h := range who {
			keys = append(keys, DayKey(hash64("day", it.Kind.Family, on, h)))
		}
		day = day.AddDate(0, 0, 1)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// handles are what an item is found by: the last words of its parties' names, their sides
// together, and the place.
func (it *Item) handles() []string {
	var out, sides []string
	for _, p := range it.parties() {
		out = append(out, "name "+p.last())
		if p.Side != "" {
			sides = append(sides, p.Side)
		}
	}
	if where := foldText(string(it.Event.Place)); where != "" && placed(it.Kind) {
		out = append(out, "place "+where)
	}
	slices.Sort(sides)
	sides = slices.Compact(sides)
	for i := range sides {
		for _, other := range sides[i+1:] {
			out = append(out, "sides "+sides[i]+" "+other)
		}
	}
	return out
}

// parties are those that an item is found by.
func (it *Item) parties() []Party {
	list := present(it.Parties)
	return list[:min(len(list), maxKeyParties)]
}

// FeatureKeys are the keys of what an item has in common with few others of its parties.
func (it *Item) FeatureKeys() []FeatureKey {
	var keys []FeatureKey
	for _, pair := range it.pairs() {
		for _, sort := range []struct {
			name string
			list []string
		}{{"quotation", it.Quoted}, {"words", it.Runs}, {"figure", it.Numbers}, {"name", it.Names}} {
			for _, text := range sort.list {
				keys = append(keys, it.featureKey(pair, Feature{sort.name, text}))
			}
		}
		for _, f := range it.sayings() {
			keys = append(keys, it.featureKey(pair, f))
		}
	}
	return keys
}

func (it *Item) featureKey(pair string, f Feature) FeatureKey {
	return FeatureKey{int64(hash64("feature", it.Kind.Family, pair, f.Sort, f.Text)), f}
}

// pairs are the parties of an item two by two, or the only one.
func (it *Item) pairs() []string {
	var names []string
	for _, p := range it.parties() {
		names = append(names, p.last())
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) == 1 {
		return names
	}
	var out []string
	for i := range names {
		for _, other := range names[i+1:] {
			if out = append(out, names[i]+" + "+other); len(out) == maxPairs {
				return out
			}
		}
	}
	return out
}

// A Bearer is an item that has a feature, as far as it matters for whether the feature is
// telling.
type Bearer struct {
	Ref
	Date readout.Interval
}

// Meet reports whether two events that share telling features are worth comparing. Where the
// days of both are known these decide; where those of neither are, what they share must be
// enough to link them, see [Compare]: the names that recur whenever the same two speak are not.
func Meet(shared map[Feature]bool, aKnown, bKnown bool) bool {
	if aKnown || bKnown {
		return len(shared) > 0 && !(aKnown && bKnown)
	}
	points, run := 0.0, 0.0
	for f := range shared {
		switch f.Sort {
		case "quotation":
			points += quoteWeight
		case "words":
			run = loneRunWeight
		case "figure":
			points += figureWeight
		case "news":
			points += newsWeight
		}
	}
	return points+run >= needed
}

// MaxBearers is how many items may have a feature that still tells something.
const MaxBearers = 256

// Telling reports whether a feature points to one event: all of its bearers whose days are
// known could be on one day. A phrase that the same two parties use in every call is not.
func Telling(bearers []Bearer) bool {
	if len(bearers) > MaxBearers {
		return false
	}
	common, ok := readout.Interval{}, true
	for _, b := range bearers {
		if days(b.Date) <= maxWindow {
			common, ok = overlap(common, b.Date)
		}
		if !ok {
			return false
		}
	}
	return true
}
