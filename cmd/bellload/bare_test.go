package main

import (
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"
)

func TestBare_SmallLoad_AllSeenOnce(t *testing.T) {
	for name, saturate := range map[string]int{"open loop": 0, "closed loop": 8} {
		t.Run(name, func(t *testing.T) {
			b, err := newBare(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			srv := httptest.NewServer(b.routes())
			t.Cleanup(srv.CloseClientConnections)
			target := &target{
				name: "bare", base: srv.URL, temp: filepath.Join(t.TempDir(), "none"),
				opt: options{Visitors: 30, Agents: 2, Rate: 200, Duration: time.Second, Saturate: saturate},
			}
			r, err := target.messages(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			least := 200
			if saturate > 0 {
				least = 40 // as many as the machine can do, besides those that begin
			}
			if !r.good() || r.Unanswered != 0 || r.Refused != 0 || int(r.Acknowledged) < least {
				t.Errorf("%+v", *r.traffic)
			}
			if half := r.VisitorToAgent.Count + r.AgentToVisitor.Count; half != r.Acknowledged-30 {
				t.Errorf("%d of %d measured", half, r.Acknowledged)
			}
		})
	}
}
