package actor

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"readout"
)

func loadWorld(t testing.TB) *Roster {
	t.Helper()
	r, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestWorld_Names holds that no name of the shipped files means two actors, but for
// those that the files list as ambiguous. Last names are shared by nature.
func TestWorld_Names(t *testing.T) {
	r := loadWorld(t)
	ambiguous := make(map[string]bool)
	for _, n := range r.notes {
		if !n.ignore {
			ambiguous[foldName(n.phrase)] = true
		}
	}
	owners, titles := make(map[string][]string), titleCounts(r.all)
	for i, a := range r.actors {
		for _, name := range shownNames(r, a, r.all[i], titles) {
			key := foldName(name)
			if name == strings.ToUpper(name) {
				key = name // an acronym is no word
			}
			if !slices.Contains(owners[key], a.ID) {
				owners[key] = append(owners[key], a.ID)
			}
		}
	}
	for name, ids := range owners {
		if len(ids) > 1 && !ambiguous[foldName(name)] {
			t.Errorf("%q means %v: list it as ambiguous or take it from all but one", name, ids)
		}
	}
	for name := range ambiguous {
		n := 0
		for key, ids := range owners {
			if foldName(key) == name {
				n += len(ids)
			}
		}
		if n < 2 {
			t.Errorf("%q is listed as ambiguous and means %d actors", name, n)
		}
	}
}

// TestWorld_Find holds that the usual names of what the files have are found, whole.
func TestWorld_Find(t *testing.T) {
	r := loadWorld(t)
	tests := []struct{ text, want string }{
		{"US", "USA"}, {"U.S.", "USA"}, {"United States of America", "USA"}, {"Britain", "GBR"},
		{"Turkiye", "TUR"}, {"Türkiye", "TUR"}, {"Swaziland", "SWZ"}, {"Burma", "MMR"}, {"Czechia", "CZE"},
		{"Macedonia", "MKD"}, {"Cote d’Ivoire", "CIV"}, {"DR Congo", "COD"}, {"Congo", "COG COD"}, {"AZERBAIJAN", "AZE"},
		{"US Secretary of State", "USA/foreign-minister"}, {"US secretary of state", "USA/foreign-minister"},
		{"Secretary of State", "USA/foreign-minister"}, {"British Foreign Secretary", "GBR/foreign-minister"},
		{"Azerbaijani President", "AZE/head-of-state"}, {"President of the Republic of Azerbaijan", "AZE/head-of-state"},
		{"press service of the President of Azerbaijan", "AZE/presidency"}, {"Presidential Administration of Azerbaijan", "AZE/presidency"},
		{"Armenia's Ministry of Foreign Affairs", "ARM/foreign-ministry"}, {"Armenian MFA", "ARM/foreign-ministry"},
		{"Georgian Defense Ministry", "GEO/defence-ministry"}, {"Georgia's prime minister", "GEO/head-of-government"},
		{"German Chancellor", "DEU/head-of-government"}, {"Jordan's King", "JOR/head-of-state"}, {"Indian External Affairs Minister", "IND/foreign-minister"},
		{"State Department spokeswoman", "USA/spokesperson"}, {"Iranian Foreign Ministry spokesman", "IRN/spokesperson"},
		{"spokeswoman for the Russian Foreign Ministry", "RUS/spokesperson"}, {"Kremlin spokesman", "RUS/president-spokesperson"},
		{"the Kremlin", "RUS/presidency"}, {"the White House", "USA/presidency"}, {"Foggy Bottom", "USA/foreign-ministry"},
		{"Downing Street", "GBR/head-of-government-office"}, {"Quai d'Orsay", "FRA/foreign-ministry"}, {"Elysee", "FRA/presidency"},
		{"Baku", "AZE"}, {"Kiev", "UKR"}, {"UN Secretary-General", "un/secretary-general"}, {"NATO chief", "nato/secretary-general"},
		{"EU foreign policy chief", "eu/high-representative"}, {"IAEA director general", "iaea/director-general"},
		{"Minsk Group", "osce-minsk-group"}, {"WHO", "who"}, {"OPEC+", "opec-plus"}, {"P5+1", "p5plus1"}, {"Doctors Without Borders", "msf"},
		{"The New York Times", "nyt"}, {"Agence France-Presse", "afp"}, {"Foreign Minister", ""}, {"us", ""}, {"who", ""}, {"may", ""},
		{"the Indian Ocean", ""}, {"Latin American", ""},
	}
	for _, tt := range tests {
		got, words := "", strings.TrimPrefix(tt.text, "the ")
		for _, m := range r.Find(tt.text) {
			for _, a := range m.Actors {
				got += " " + a.ID
			}
			if found := tt.text[m.Start:m.End]; found != words {
				t.Errorf("%q: found %q", tt.text, found)
			}
		}
		if got = strings.TrimSpace(got); got != tt.want {
			t.Errorf("%q means %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestWorld_Seats holds that nobody else sat in a seat for one while it was taken. An
// acting holder may stand in for one who has not left.
func TestWorld_Seats(t *testing.T) {
	r := loadWorld(t)
	type sitting struct {
		who string
		Tenure
	}
	seats := make(map[string][]sitting)
	for p := range r.Actors() {
		for _, h := range p.Held {
			if !r.Get(h.Office).Many && !h.Acting {
				seats[h.Office] = append(seats[h.Office], sitting{p.ID, h})
			}
		}
	}
	end := func(d readout.Day) readout.Day { return readout.Day(or(string(d), "9999-12-31")) }
	for office, all := range seats {
		for i, a := range all {
			for _, b := range all[:i] {
				from := max(a.From.Latest, b.From.Latest)
				to := min(end(a.To.Earliest), end(b.To.Earliest))
				if a.who != b.who && from < to {
					t.Errorf("%s: both %s (%s to %s) and %s (%s to %s)", office,
						a.who, a.From.Earliest, a.To.Latest, b.who, b.From.Earliest, b.To.Latest)
				}
			}
		}
	}
}

// TestWorld_Complete holds what a reader takes for granted.
func TestWorld_Complete(t *testing.T) {
	r := loadWorld(t)
	members, ids := 0, make(map[string]bool)
	for a := range r.Actors() {
		if ids[a.ID] {
			t.Errorf("id %q twice", a.ID)
		}
		ids[a.ID] = true
		if !a.AsOf.Valid() {
			t.Errorf("%s: as_of is %q, want a day", a.ID, a.AsOf)
		}
		if a.Role == "un-member" {
			members++
		}
		if a.Type == State && (a.Role == "un-member" || a.Role == "observer") && len(a.Demonyms) == 0 && a.ID != "VAT" {
			t.Errorf("%s has no demonym", a.ID)
		}
	}
	if members != 193 {
		t.Errorf("%d members of the United Nations, want 193", members)
	}
}

// TestWorld_Size prints what there is, so that the figures in the docs can be checked.
func TestWorld_Size(t *testing.T) {
	r := loadWorld(t)
	types, names, titles := make(map[Type]int), 0, titleCounts(r.all)
	for i, a := range r.actors {
		types[a.Type]++
		names += len(shownNames(r, a, r.all[i], titles))
	}
	if r.Len() < 1500 {
		t.Errorf("%d actors, want 1500 at least", r.Len())
	}
	t.Logf("%d actors %v, %d names, %d nodes, %d titles and parts with their owners",
		r.Len(), fmt.Sprint(types), names, len(r.index.names.nodes), len(r.index.owned))
}

// shownNames returns the names by which an actor is found without its side.
func shownNames(r *Roster, a *Actor, e *entry, titles map[string]int) []string {
	return slices.Concat(r.index.ownNames(a, e, titles), a.Demonyms, a.Metonyms)
}
