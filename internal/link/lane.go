package link

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"readout"
)

// Lanes is the number of lanes.
const Lanes = 1 << 15

// Lane is the part of the work of linking that a page belongs to, of [Lanes]: pages most of
// whose events have the same participants are of one lane, and so are linked one after another
// where many are linked at once. A page that tells of nobody is of a lane by its own hash.
func Lane(rec *readout.Record) int64 {
	told := make(map[string]int)
	for i := range rec.Events {
		if key := sidesKey(rec.Events[i].Participants); key != "" {
			told[key]++
		}
	}
	if len(told) == 0 {
		return lane("page", string(rec.Page.ID))
	}
	keys := slices.Sorted(maps.Keys(told))
	return lane("parties", slices.MaxFunc(keys, func(a, b string) int { return cmp.Compare(told[a], told[b]) }))
}

func lane(of, key string) int64 { return int64(hash64("lane", of, key) % Lanes) }

// sidesKey names the first two of an event's sides in their order, so that a state and its
// minister, or a call and what is said to come of it, go together.
func sidesKey(list []readout.Participant) string {
	var sides []string
	for i := range list {
		p := &list[i]
		sides = append(sides, cmp.Or(strings.ToLower(string(p.Side)), string(p.ID), foldText(p.Name)))
	}
	slices.Sort(sides)
	sides = slices.Compact(sides)
	return strings.Join(sides[:min(len(sides), 2)], " + ")
}
