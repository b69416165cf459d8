package web

import (
	"fmt"
	"html/template"
	"strings"
)

// recordFuncs are what templates call to put the parts of a record into words and links.
func recordFuncs() template.FuncMap {
	return template.FuncMap{
		"statementAt":  statementURL,
		"eventAt":      eventURL,
		"partyAt":      partyURL,
		"spot":         spotURL,
		"spotOf":       spotOf,
		"near":         near,
		"web":          isWeb,
		"kindShort":    kindShort,
		"kindWords":    kindWords,
		"levelShort":   levelWords,
		"basis":        basisWords,
		"days":         daysOf,
		"dated":        dated,
		"sourceName":   sourceWords,
		"checkName":    checkWords,
		"role":         roleWords,
		"class":        classWords,
		"modality":     modalityWords,
		"sure":         confidenceWords,
		"rule":         ruleWords,
		"verdictName":  verdictName,
		"verdictClass": verdictClass,
		"string":       func(v any) string { return fmt.Sprint(v) },
		"int":          func(n int64) int { return int(n) },
		"add":          func(a, b int) int { return a + b },
		"sub":          func(a, b int) int { return a - b },
	}
}

// isWeb reports whether an address may be made a link: a page's own may be anything.
func isWeb(address any) bool {
	s := fmt.Sprint(address)
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}

// nearParts is how many parts on each side of one are linked, beside the first and last.
const nearParts = 4

// near returns the parts around the nth, with the first and the last.
func near(n int, all []partLink) []partLink {
	var out []partLink
	for _, p := range all {
		if p.N == 1 || p.N == len(all) || p.N >= n-nearParts && p.N <= n+nearParts {
			out = append(out, p)
		}
	}
	return out
}
