package templates_test

import (
	"testing"

	"deskbell/models/flow"
	"deskbell/models/flow/templates"
)

// M-11
func TestAll_EveryTemplate_CanBePublishedAsItIs(t *testing.T) {
	all := templates.All()
	if len(all) < 6 {
		t.Fatalf("there are %d templates", len(all))
	}
	for _, one := range all {
		flows := map[string]*flow.Document{}
		for i := range one.Flows {
			flows[one.Flows[i].ID] = &one.Flows[i]
		}
		if flows[one.Start] == nil || one.Name == "" || one.Help == "" {
			t.Errorf("%s has no start flow, name or help", one.Key)
		}
		for _, d := range flows {
			for _, p := range flow.Check(d, func(id string) *flow.Document { return flows[id] }) {
				if p.Severity == flow.SeverityError || d.ID == one.Start { // a flow that is run from another ends without an End
					t.Errorf("%s, flow %s: %+v", one.Key, d.ID, p)
				}
			}
		}
	}
}
