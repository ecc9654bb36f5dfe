package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// M-16 A49: an admin keeps a secret, and tries the request that carries it.
func TestStory_AdminTriesARequest_SeesTheAnswerAndNeverTheSecret(t *testing.T) {
	browser(t)
	far := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer a-good-long-token" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		fmt.Fprintf(w, `{"state":"on its way","path":%q}`, r.URL.Path)
	}))
	t.Cleanup(far.Close)
	s := newSiteWith(t, func(c *serveConfig) { c.AllowOutbound = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} })
	document, err := flow.Parse([]byte(`{"schema":1,"id":"main","name":"Main","start":"order","blocks":{"order":{"kind":"http","title":"Order","settings":{"url":"` + far.URL +
		`/orders/{{number}}","auth":{"type":"bearer","secret":"TOKEN"},"save":[{"path":"state","var":"state"}]}}}}`))
	s.check(err)
	_, err = s.app.store.ImportBot(t.Context(), models.BotFile{Format: "deskbell/bot/1", Key: "orders", Name: "Orders", StartFlow: "main", Flows: []flow.Document{*document}}, time.Now())
	s.check(err)
	w := newcomer(t, "admin")
	s.signIn(w, "admin")
	builder := s.base + "/bots/orders/flows/main?view=outline&block=order"
	w.visit(builder)
	w.click("button", "Send a test request")
	w.write("number", "NW-7")
	w.click("button", "Send")
	w.find("heading", "Failed after*")
	w.tells(`the bot has no secret called "TOKEN"`)
	w.visit(s.base + "/bots/orders/secrets")
	w.write("Name in flows", "token")
	w.click("textbox", "Password or token")
	w.types("a-good-long-token")
	w.click("textbox", "Only sent to*")
	w.types(far.URL)
	w.click("button", "Keep secret")
	w.find("link", "Replace TOKEN")
	w.visit(s.base + "/bots/orders/secrets#secrets")
	w.audited("secrets")
	w.visit(builder)
	w.click("button", "Send a test request")
	w.write("number", "NW-7")
	w.click("button", "Send")
	w.find("heading", "Answered 200*")
	w.tells("/orders/NW-7")
	w.tells("Would be kept")
	w.audited("test request")
	if text := ask[string](w, `document.documentElement.outerHTML`); strings.Contains(text, "a-good-long-token") {
		t.Error("the page shows the secret")
	}
	w.visit(s.base + "/bots/orders/secrets")
	w.click("link", "Delete TOKEN")
	w.click("button", "Delete")
	w.gone("link", "Replace TOKEN")
}
