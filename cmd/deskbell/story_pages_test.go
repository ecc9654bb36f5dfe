package main

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
)

// Pages that axe looks at as they come: the route, what follows its address, and words that it shows.
const (
	teamPages = `
GET /bots | | Bots
GET /bots/new | | An empty flow
GET /bots/import | | Look at it
GET /bots/:bot/import | | Look at it
GET /bots/:bot/new | | Make the flow
GET /bots/:bot/flows/:flow/versions/:version | | From version 1 to the draft
GET /bots/:bot/flows/:flow/versions | | Version 1
GET /bots/:bot | | Bot shop
GET /bots/:bot/playground | | Start again
GET /bots/blocks | | Known of every visitor
GET /bots/:bot/flows/:flow/checks | | No checks yet
GET /bots/:bot/flows/:flow/replay | | conversation
GET /bots/:bot/flows/:flow/delete | | Main
GET /bots/:bot/flows/:flow | ?view=outline&numbers=7 | All versions
GET /help | | Returns
GET /help | ?q=receipt | Returns
GET /help/:article | returns | 30 days
GET /help/:article | nothing |`
	settingsPages = `
GET /bots/:bot/general | | Save
GET /bots/:bot/look | | Save
GET /bots/:bot/sites | | Save
GET /bots/:bot/routing | | Save
GET /bots/:bot/hours | | Save
GET /bots/:bot/texts | | Save
GET /bots/:bot/email | | When nobody takes the chat
GET /settings/email | | Send a test mail
GET /settings/email/forget | | Keep them
GET /settings/email/inbox | | Not signed
GET /settings/email/inbox/hook/delete | | Take the secret away?
GET /settings/email/outbox | | vera@post.example
GET /settings/email/outbox | ?state=failed | Nothing here
GET /settings/email/outbox/:mail | | What it says
GET /settings/email/outbox/:mail | ?part=text | As plain text
GET /settings/ai | | Try it
GET /settings/ai/forget | | Keep it
GET /settings/ai/answers | | Questions without an answer
GET /settings/ai/answers | ?days=90 | Questions without an answer
GET /bots/:bot/agents | | Save
GET /bots/:bot/secrets | | ORDERS
GET /settings/canned | | Greeting
GET /settings/canned | ?q=nothing | Show all
GET /settings/canned/new | | Save reply
GET /settings/canned/:reply | | Save reply
GET /settings/canned/:reply/delete | | Keep it
GET /settings/categories | | Sales
GET /settings/categories/:category/delete | | Keep it
GET /settings/blocked | | Insults
GET /settings/audit | | Owner Test
GET /articles | | Returns
GET /articles/new | | Publish
GET /articles/:article/edit | | Unpublish
GET /articles/:article/delete | | Delete
GET /articles/import | | From pages on the web
GET /articles/import/:import | | Take this import back
GET /articles/import/:import/back | | Take it back
GET /team/:agent/edit | | Max chats
GET /team/:agent/disable | | Disable
GET /team/:agent/second-factor | | Second Test
GET /desk | ?list=left | A broken spout
GET /desk | ?list=closed | Closed
GET /desk | ?list=waiting&q=spout | broken spout
GET /desk | ?list=waiting&filter=open&period=today | Last activity
GET /desk | ?list=closed&category=Sales | Clear the filter
GET /desk/nothing | | `
	// elsewherePages are looked at in a test of their own, which is named.
	elsewherePages = `
GET /w/:bot | | TestAccessibility_Chat_NoViolation
GET /desk/:conversation | | TestAccessibility_Chat_NoViolation
GET /desk/:conversation/earlier | | TestAccessibility_Panel_NoViolation
GET /settings/notifications | | TestStory_NotificationSettings_AreReachableReadableAndKept
GET /forgot | | TestAccessibility_TeamAndProfile_NoViolation
GET /join/:token | | TestAccessibility_Join_NoViolation
GET /join/:token/ | | TestAccessibility_Join_NoViolation
GET /c/:token | | TestAccessibility_WayBack_NoViolation
GET /c/:token/stop | | TestAccessibility_WayBack_NoViolation
GET /welcome/:token | | TestAccessibility_TeamAndProfile_NoViolation
GET /team | | TestAccessibility_TeamAndProfile_NoViolation
GET /team/new | | TestAccessibility_TeamAndProfile_NoViolation
GET /team/:agent/delete | | TestAccessibility_TeamAndProfile_NoViolation
GET /profile | | TestAccessibility_TeamAndProfile_NoViolation
GET /profile/second-factor | | TestAccessibility_TeamAndProfile_NoViolation
GET /settings/email/outbox/:mail/html | | TestGallery_EveryMail_FitsAndCanBeRead
GET /login | | TestAccessibility_TeamPages_NoViolation
GET /login/code | | TestAccessibility_TeamAndProfile_NoViolation
GET /setup | | TestAccessibility_Setup_NoViolation`
)

type pageLine struct{ route, more, words string }

func pagesOf(table string) []pageLine {
	var all []pageLine
	for line := range strings.Lines(strings.TrimSpace(table)) {
		parts := strings.Split(strings.TrimSuffix(line, "\n"), "|")
		all = append(all, pageLine{strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1]), strings.TrimSpace(parts[2])})
	}
	return all
}

// Every page that there is, by the list of routes, is one that axe looks at.
func TestAccessibility_EveryPage_IsLookedAt(t *testing.T) {
	s := newSite(t)
	names, known := s.furnished(), map[string]bool{}
	for _, p := range pagesOf(teamPages + settingsPages + elsewherePages) {
		known[p.route] = true
	}
	owner := s.agent("owner")
	for _, route := range s.app.server.Routes() {
		if route.Method != http.MethodGet || route.Stream || known[nameOf(route)] {
			continue
		}
		got := owner.get(at(route, names))
		if strings.HasPrefix(strings.ToLower(got.body), "<!doctype html>") && got.header.Get("Content-Disposition") == "" {
			t.Errorf("%s is a page that axe does not see: add it to one of the lists above", nameOf(route))
		}
	}
}

// furnished is a realm in which there is something to see on every page.
func (s *site) furnished() map[string]string {
	s.Helper()
	s.withArticle()
	owner, names := s.agent("owner"), s.realm().own
	names[":article"] = tableName.FindStringSubmatch(s.rows("SELECT id AS name FROM articles"))[1]
	names[":import"] = s.imported()
	owner.post("/settings/canned", "shortcut", "greeting", "title", "Greeting", "text", "Hello, **{{agent.name}}** here.", "bot", "")
	barred := s.visitor()
	barred.say("Something bad")
	owner.must("/desk/"+barred.conversation()+"/block", "for", "48", "reason", "Insults")
	letter := s.visitor()
	letter.asks()
	letter.must("/w/shop/leave", "client_id", s.id(), "email", "lena@post.example", "message", "A broken spout")
	owner.must("/notices/seen", "conversation", letter.conversation()) // it would lie above the pages
	done := s.visitor()
	done.say("Thank you")
	done.must("/w/shop/end")
	s.asked(letter.conversation())
	owner.post("/bots/shop/secrets", "secret", "ORDERS", "value", "a secret value")
	names[":mail"] = s.mailed()
	return names
}

// asked keeps a service, and answers of the AI: one that is rated down, and a question without one.
func (s *site) asked(id string) {
	s.Helper()
	ctx, now := context.Background(), time.Now().UTC()
	s.check(s.app.store.SaveAISettings(ctx, models.AISettings{URL: "https://ai.example/v1", Key: "sk-test", Model: "small-1", InputPrice: 0.4}, now))
	for i, port := range []models.AIPort{models.AIAnswered, models.AINotFound} {
		s.check(s.app.store.KeepAIAnswer(ctx, models.AIAnswer{ID: s.id(), Conversation: models.ConversationID(id), Port: port, Question: "Do you ship to Norway?",
			Seq: 1, Model: "small-1", TokensIn: 1000, TokensOut: 100, Rating: i - 1, Sources: []flow.Source{{Slug: "returns", Title: "Returns"}}, At: now}))
	}
}

// mailed puts a mail into the outbox, which waits there, and is its id; another one has come in.
func (s *site) mailed() string {
	s.Helper()
	ctx, now := context.Background(), time.Now().UTC()
	s.saveMail(models.MailSettings{Name: "The shop"})
	id, err := s.app.store.PutMail(ctx, models.OutMail{Mail: models.Mail{Purpose: models.MailTest, Who: "Owner Test"}, Address: "vera@post.example"}, now)
	s.check(err)
	s.check(s.app.store.KeepReceived(ctx, models.MailReceipt{Hash: "x", ReceivedMail: models.ReceivedMail{Address: "vera@post.example", Subject: "Re: Your order",
		State: models.MailRefused, Why: "Not signed", At: now}}))
	return id
}

// lookedAt visits each page of a table, and axe looks at it.
func (s *site) lookedAt(w *tab, table string) {
	s.Helper()
	names := s.furnished()
	for _, p := range pagesOf(table) {
		method, path, _ := strings.Cut(p.route, " ")
		route := web.Route{Method: method, Path: path}
		address := at(route, names) + p.more
		if path == "/help/:article" {
			address = "/help/" + p.more // by its name, not by its id
		}
		w.visit(s.base + address)
		w.tells(p.words)
		w.audited(strings.NewReplacer("/", " ", "?", " ", "=", " ", "&", " ", ":", "").Replace(path + p.more))
	}
}

func TestAccessibility_SettingsPages_NoViolation(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t)
	w := newcomer(t, "owner")
	w.expect("404")
	s.signIn(w, "owner")
	s.lookedAt(w, settingsPages)
}

// deskDialogs are what one opens from a chat, in the order of the header and the menu.
const deskDialogs = `
Pass on | Pass on
End chat | End this chat?
Send article | Send an article
Jump to | Jump to a block
Animation | Play an animation
Transcript | Transcript
Block visitor | Block *
Erase conversation | Erase this conversation?`

func TestAccessibility_DeskDialogs_NoViolation(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t)
	s.withArticle()
	second := s.online("second")
	w := newcomer(t, "owner")
	s.signIn(w, "owner")
	w.click("switch", "Online")
	chat := s.visitor().asks()
	audited := func(name string) {
		t.Helper()
		ask[any](w, `document.documentElement.dataset.pane = 'conversation'`) // what a phone shows
		w.audited(name)
		w.run(chromedp.EmulateViewport(1280, 844))
	}
	s.routed(models.Routing{Mode: models.RouteLeastBusy, AcceptSeconds: 300})
	second.must("/desk/online", "on", "0")
	w.visit(s.base + "/desk/" + chat + "?list=waiting")
	w.find("region", "Offered to you")
	audited("offered")
	w.click("button", "Take over")
	w.find("textbox", "Reply")
	w.click("button", "More actions")
	w.find("button", "Copy link")
	audited("more actions")
	w.key("Escape")
	for line := range strings.Lines(strings.TrimSpace(deskDialogs)) {
		action, dialog, _ := strings.Cut(strings.TrimSpace(line), " | ")
		if action != "Pass on" && action != "End chat" {
			w.click("button", "More actions")
		}
		w.click("button", action)
		w.find("dialog", dialog)
		switch action {
		case "Send article":
			w.click("radio", "Returns Orders")
			w.tells("Send it back within 30 days.")
		case "Jump to":
			w.clickOn("a block", func() []thing { return w.look("radio", "") })
			w.wait("a look at what comes first", func() bool {
				return ask[bool](w, `document.querySelector('#look').getAttribute('aria-busy') !== 'true' && !document.querySelector('#look').innerText.startsWith('Choose a block')`)
			})
		}
		audited("dialog " + action)
		w.key("Escape")
		w.gone("dialog", dialog)
	}
	second.must("/desk/online", "on", "1")
	second.stream("/desk/stream?list=active&open=" + chat + ":0")
	if got := s.agent("owner").post("/desk/"+chat+"/pass", "to", "id-second", "ask", "1", "words", "A colleague"); got.status != http.StatusNoContent {
		t.Fatalf("asking a colleague: %d %s", got.status, got.body)
	}
	w.find("button", "Take back")
	audited("asked line")
	second.must("/desk/" + chat + "/accept")
	w.tells("Second is answering.")
	audited("a colleague answers")
	if got := s.agent("supervisor").post("/team/id-owner/offline"); got.status != http.StatusNoContent {
		t.Fatalf("setting offline: %d", got.status)
	}
	w.visit(s.base + "/desk")
	w.tells("You were set offline")
	w.audited("set offline")
}
