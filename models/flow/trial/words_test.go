package trial

import (
	"encoding/json"
	"testing"

	"deskbell/models/flow"
)

type one struct{ doc *flow.Document }

func (o one) Document(string, int) (*flow.Document, error) { return o.doc, nil }
func (o one) Latest(string) (int, error)                   { return 1, nil }

// M-29: a conversation that is played again speaks as it did, also from a check that was kept.
func TestRun_WorldOfAnotherLanguage_SpeaksIt(t *testing.T) {
	doc, err := flow.Parse([]byte(`{"schema":1,"id":"main","name":"Test","start":"a","blocks":{"a":{"kind":"question","settings":{"text":"?","type":"email"},"out":{"next":{"block":"b"}}},
		"b":{"kind":"live_chat"}}}`))
	if err != nil {
		t.Fatal(err)
	}
	for want, w := range map[string]World{
		"This does not look like an email address. Please check it.":         {},
		"Das sieht nicht wie eine E-Mail-Adresse aus. Bitte prüfen Sie sie.": {Language: "de"},
		"Keine Adresse.": {Language: "de", Texts: map[string]string{"field_email": "Keine Adresse."}},
		"No address.":    {Texts: map[string]string{"field_email": "No address."}},
	} {
		kept, err := json.Marshal(w)
		var world World
		if err == nil {
			err = json.Unmarshal(kept, &world)
		}
		if err != nil {
			t.Fatal(err)
		}
		run, _ := Start(one{doc}, world, flow.Target{Flow: "main"}, 1)
		lines := run.Give(Input{Kind: Say, Text: "b"})
		if got := lines[len(lines)-1].Text; got != want {
			t.Errorf("%q, not %q", got, want)
		}
		lines = run.Give(Input{Kind: Say, Text: "a@example.com"})
		if welcome := lines[1].Text; (welcome == "Wir suchen jemanden, der Ihnen helfen kann. Bitte haben Sie einen Moment Geduld.") != (w.Language == "de") {
			t.Errorf("%s: %+v", w.Language, lines)
		}
	}
}
