package eval_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"readout"
	"readout/internal/eval"
)

// The folders whose comparisons are scored: those that were looked at while the comparison
// was made, and those that were set aside.
var (
	compareTuned = []string{"../../sample", "../../gold/compare/gas", "../../gold/compare/trawlers",
		"../../gold/compare/exchange", "../../gold/compare/border", "../../gold/compare/tariff", "../../gold/compare/summit",
		"../../gold/compare/debt", "../../gold/compare/drones", "../../gold/compare/election", "../../gold/compare/hostage", "../../gold/compare/passports", "../../gold/compare/port", "../../gold/compare/railway", "../../gold/compare/rivervisit", "../../gold/compare/satellite", "../../gold/compare/summons", "../../gold/compare/wheat",
		"../../gold/compare/grain", "../../gold/compare/dam", "../../gold/compare/canal", "../../gold/compare/enrichment",
		"../../gold/compare/truce", "../../gold/compare/cables", "../../gold/compare/airspace", "../../gold/compare/vaccines",
		"../../gold/compare/islands", "../../gold/compare/bridge", "../../gold/compare/embassy", "../../gold/compare/fever",
		"../../gold/compare/mandate",
		"../../gold/compare/haze", "../../gold/compare/aircrash", "../../gold/compare/banker",
		"../../gold/compare/chips", "../../gold/compare/reliquary", "../../gold/compare/garrison",
		"../../gold/compare/visas", "../../gold/compare/soy", "../../gold/compare/frigates",
		"../../gold/compare/exercise", "../../gold/compare/locusts", "../../gold/compare/monument", "../../gold/compare/registers",
		"../../gold/compare/windcable", "../../gold/compare/consulate", "../../gold/compare/armistice"}
	compareAside = []string{"../../gold/compare/lithium", "../../gold/compare/radar", "../../gold/compare/readmission",
		"../../gold/compare/schools"}
)

func compareScores(t *testing.T, dirs []string) eval.CompareScores {
	t.Helper()
	var list []eval.Dossier
	for _, dir := range dirs {
		d, err := eval.ReadDossier(context.Background(), dir, readerOf(t, dir+"/actors.toml"))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, d)
	}
	return eval.Compare(list, nil)
}

func TestParseExpectedComparison(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"a row", "event = \"call\"\n[[row]]\nmatter = \"toll\"\na = [\"x\"]\nverdict = \"only A\"", ""},
		{"no such verdict", "[[row]]\nverdict = \"perhaps\"", `row 1: no verdict is called "perhaps"`},
		{"not TOML", "= =", "toml"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := eval.ParseExpectedComparison([]byte(tt.in))
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want) || !errors.Is(err, readout.ErrInvalid)) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}
