package builder_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// asking adds an HTTP block and says which.
func asking(p *person, settings string) string {
	p.Helper()
	rev := fmt.Sprint(p.draft().Rev)
	added := p.op("add", rev, "kind", "http", "settings", settings).is(200)
	return added.head.Get("Deskbell-Block")
}

// M-16 A49
func TestTry_Request_IsSentAndShown(t *testing.T) {
	got := make(chan string, 1)
	far := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got <- r.Method + " " + r.URL.RequestURI() + " " + string(body) + " " + r.Header.Get("Authorization")
		fmt.Fprintf(w, `{"order":{"state":"<b>on its way"},"echo":%q}`, r.Header.Get("Authorization"))
	}))
	t.Cleanup(far.Close)
	h := newHouse(t)
	p := h.person("mira")
	bot, err := h.store.BotByKey(t.Context(), "shop")
	must(t, err)
	must(t, h.store.Secrets().Set(t.Context(), models.NewSecret{Bot: bot.ID, Name: "TOKEN", Value: "a-very-good-token", Only: far.URL, By: &models.Agent{}, Now: time.Now()}))
	block := asking(p, `{"method":"POST","url":"`+far.URL+`/orders/{{order no}}","body":"{\"mail\":\"{{visitor.email}}\"}","auth":{"type":"bearer","secret":"TOKEN"},"save":[{"path":"order.state","var":"state"},{"path":"none","var":"x"}]}`)
	p.get("hello/try?block="+block).is(200).reads("Send a test request", `name="v.order no"`, `name="v.visitor.email"`).never("a-very-good-token")
	before := p.draft()
	shown := p.ask("POST", "/bots/shop/flows/hello/try", url.Values{"block": {block}, "v.order no": {"7/8"}, "v.visitor.email": {`"me"@x.test`}, "v.other": {"x"}}).is(200)
	shown.reads("Answered 200 in", "&lt;b&gt;on its way", "Would be kept", "nothing: the answer has no such part", `value="7/8"`, "•••").never("a-very-good-token", "<b>on")
	if g := <-got; g != `POST /orders/7%2F8 {"mail":"\"me\"@x.test"} Bearer a-very-good-token` {
		t.Errorf("the other side got %s", g)
	}
	if p.draft().Rev != before.Rev {
		t.Error("the draft was changed")
	}
}

func TestTry_WhatGoesWrong_IsNamed(t *testing.T) {
	h := newHouse(t)
	p := h.person("mira")
	for settings, words := range map[string]string{
		`{"url":"http://10.0.0.5/"}`: "refused: 10.0.0.5 is a private address",
		`{"url":"http://127.0.0.1:1/","headers":[{"name":"X-Key","value":"{{secret.NONE}}"}]}`: "the bot has no secret called",
		`{"url":"ftp://example.com"}`: "It has to begin with https",
		`{"url":""}`:                  "There is no address.",
	} {
		block := asking(p, settings)
		if got := p.ask("POST", "/bots/shop/flows/hello/try", url.Values{"block": {block}}).is(200); !strings.Contains(strings.ToLower(got.text), strings.ToLower(words)) {
			t.Errorf("%s shows %s", settings, got.text)
		}
	}
	p.get("hello/try?block=welcome").is(404)
	p.get("hello/try?block=none").is(404)
	p.ask("POST", "/bots/shop/flows/hello/try", url.Values{"block": {"welcome"}}).is(404)
	p.ask("POST", "/bots/other/flows/hello/try", url.Values{"block": {"welcome"}}).is(404)
	h.person("tove").ask("POST", "/bots/shop/flows/hello/try", url.Values{"block": {"welcome"}}).is(403)
	h.person("").ask("POST", "/bots/shop/flows/hello/try", url.Values{"block": {"welcome"}}).is(401)
}

func TestTry_ManyInARow_AreSlowedDown(t *testing.T) {
	h := newHouse(t)
	p := h.person("mira")
	block := asking(p, `{"url":"http://10.0.0.5/"}`)
	for range 20 {
		if got := p.ask("POST", "/bots/shop/flows/hello/try", url.Values{"block": {block}}); got.status == http.StatusTooManyRequests {
			return
		}
	}
	t.Error("twenty test requests at once")
}
