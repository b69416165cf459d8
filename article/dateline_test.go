package article

import (
	"strings"
	"testing"
)

func TestFindDateline(t *testing.T) {
	tests := []struct {
		in, text, place, agency, date string
	}{
		{"Port Ilm/30.04.23/Ilmpress: The envoy arrived.", "Port Ilm/30.04.23/Ilmpress:", "Port Ilm", "Ilmpress", "30.04.23"},
		{"PORT ILM, MAY 1, ILMPRESS: The envoy arrived.", "PORT ILM, MAY 1, ILMPRESS:", "PORT ILM", "ILMPRESS", "MAY 1"},
		{"PORT ILM, MAY 1, ILMPRESS. The envoy arrived.", "PORT ILM, MAY 1, ILMPRESS.", "PORT ILM", "ILMPRESS", "MAY 1"},
		{"PORT ILM, December 8. /ILMA/. The envoy arrived.", "PORT ILM, December 8. /ILMA/.", "PORT ILM", "ILMA", "December 8"},
		{"PORT ILM, March 4 (Ilmpress) - The envoy arrived.", "PORT ILM, March 4 (Ilmpress)", "PORT ILM", "Ilmpress", "March 4"},
		{"PORT ILM, March 4, 2023 (Ilmpress) — The envoy arrived.", "PORT ILM, March 4, 2023 (Ilmpress)", "PORT ILM", "Ilmpress", "March 4, 2023"},
		{"PORT ILM (Ilmpress) — The envoy arrived.", "PORT ILM (Ilmpress)", "PORT ILM", "Ilmpress", ""},
		{"Port Ilm (ilp) - The envoy arrived.", "Port Ilm (ilp)", "Port Ilm", "ilp", ""},
		{"Port Ilm/Ilmpress: The envoy arrived.", "Port Ilm/Ilmpress:", "Port Ilm", "Ilmpress", ""},
		{"Port Ilm, Ostvia, 4 May 2023 – The envoy arrived.", "Port Ilm, Ostvia, 4 May 2023", "Port Ilm, Ostvia", "", "4 May 2023"},
		{"Port Ilm, 04. Februar 2022. Der Gesandte kam an.", "Port Ilm, 04. Februar 2022.", "Port Ilm", "", "04. Februar 2022"},
		{"ПОРТ ИЛЬМ, 8 дек — ИЛЬМА Новости. Посланник прибыл.", "ПОРТ ИЛЬМ, 8 дек — ИЛЬМА Новости.", "ПОРТ ИЛЬМ", "ИЛЬМА Новости", "8 дек"},
		{"Port İlm, 30 aprel, İLMTAC", "Port İlm, 30 aprel, İLMTAC", "Port İlm", "İLMTAC", "30 aprel"},
		{"Port İlm, 30 aprel, İLMTAC — Nümayəndə gəldi.", "Port İlm, 30 aprel, İLMTAC", "Port İlm", "İLMTAC", "30 aprel"},
		{"PORT ILM — The envoy arrived.", "PORT ILM", "PORT ILM", "", ""},
		{"PORT ILM, Ostvia -- “Not now,” he said.", "PORT ILM, Ostvia", "PORT ILM, Ostvia", "", ""},
		{"Port Ilm, OV – The envoy arrived.", "Port Ilm, OV", "Port Ilm, OV", "", ""},
		{"Port Ilm – The envoy arrived.", "", "", "", ""},
		{"PORT ILM — the seat of the mediator — was quiet.", "", "", "", ""},
		{"BREAKING — The envoy arrived.", "", "", "", ""},
		{"OCB - The organisation met.", "", "", "", ""},
		{"ILMPRESS.EXAMPLE - The envoy arrived.", "", "", "", ""},
		{"On May 1, the envoy arrived.", "", "", "", ""},
		{"Monday, May 1 – the envoy arrived.", "", "", "", ""},
		{"Last year, May 1, the envoy arrived.", "", "", "", ""},
		{"Port Ilm (1-0): The home side won.", "", "", "", ""},
		{"The envoy arrived (late) - and left.", "", "", "", ""},
		{"Published: 4 May 2023 – 12:00", "", "", "", ""},
		{"The envoy said on 4 May 2023. Nothing followed.", "", "", "", ""},
		{"", "", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			d, ok := findDateline(tt.in, orderUnknown)
			if ok != (tt.text != "") {
				t.Fatalf("findDateline(%q) = %+v, %t", tt.in, d, ok)
			}
			if d.text != tt.text || ok && d.place != tt.place || d.agency != tt.agency || d.dated != (tt.date != "") || tt.in[d.hit.start:d.hit.end] != tt.date {
				t.Errorf("findDateline(%q) = %+v", tt.in, d)
			}
			if ok && agencyOf(d.text) != d.agency {
				t.Errorf("agencyOf(%q) = %q, want %q", d.text, agencyOf(d.text), d.agency)
			}
		})
	}
}

func FuzzDateline(f *testing.F) {
	for _, s := range []string{"Port Ilm/30.04.23/Ilmpress: The envoy", "PORT ILM, MAY 1, ILMPRESS: The", "A (b) —", "\u00a0A, 1 May. /B/.", "Ա, 1 մայիսի/Բ/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := findDateline(s, orderUnknown)
		if !ok {
			return
		}
		if d.text == "" || len(d.text) > maxDateline || !strings.Contains(s, d.text) || !strings.Contains(d.text, d.agency) {
			t.Fatalf("findDateline(%q) = %+v", s, d)
		}
		agencyOf(d.text)
	})
}
