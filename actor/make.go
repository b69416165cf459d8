package actor

import "slices"

// The roles that the loader knows by name.
const (
	headOfState      = "head-of-state"
	headOfGovernment = "head-of-government"
	foreignMinister  = "foreign-minister"
	defenceMinister  = "defence-minister"
	foreignMinistry  = "foreign-ministry"
	defenceMinistry  = "defence-ministry"
	spokesperson     = "spokesperson"
	presidency       = "presidency"
	government       = "government"
	parliament       = "parliament"
)

// made returns the offices and bodies that every state of its status has. Those with an
// id that the files give themselves are left out by the caller.
func made(e *entry) []*entry {
	s := e.state
	var out []*entry
	add := func(role, title string, t Type) *entry {
		a := Actor{
			ID: s.ID + "/" + role, Type: t, Side: s.ID, Role: role,
			Name: title + " of " + withArticle(s), AsOf: e.AsOf, Source: e.Source,
		}
		m := &entry{Actor: a, at: e.at, title: title}
		if len(s.Demonyms) > 0 {
			m.common.Names = []string{s.Demonyms[0] + " " + title}
		}
		out = append(out, m)
		return m
	}
	sovereign := e.Role != dependent && e.Role != region
	if s.HeadOfState != "" {
		add(headOfState, s.HeadOfState, Office)
		if s.HeadOfState == "President" {
			add(presidency, "Presidential Office", Body)
		} else {
			add(presidency, "Office of the "+s.HeadOfState, Body)
		}
	}
	if s.HeadOfGovernment != "" {
		add(headOfGovernment, s.HeadOfGovernment, Office)
	}
	if e.Role != region {
		add(government, "Government", Body)
		add(parliament, or(s.Parliament, "Parliament"), Body)
	}
	if sovereign || s.ForeignMinistry != "" {
		add(foreignMinistry, or(s.ForeignMinistry, "Ministry of Foreign Affairs"), Body)
		add(foreignMinister, or(s.ForeignMinister, "Foreign Minister"), Office).Body = s.ID + "/" + foreignMinistry
		m := add(spokesperson, "Foreign Ministry spokesperson", Office)
		if len(m.common.Names) > 0 {
			m.Name = m.common.Names[0]
		}
		m.Body, m.Many = s.ID+"/"+foreignMinistry, true
	}
	if sovereign || s.DefenceMinistry != "" {
		add(defenceMinistry, or(s.DefenceMinistry, "Ministry of Defence"), Body)
		add(defenceMinister, or(s.DefenceMinister, "Defence Minister"), Office).Body = s.ID + "/" + defenceMinistry
	}
	if s.Military != "" {
		add("military", s.Military, Body)
	}
	return out
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// withArticle returns the state's name as it stands after "of".
func withArticle(s *stateEntry) string {
	if the := "the " + s.Name; slices.Contains(s.Names, the) {
		return the
	}
	return s.Name
}

// spokespeople are the titles of those who speak for a body or office.
var spokespeople = []string{
	"spokesperson", "spokesman", "spokeswoman", "spox", "press secretary", "press officer",
	"press spokesman", "press spokesperson", "chief spokesperson", "chief spokesman", "chief spokeswoman",
}

// pressOffices are the parts of a body or office that speak for it.
var pressOffices = []string{
	"press service", "press office", "press department", "press centre", "press center", "information department",
}

// roleParts are the titles and parts that mean an office or body of a role where they
// stand with whom it belongs to: "foreign ministry" with "Azerbaijani".
var roleParts = map[string][]string{
	headOfState:      {"head of state"},
	headOfGovernment: {"head of government"},
	foreignMinister: {
		"foreign minister", "minister of foreign affairs", "minister for foreign affairs", "foreign affairs minister",
		"FM", "top diplomat", "chief diplomat",
	},
	defenceMinister: {
		"defence minister", "defense minister", "minister of defence", "minister of defense",
		"minister for defence", "minister of national defence", "minister of national defense", "defence chief", "defense chief",
	},
	foreignMinistry: {
		"foreign ministry", "ministry of foreign affairs", "ministry for foreign affairs", "foreign affairs ministry",
		"MFA", "MOFA", "MoFA",
	},
	defenceMinistry: {
		"defence ministry", "defense ministry", "ministry of defence", "ministry of defense",
		"ministry of national defence", "ministry of national defense", "MOD", "MoD",
	},
	presidency: {
		"presidency", "presidential press service", "presidential office", "presidential administration",
		"presidential palace", "presidential press office", "executive office of the president",
		"president's office", "president's press service", "office of the president", "administration of the president",
		"administration of president", "royal court", "royal palace", "royal office",
	},
	"president-spokesperson":          {"presidential spokesperson", "presidential spokesman", "presidential spokeswoman"},
	"head-of-government-office":       {"prime minister's office", "office of the prime minister", "PMO", "prime ministerial office"},
	"head-of-government-spokesperson": {"prime ministerial spokesman", "prime ministerial spokeswoman"},
	government:                        {"government", "cabinet", "cabinet of ministers", "council of ministers", "authorities", "govt"},
	parliament:                        {"parliament", "national parliament", "legislature"},
	"parliament-speaker": {
		"parliament speaker", "parliamentary speaker", "speaker of parliament", "speaker of the parliament",
		"speaker of the national assembly", "chairman of the parliament", "chairman of parliament",
	},
	"military":                {"military", "army", "armed forces", "armed forces' press service"},
	"general-staff":           {"general staff", "general staff of the armed forces"},
	"deputy-foreign-minister": {"deputy foreign minister", "deputy minister of foreign affairs", "vice foreign minister", "deputy FM"},
	"vice-president":          {"vice president", "first vice president"},
	"national-security-adviser": {
		"national security adviser", "national security advisor", "security adviser", "security advisor",
	},
	"interior-minister":          {"interior minister", "minister of interior", "minister of the interior", "minister of internal affairs"},
	"interior-ministry":          {"interior ministry", "ministry of interior", "ministry of the interior", "ministry of internal affairs"},
	"finance-minister":           {"finance minister", "minister of finance"},
	"finance-ministry":           {"finance ministry", "ministry of finance"},
	"deputy-prime-minister":      {"deputy prime minister", "vice prime minister", "vice premier", "deputy premier"},
	"government-spokesperson":    {"government spokesperson", "government spokesman", "government spokeswoman"},
	"security-council-secretary": {"security council secretary", "secretary of the security council"},
	"opposition-leader":          {"opposition leader"},
}

// chiefParts are those that mean an office where they stand with the body or
// organisation that it heads or speaks for: "chief" with "NATO".
var chiefParts = map[string][]string{
	spokesperson:             spokespeople,
	"defence-spokesperson":   spokespeople,
	"president":              {"president", "chief", "head"},
	"chair":                  {"chair", "chairman", "chairwoman", "chairperson", "chairperson-in-office", "chairman-in-office"},
	"secretary-general":      {"secretary general", "chief", "head", "sec-gen", "secgen"},
	"director-general":       {"director general", "chief", "head"},
	"executive-director":     {"executive director", "chief", "head", "director"},
	"high-commissioner":      {"high commissioner", "chief", "head"},
	"high-representative":    {"high representative", "foreign policy chief", "top diplomat", "chief diplomat"},
	"managing-director":      {"managing director", "chief", "head"},
	"administrator":          {"administrator", "chief", "head"},
	"director":               {"director", "chief", "head"},
	"prosecutor":             {"prosecutor", "chief prosecutor"},
	"special-representative": {"special representative"},
}

// titleParts are further titles of a head of state or government with a title.
var titleParts = map[string][]string{
	"Prime Minister": {"premier", "PM"},
	"Chancellor":     {"federal chancellor"},
	"King":           {"queen", "monarch"},
}
