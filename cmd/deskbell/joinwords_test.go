package main

import (
	"net/http"
	"strings"
	"testing"
)

const inGerman = "de-CH,de;q=0.9,en;q=0.5"

// M-29 M-31: who is called by a mail in German reads German behind its link, whatever his browser asks for; what
// the bot says to visitors in words of its own is not said to him.
func TestJoin_GermanBot_GuestReadsGerman(t *testing.T) {
	s := newSite(t)
	s.speaking([]string{"de", "en"}, map[string]map[string]string{"de": {"joined": "Es begrüßt Sie {name}", "send": "Los"}})
	visitor, path := s.invited("sam@guests.example")
	sam := s.stranger()
	sam.reads(sam.in("en", "GET", path), `<html lang="de"`, "Dem Chat beitreten", "Ihr Name", ">Beitreten<", "eingeladen", "-Your name", "-Look on")
	sam.reads(sam.in("en", "POST", path, "name", ""), "Geben Sie Ihren Namen an", "-Write your name")
	sam.reads(sam.in("en", "POST", path, "name", "Support"), "Nehmen Sie Ihren eigenen Namen")
	sam.enters(path, "Sam Berg")
	page := sam.in("en", "GET", path)
	sam.reads(page, `lang="de"`, ">Übernehmen<", ">Verlassen<", `aria-label="Unterhaltung"`, "Live-Chat angefragt", "Wartet auf eine Person, ", "Besucher fragt nach einer Person",
		`&#34;guest_today&#34;:&#34;Heute&#34;`, `&#34;typing&#34;:`, "-Take over", "-Visitor", "-Live chat requested", "-Today")
	feed := sam.stream(path + "/stream?after=0")
	sam.reads(sam.in("en", "POST", path+"/say", "client_id", s.id(), "text", "Zu früh"), "Übernehmen Sie den Chat, bevor Sie antworten.")
	sam.must(path + "/takeover")
	if e := feed.until("ist jetzt im Chat"); !strings.Contains(e.data, "Sie antworten") {
		feed.until("Sie antworten")
	}
	sam.must(path+"/say", "client_id", s.id(), "text", "Guten Tag")
	feed.until("Guten Tag")
	page = sam.in("en", "GET", path)
	sam.reads(page, `aria-label="Antwort"`, ">Senden<", ">Zurückgeben<", "Diesen Chat verlassen?", "(Gast)", ">Gesendet<", `aria-label="Fett"`, `title="Liste (Strg+Umschalt+8)"`, `data-words="Text"`, `placeholder="Suchen"`, "/static/emoji-de.",
		"Hände|", "-Bold", "-Emoji could", "-Es begrüßt", "-Los<", "-Hand back", "-took over", "-Send<")
	visitor.say("Danke")
	sam.must(path + "/handback")
	if e := feed.until("hat den Chat an den Bot zurückgegeben"); !strings.Contains(e.data, "Der Bot antwortet") {
		feed.until("Der Bot antwortet")
	}
	sam.must(path + "/leave")
	sam.reads(sam.in("en", "GET", path+"?left"), "Sie haben den Chat verlassen")
	sam.reads(sam.in(inGerman, "POST", path+"/takeover"), "Dieser Link lässt Sie nicht mehr hinein.")
}

// A guest of an English bot reads English, also with a German browser.
func TestJoin_EnglishBot_GermanBrowserReadsEnglish(t *testing.T) {
	s := newSite(t)
	_, path := s.invited("sam@guests.example")
	sam := s.joins(path, "Sam")
	sam.reads(sam.in(inGerman, "GET", path), `lang="en"`, ">Take over<", ">Leave<", "-data-words", "Live chat requested")
	sam.reads(sam.in(inGerman, "POST", path+"/say", "client_id", s.id(), "text", "Early"), "Take the chat over before you answer.")
}

// A33: for each language of a browser the page is one and the same for whatever is not good.
func TestJoin_BadLinkInALanguage_IsOneSamePage(t *testing.T) {
	s := newSite(t)
	s.speaking([]string{"fr"}, nil)
	_, good := s.invited("sam@guests.example")
	revoked := s.linkOf("one@guests.example")
	link := tableName.FindStringSubmatch(s.rows("SELECT id AS name FROM guest_links WHERE conversation_id = ?", revoked.conversation))[1]
	s.agent("agent").must("/desk/" + revoked.conversation + "/guests/" + link + "/revoke")
	unknown := strings.Repeat("A", 43)
	for language, title := range map[string]string{inGerman: "Dieser Link funktioniert nicht", "nl": "Deze link is niet geldig", "xx": "This link does not work", "": "This link does not work"} {
		want := ""
		for _, path := range []string{revoked.path, good[:len(good)-1], "/join/" + unknown, "/join/x", "/c/" + unknown, "/c/x", "/c/" + unknown + "/stop"} {
			p := s.stranger()
			r := p.request("GET", path, nil)
			r.Header.Set("Accept-Language", language)
			r.Header.Set("Accept", "text/html")
			r.Header.Set("Sec-Fetch-Mode", "navigate")
			got := p.do(r)
			if want == "" {
				want = got.body
			}
			if got.status != http.StatusNotFound || got.body != want || !strings.Contains(got.body, title) {
				t.Errorf("%q %s: %d\n%s", language, path, got.status, got.body)
			}
			if !strings.Contains(strings.Join(got.header.Values("Vary"), ","), "Accept-Language") {
				t.Errorf("%q %s: Vary is %q", language, path, got.header.Values("Vary"))
			}
		}
	}
}
