package main

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// leaves posts the form as a script does.
func (p *person) leaves(language string, fields url.Values) answer {
	p.Helper()
	fields.Set("client_id", p.id())
	r := p.request("POST", "/w/shop/leave", fields)
	r.Header.Set("HX-Request", "true")
	r.Header.Set("Accept-Language", language)
	return p.do(r)
}

// M-6
func TestLeave_NamePhoneAndFile_AreKeptAndNotAskedForAgain(t *testing.T) {
	s := newSite(t)
	visitor := s.visitor()
	visitor.asks() // nobody is online
	form := visitor.get("/w/shop/log").body
	for _, name := range []string{`name="email"`, `name="message"`, `name="name"`, `name="phone"`, "data-attach"} {
		if !strings.Contains(form, name) {
			t.Errorf("the form has no %s", name)
		}
	}
	_, f := visitor.upload("/w/shop/files", "spout.txt", strings.NewReader("It leaks here."))
	got := visitor.leaves("en", url.Values{"email": {"hanna@fjellpost.example"}, "message": {"It leaks."}, "name": {" Hanna \n Lie "}, "phone": {"call me"}, "file": {f.ID}})
	if got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, `id="leave-phone-error"`) || !strings.Contains(got.body, "hanna@fjellpost.example") ||
		!strings.Contains(got.body, "call me") {
		t.Fatalf("%d %s", got.status, got.body)
	}
	stranger := s.visitor()
	stranger.asks()
	if got := stranger.leaves("en", url.Values{"email": {"eve@example.com"}, "message": {"Mine?"}, "file": {f.ID}}); got.status != http.StatusNotFound {
		t.Errorf("somebody else's file: %d", got.status)
	}
	id := visitor.conversation()
	if got := visitor.leaves("en", url.Values{"email": {"hanna@fjellpost.example"}, "message": {"It leaks."}, "name": {" Hanna \n Lie "}, "phone": {"+47 22 34 56 78"}, "file": {f.ID}}); got.status != http.StatusNoContent {
		t.Fatalf("%d %s", got.status, got.body)
	}
	agent := s.agent("agent")
	page := agent.get("/desk/" + id + "?list=left").body
	for _, words := range []string{"Hanna  Lie", "hanna@fjellpost.example", "+4722345678", "spout.txt", "It leaks."} {
		if !strings.Contains(page, words) && !strings.Contains(page, strings.Join(strings.Fields(words), " ")) {
			t.Errorf("the desk does not show %q", words)
		}
	}
	if got := agent.get("/files/" + f.ID + "/spout.txt"); got.status != http.StatusOK || got.body != "It leaks here." {
		t.Errorf("the file: %d", got.status)
	}
	if got := stranger.get("/w/shop/files/" + f.ID); got.status != http.StatusNotFound {
		t.Errorf("somebody else reads it: %d", got.status)
	}
}

// M-6: whoever sends it gets all that is wrong with it at once, in his words; a page finds it at its fields.
func TestLeave_SeveralMistakes_AreAllNamedAtOnce(t *testing.T) {
	s := newSite(t)
	s.speaking([]string{"en", "de"}, nil)
	visitor := s.visitor()
	visitor.asks()
	wrong := func() url.Values { return url.Values{"email": {"hanna@"}, "message": {" "}, "phone": {"call me"}} }
	page := visitor.leaves("en", wrong())
	for _, field := range []string{"email", "message", "phone"} {
		if page.status != http.StatusUnprocessableEntity || !strings.Contains(page.body, `id="leave-`+field+`-error"`) ||
			!strings.Contains(page.body, `aria-invalid="true" aria-describedby="leave-`+field+`-error"`) && !strings.Contains(page.body, `aria-describedby="leave-`+field+`-error" aria-invalid="true"`) {
			t.Errorf("%d, nothing at %s: %s", page.status, field, page.body)
		}
	}
	for language, want := range map[string]map[string]string{
		"en": {"email": "This is not an email address yet; one looks like name@example.com.", "message": "There is nothing to send yet.",
			"phone": "This does not look like a phone number. Please check it."},
		"de": {"email": "Das ist noch keine E-Mail-Adresse; eine sieht aus wie name@example.com.", "message": "Es gibt noch nichts zu senden.",
			"phone": "Das sieht nicht wie eine Telefonnummer aus. Bitte prüfen Sie sie."},
	} {
		fields := wrong()
		fields.Set("client_id", s.id())
		r := visitor.request("POST", "/w/shop/leave", fields)
		r.Header.Set("Accept", "application/json")
		r.Header.Set("Accept-Language", language)
		got := visitor.do(r)
		var said struct {
			Code, Message, Field string
			Fields               map[string]string
		}
		if err := json.Unmarshal([]byte(got.body), &said); err != nil || got.status != http.StatusUnprocessableEntity {
			t.Fatalf("%d %v %s", got.status, err, got.body)
		}
		if said.Code != "invalid" || said.Field != "email" || said.Message != want["email"] || !maps.Equal(said.Fields, want) {
			t.Errorf("%s: %+v", language, said)
		}
	}
	if form := visitor.get("/w/shop/log").body; !strings.Contains(form, `data-kind="leave"`) {
		t.Error("it counts as left")
	}
}

// M-6 M-7
func TestLeave_WhoIsKnown_IsAskedForTheMessageAlone(t *testing.T) {
	s := newSite(t)
	visitor := s.visitor()
	id := visitor.asks()
	agent := s.agent("agent")
	agent.must("/desk/"+id+"/visitor", "name", "Hanna Lie", "email", "hanna@fjellpost.example", "phone", "+4722345678")
	form := visitor.get("/w/shop/log").body
	for _, name := range []string{`name="email"`, `name="name"`, `name="phone"`} {
		if strings.Contains(form, name) {
			t.Errorf("the form asks for %s", name)
		}
	}
	if !strings.Contains(form, "We answer to hanna@fjellpost.example.") {
		t.Error("the form does not say where the answer goes")
	}
	_, f := visitor.upload("/w/shop/files", "spout.txt", strings.NewReader("It leaks here."))
	if got := visitor.leaves("en", url.Values{"message": {" "}}); got.status != http.StatusUnprocessableEntity {
		t.Errorf("nothing at all: %d", got.status)
	}
	if got := visitor.leaves("en", url.Values{"message": {""}, "file": {f.ID}}); got.status != http.StatusNoContent {
		t.Fatalf("a file alone: %d %s", got.status, got.body)
	}
	if page := agent.get("/desk?list=left").body; !strings.Contains(page, "spout.txt") {
		t.Error("the list does not show what was left")
	}
}
