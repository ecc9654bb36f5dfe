package main

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"deskbell/models"
)

// speaking gives the bot "shop" languages and texts.
func (s *site) speaking(languages []string, texts map[string]map[string]string) {
	s.Helper()
	file, err := s.app.store.ExportBot(context.Background(), "shop")
	s.check(err)
	file.Settings.Languages, file.Settings.Texts = languages, texts
	_, err = s.app.store.ImportBot(context.Background(), file, time.Now())
	s.check(err)
}

// in asks in a language.
func (p *person) in(language, method, path string, fields ...string) answer {
	p.Helper()
	r := p.request(method, path, nil)
	if method == "POST" {
		form := map[string][]string{}
		for i := 0; i+1 < len(fields); i += 2 {
			form[fields[i]] = append(form[fields[i]], fields[i+1])
		}
		r = p.request(method, path, form)
	}
	r.Header.Set("Accept-Language", language)
	return p.do(r)
}

func (p *person) reads(got answer, wanted ...string) {
	p.Helper()
	for _, want := range wanted {
		if none, not := strings.CutPrefix(want, "-"); not == strings.Contains(got.body, strings.TrimPrefix(want, "-")) {
			p.Errorf("%q (absent: %v %s) in %d %s", want, not, none, got.status, got.body)
		}
	}
}

// M-29
func TestWords_GermanVisitor_ReadsGermanAroundTheChat(t *testing.T) {
	s := newSite(t)
	s.speaking([]string{"en", "de"}, map[string]map[string]string{"de": {"send": "Los & ab", "joined": "Es begrüßt Sie {name}", "choice_gone": "Vorbei."}})
	visitor, agent := s.visitor(), s.online("agent")
	const german = "de-CH,de;q=0.9,en;q=0.5"
	page := visitor.in(german, "GET", "/w/shop")
	visitor.reads(page, `<html data-`, ` lang="de"`, `aria-label="Nachricht"`, `aria-label="Los &amp; ab"`, "Läuft mit Deskbell", "Hello. What is it?",
		`&#34;end_now&#34;:&#34;Jetzt beenden&#34;`, `data-launcher="Chat öffnen|Chat schließen|`, "-Write a message")
	if !strings.Contains(strings.Join(page.header.Values("Vary"), ","), "Accept-Language") {
		t.Errorf("Vary is %q", page.header.Values("Vary"))
	}
	visitor.reads(visitor.in("fr", "GET", "/w/shop"), ` lang="en"`, "Write a message", "-data-words", "-data-launcher")
	visitor.reads(visitor.in("fr", "GET", "/w/shop?lang=de"), ` lang="de"`)
	visitor.reads(visitor.in(german, "POST", "/w/shop/say", "client_id", visitor.id(), "text", " "), "Es gibt noch nichts zu senden.")
	chat := visitor.asks()
	visitor.reads(visitor.in(german, "GET", "/w/shop/log"), "Wir holen jemanden", "Überspringen", "Gesendet")
	visitor.reads(visitor.in("en", "GET", "/w/shop/log"), "We are getting somebody", "Skip")
	inGerman := visitor.stream("/w/shop/stream?after=0", "Accept-Language", german)
	inEnglish := visitor.stream("/w/shop/stream?after=0", "Accept-Language", "en")
	agent.must("/desk/" + chat + "/takeover")
	if got := inGerman.until("Es begrüßt Sie"); !strings.Contains(got.data, `Es begrüßt Sie <b dir="auto">Agent</b>`) || strings.Contains(got.data, "joined") {
		t.Errorf("%s", got.data)
	}
	if got := inEnglish.until("joined the chat"); strings.Contains(got.data, "begrüßt") {
		t.Errorf("%s", got.data)
	}
	agent.reads(agent.get("/desk/"+chat), "took over", "-begrüßt")
	got := visitor.in(german, "POST", "/w/shop/choose", "client_id", visitor.id(), "token", "t0", "choice", "nothing")
	if got.status < 400 || got.status > 499 || strings.Contains(got.body, "This") || !strings.Contains(got.body, `"code":`) {
		t.Errorf("%d %s", got.status, got.body)
	}
	visitor.reads(visitor.in(german, "POST", "/w/shop/end"), "-Ended")
	visitor.reads(visitor.in(german, "GET", "/w/shop/log"), "Chat beendet", "Dieser Chat ist beendet.", "Neue Unterhaltung beginnen")
}

func TestWords_TooManyAtOnce_IsStillTooMany(t *testing.T) {
	s := newSite(t)
	s.speaking([]string{"de"}, nil)
	visitor := s.visitor()
	var refused atomic.Int64
	var all sync.WaitGroup
	for range 100 { // at once, however long the machine takes for one: five come back each second
		all.Go(func() {
			got := visitor.in("", "POST", "/w/shop/say", "client_id", visitor.id(), "text", "Hallo")
			if got.status == http.StatusNoContent {
				return
			}
			refused.Add(1)
			if got.status != http.StatusTooManyRequests || got.header.Get("Retry-After") == "" || !strings.Contains(got.body, "Das war viel auf einmal.") {
				t.Errorf("%d %v %s", got.status, got.header, got.body)
			}
		})
	}
	all.Wait()
	if refused.Load() == 0 {
		t.Error("nothing was too much")
	}
}

func TestWords_OwnTextSaved_IsReadAtOnce(t *testing.T) {
	s := newSite(t)
	visitor := s.visitor()
	visitor.reads(visitor.get("/w/shop"), "Write a message")
	hostile := `"><img src=x onerror=alert(1)> {{7*7}}`
	s.speaking(nil, map[string]map[string]string{"en": {"write_message": "Ask us", "credit": hostile, "open_chat": hostile}})
	visitor.reads(visitor.get("/w/shop"), `placeholder="Ask us"`, "-Write a message", "-<img src=x", "&lt;img src=x")
	file, err := s.app.store.ExportBot(t.Context(), "shop")
	s.check(err)
	if file.Settings.Texts["en"]["write_message"] != "Ask us" {
		t.Errorf("%+v", file.Settings)
	}
	file.Settings.Texts["en"]["typing"] = "somebody types"
	if _, err := s.app.store.ImportBot(t.Context(), file, time.Now()); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("a text without its part was taken: %v", err)
	}
}
