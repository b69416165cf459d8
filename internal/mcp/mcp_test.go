package mcp

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"readout/internal/desktest"
)

// connect returns a session of the SDK's own client, over HTTP or in memory.
func connect(t *testing.T, overHTTP bool) *mcp.ClientSession {
	t.Helper()
	server := New(desktest.Sample(t), "test", "http://desk.invalid/")
	client := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil)
	var transport mcp.Transport
	if overHTTP {
		web := httptest.NewServer(server.Handler())
		t.Cleanup(web.Close)
		transport = &mcp.StreamableClientTransport{Endpoint: web.URL}
	} else {
		ours, theirs := mcp.NewInMemoryTransports()
		if _, err := server.mcp.Connect(t.Context(), ours, nil); err != nil {
			t.Fatal(err)
		}
		transport = theirs
	}
	session, err := client.Connect(context.WithoutCancel(t.Context()), transport, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { session.Close() })
	return session
}

// call calls a tool and returns what it answers.
func call[T any](t *testing.T, s *mcp.ClientSession, name string, args map[string]any) (out T) {
	t.Helper()
	res, err := s.CallTool(t.Context(), &mcp.CallToolParams{Name: name, Arguments: args})
	if err != nil {
		t.Fatal(err)
	}
	if res.IsError {
		t.Fatalf("%s: %s", name, res.Content[0].(*mcp.TextContent).Text)
	}
	data, err := json.Marshal(res.StructuredContent)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTools(t *testing.T) {
	for _, overHTTP := range []bool{false, true} {
		s := connect(t, overHTTP)
		list, err := s.ListTools(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, tool := range list.Tools {
			names = append(names, tool.Name)
			if tool.Annotations == nil || !tool.Annotations.ReadOnlyHint {
				t.Errorf("%s does not say that it only reads", tool.Name)
			}
		}
		slices.Sort(names)
		want := []string{"check_quote", "cite", "compare_accounts", "get_event", "get_statement", "position_history", "search_statements"}
		if !slices.Equal(names, want) {
			t.Errorf("tools %q, want %q", names, want)
		}
		found := call[searchOutput](t, s, "search_statements", map[string]any{"query": `speaker:"Daniel Corrow" kind:refusal`})
		if found.Found == 0 || found.Found != len(found.Statements) {
			t.Fatalf("%d refusals of Corrow found, %d shown", found.Found, len(found.Statements))
		}
		st := found.Statements[0]
		one := call[statement](t, s, "get_statement", map[string]any{"id": st.ID})
		if one.Sentence != st.Sentence || one.SpeakerID != "daniel-corrow" || one.Place.Link != "http://desk.invalid/statement/"+st.ID {
			t.Errorf("statement %s came back as %+v", st.ID, one)
		}
		if cites := call[citeOutput](t, s, "cite", map[string]any{"id": st.ID}); len(cites.Citations) < 4 {
			t.Errorf("%d citations", len(cites.Citations))
		}
	}
}

func TestEventTools(t *testing.T) {
	s := connect(t, false)
	got := call[compareOutput](t, s, "compare_accounts", map[string]any{"event": "call Ansley Orlec 2024-03-03"})
	if len(got.Rows) < 5 || got.Accounts < 2 {
		t.Fatalf("%d rows of %d accounts", len(got.Rows), got.Accounts)
	}
	verdicts := make(map[string]bool)
	for _, r := range got.Rows {
		verdicts[r.Verdict] = true
		if len(r.A)+len(r.B) == 0 || r.Reason == "" {
			t.Errorf("row %q has no words or no reason", r.Matter)
		}
	}
	if !verdicts["opposed"] || !verdicts["only A"] || !verdicts["only B"] {
		t.Errorf("verdicts %v", verdicts)
	}
	if one := call[eventOutput](t, s, "get_event", map[string]any{"event": "call Ansley Orlec 2024-03-03"}); len(one.Events) != 1 || one.Events[0].ID != got.Event.ID {
		t.Errorf("the event of the comparison came back as %+v", one.Events)
	}
	if p := call[positionOutput](t, s, "position_history", map[string]any{"issue": "transit", "side": "Halvern"}); p.Statements == 0 || len(p.Timeline) == 0 {
		t.Errorf("no position on transit: %+v", p)
	}
	if c := call[checkOutput](t, s, "check_quote", map[string]any{"quote": "a matter of weeks"}); !strings.Contains(c.Meaning, "page") || len(c.Exact) == 0 {
		t.Errorf("check: %s, %d exact", c.Meaning, len(c.Exact))
	}
}

// TestMistakes holds that a mistake comes back as words, not as a broken call.
func TestMistakes(t *testing.T) {
	s := connect(t, false)
	for name, args := range map[string]map[string]any{
		"search_statements": {"query": "speaker:"}, "get_statement": {"id": "nope"}, "compare_accounts": {"event": "zeppelin landing"},
		"position_history": {"issue": "nonsense"}, "check_quote": {"quote": ""},
	} {
		res, err := s.CallTool(t.Context(), &mcp.CallToolParams{Name: name, Arguments: args})
		if err != nil || !res.IsError || res.Content[0].(*mcp.TextContent).Text == "" {
			t.Errorf("%s %v: %v, %+v", name, args, err, res)
		}
	}
}
