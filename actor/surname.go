package actor

import "strings"

// particles stand before a last name and belong to it: "von der Leyen". After those that
// map to true the bare name is in use too: "Assad" for "al-Assad".
var particles = map[string]bool{
	"von": false, "van": false, "der": false, "den": false, "de": false, "del": false, "della": false,
	"di": false, "da": false, "dos": false, "du": false, "la": false, "le": false, "ter": false, "ten": false,
	"bin": false, "ibn": false, "bint": false, "ben": false, "abu": false, "st": false, "zu": false, "af": false,
	"mac": false, "al": true, "el": true, "ul": true, "ur": true, "as": true, "ash": true, "ad": true,
}

// styles begin the names of those who are not called by a last name: "Pope Francis".
var styles = map[string]bool{
	"pope": true, "king": true, "queen": true, "prince": true, "princess": true, "emperor": true, "emir": true,
	"grand": true, "patriarch": true, "catholicos": true, "sultan": true, "empress": true,
}

// fillSurnames adds the last names of people. Those that are common words, or names of
// something else, are known to [Roster.Surname] but not found in texts.
func (r *Roster) fillSurnames() {
	r.bearers = make(map[string][]*Actor)
	given := r.givenNames()
	for _, a := range r.actors {
		if a.Type != Person {
			continue
		}
		for _, name := range surnames(a, a.Surname, r.familyFirst(a)) {
			key := foldName(name)
			if r.bearers[key] = append(r.bearers[key], a); commonWords[key] {
				continue
			}
			words, w, err := r.index.read(name, false)
			if err != nil || r.index.names.taken(words) {
				continue
			}
			w.alone = given[key]
			r.index.names.add(words, w, BySurname, a)
		}
	}
}

// givenNames returns the folded first words of people's names: a last name among them is
// none where a capitalised word follows, as in "Paul Oran".
func (r *Roster) givenNames() map[string]bool {
	given := make(map[string]bool)
	for _, a := range r.actors {
		if a.Type == Person && !r.familyFirst(a) {
			first, _, _ := strings.Cut(a.Name, " ")
			given[foldName(first)] = true
		}
	}
	return given
}

func (r *Roster) familyFirst(a *Actor) bool {
	side := r.byID[a.Side]
	return side != nil && r.familyNameFirst[side]
}

// taken reports whether the words are a name of something that is no last name.
func (t *trie) taken(words []int32) bool {
	for _, e := range t.node(words).ends {
		if e.how != BySurname {
			return true
		}
	}
	return false
}

// fullNames returns the names of more than one word; single ones are last names.
func fullNames(names []string) []string {
	var out []string
	for _, n := range names {
		if strings.ContainsAny(foldName(n), " ") {
			out = append(out, n)
		}
	}
	return out
}

// surnames returns the last names of a person: the one given, else the single words
// among the names, else what the form of the name tells.
func surnames(p *Actor, given string, familyFirst bool) []string {
	if given != "" {
		return []string{given}
	}
	var single []string
	for _, n := range p.Names {
		if !strings.Contains(foldName(n), " ") {
			single = append(single, n)
		}
	}
	if len(single) > 0 {
		return single
	}
	var out []string
	seen := make(map[string]bool)
	for _, n := range p.Names {
		for _, s := range derive(n, familyFirst) {
			if key := foldName(s); !seen[key] {
				seen[key] = true
				out = append(out, s)
			}
		}
	}
	return out
}

// derive returns the last name of a full name, with its particles, and without them
// where it is in use so.
func derive(name string, familyFirst bool) []string {
	words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == ',' })
	for len(words) > 1 && generation(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	if len(words) < 2 || styles[foldName(words[0])] {
		return nil
	}
	if familyFirst {
		return words[:1]
	}
	last := len(words) - 1
	first := last
	for first > 1 && isParticle(words[first-1]) {
		first--
	}
	bare := words[last]
	if head, tail, ok := strings.Cut(bare, "-"); ok && particles[foldName(head)] {
		return []string{bare, tail}
	}
	if first == last {
		return []string{bare}
	}
	out := []string{strings.Join(words[first:], " ")}
	if particles[foldName(words[last-1])] {
		out = append(out, bare)
	}
	return out
}

func isParticle(word string) bool {
	_, ok := particles[foldName(word)]
	return ok
}

// Particle reports whether a word in small letters between the words of a name belongs to
// the last name, "Ana van der Lim", and is no English word either.
func Particle(word string) bool {
	return isParticle(word) && word != "as" && word != "ad" && word != "ten"
}

// generation reports whether the word tells bearers of one name apart: "Jr.", "III".
func generation(word string) bool {
	switch strings.Trim(word, ".") {
	case "Jr", "Sr", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XVI":
		return true
	}
	return false
}
