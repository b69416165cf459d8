package eval

import (
	"testing"

	"readout"
)

// person is a participant.
func person(name string) readout.Participant {
	return readout.Participant{Party: readout.Party{Name: name, Type: "person"}, Role: "actor"}
}

func TestGold_events(t *testing.T) {
	page := &Expected{Judged: true, Events: []ExpectedEvent{
		{Kinds: []string{"call"}, Statuses: []string{"happened"}, Date: readout.Interval{Earliest: "2024-03-03", Latest: "2024-03-03"}, Participants: []string{"Ana Lim", "Bo Orr"}},
		{Kinds: []string{"talks", "meeting"}, Statuses: []string{"planned"}},
		{Kinds: []string{"arrest"}, Statuses: []string{"happened"}, Optional: true},
	}}
	call := readout.Event{Kind: "call", Status: readout.Happened, Participants: readout.List[readout.Participant]{person("Ana Lim"), person("Bo Orr")},
		Date: readout.Time{Interval: readout.On("2024-03-03", readout.Relative)}}
	other := call
	other.Participants = readout.List[readout.Participant]{person("Cy Ode"), person("Di Sol")}
	wrongDay := call
	wrongDay.Date = readout.Time{Interval: readout.On("2024-03-04", readout.Relative)}
	meeting := readout.Event{Kind: "meeting", Status: readout.Planned, Date: readout.Time{Interval: readout.Interval{Earliest: "2024-03-04", Basis: readout.Stated}}}
	arrest := readout.Event{Kind: "arrest", Status: readout.Happened, Participants: readout.List[readout.Participant]{person("Ed Pell")}}
	tests := []struct {
		name                            string
		got                             []readout.Event
		precision, recall, date, status float64
	}{
		{"all", []readout.Event{call, meeting}, 100, 100, 100, 100},
		{"an optional one is no fault", []readout.Event{call, meeting, arrest}, 100, 100, 100, 100},
		{"one missing", []readout.Event{call}, 100, 50, 100, 100},
		{"other people", []readout.Event{other, meeting}, 50, 50, 100, 100},
		{"another day", []readout.Event{wrongDay, meeting}, 100, 100, 50, 100},
		{"nothing", nil, 0, 0, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Gold([]Reading{{Name: "a", Want: page, Got: readout.Record{Events: tt.got}}}, nil).GoldEvents
			if got.EventPrecision != tt.precision || got.EventRecall != tt.recall || got.EventDate != tt.date || got.EventStatus != tt.status {
				t.Errorf("precision %v recall %v date %v status %v", got.EventPrecision, got.EventRecall, got.EventDate, got.EventStatus)
			}
		})
	}
	if got := Gold([]Reading{{Name: "a", Want: &Expected{}, Got: readout.Record{Events: readout.List[readout.Event]{call}}}}, nil).GoldEvents; got != nil {
		t.Errorf("events of a page that says nothing of them are scored: %+v", *got)
	}
}
