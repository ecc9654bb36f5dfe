package widget

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"deskbell/models"
	"deskbell/models/flow"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func drawn(t *testing.T, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func shop() *models.Bot {
	return &models.Bot{Key: "shop", Name: "Northwind Cycles", Sites: []string{"https://a.example", "https://b.example:8443"},
		Settings: models.BotSettings{Subtitle: "Answers at once", Look: &models.Look{Fill: "#111111", Hover: "#222222", On: "#ffffff", Words: "#333333"}}}
}

func in(state models.State) Panel {
	return Panel{Bot: shop(), Now: noon, Conversation: &models.Conversation{State: state, OwnerName: "Mira"}}
}

// has checks that html carries every wanted piece and none after "-".
func has(t *testing.T, html string, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		if none, not := strings.CutPrefix(want, "-"); not && strings.Contains(html, none) {
			t.Errorf("%q should not stand in\n%s", none, html)
		} else if !not && !strings.Contains(html, want) {
			t.Errorf("%q is missing in\n%s", want, html)
		}
	}
}

func TestPage_WhatTheScriptsNeed_IsOnTheRoot(t *testing.T) {
	html := drawn(t, PageView(Page{Bot: shop(), Epoch: "e1", Version: 7, Framed: true, Resume: true, Panel: Panel{Bot: shop()}}))
	has(t, html, `data-bot="shop"`, `data-epoch="e1"`, `data-version="7"`, `data-sites="https://a.example https://b.example:8443"`,
		` data-framed`, ` data-resume`, `-data-playground`, `-data-preview`, `data-look="#111111 #222222 #ffffff #333333"`,
		`role="log" aria-label="Conversation" aria-busy="true"`, `aria-label="Message"`, `aria-label="Send"`, `aria-label="Close chat"`)
}

func TestPage_NothingInline_SoThatTheCSPHolds(t *testing.T) {
	html := drawn(t, PageView(Page{Bot: shop(), Panel: in(models.StateWaiting)}))
	has(t, html, "-style=", "-<style", "- onclick", "-hx-on", "-js:")
	if strings.Count(html, "<script") != 1 || !strings.Contains(html, `<script type="module" src="/static/widget.`) {
		t.Errorf("one script from a file is expected:\n%s", html)
	}
}

func TestPrompt_Choices_AreButtonsWithTheirLabels(t *testing.T) {
	p := Panel{Bot: shop(), Prompt: flow.Prompt{Kind: flow.PromptOffer, Token: "t3", Back: true, Skip: "Skip",
		Choices: []flow.Choice{{ID: `a"b`, Label: "<Find> a bike"}, {ID: "p", Label: "Chat with a person", Style: "filled", Icon: "person"}}}}
	has(t, drawn(t, Prompt(p)), `data-kind="offer"`, `data-token="t3"`, `data-choice="a&#34;b"`, "&lt;Find&gt; a bike", `class="offer filled"`,
		"#i-message-circle", `id="back"`, `id="skip"`, `data-composer="on"`)
}

func TestPrompt_Waiting_SaysThePlaceAndTheTime(t *testing.T) {
	p := in(models.StateWaiting)
	p.Conversation.WaitingSince, p.Conversation.WaitingUntil = noon.Add(-52*time.Second), noon.Add(128*time.Second)
	p.LiveChat = flow.LiveChat{Skip: true}
	for position, want := range map[int]string{0: "We are getting somebody", 1: "You are next", 2: "1 before you", 11: "10 before you"} {
		p.Position = position
		has(t, drawn(t, Prompt(p)), want, `max="180" value="52"`, `id="skip"`, "-id=\"back\"", "-Stop waiting", `data-kind="waiting"`, `class="mark"`)
	}
	p.Position, p.LiveChat.Video, p.Prompt.Cancel = 0, true, true
	has(t, drawn(t, Prompt(p)), "We are getting somebody for a video call", `id="cancel" type="button">Stop waiting`)
}

func TestPrompt_LeaveForm_KeepsWhatWasTypedAndNamesTheMistake(t *testing.T) {
	p := in(models.StateBot)
	p.Conversation.Leave = models.LeaveForm
	p.Form = LeaveForm{WantEmail: true, Email: `h"@x`, Message: "<b>hi", Problem: "Something is missing after the @",
		Problems: map[string]string{"email": "Something is missing after the @", "phone": "No phone number"}}
	has(t, drawn(t, Prompt(p)), `data-kind="leave"`, `data-composer="off"`, `hx-post="/w/shop/leave"`, `value="h&#34;@x"`, "&lt;b&gt;hi",
		`<label for="leave-email">Your email`, `<label for="leave-message">Your message`, "Leave message", `aria-invalid="true"`, "Something is missing", `id="leave-phone-error"`, "No phone number",
		`aria-describedby="leave-phone-error"`, `-id="leave-message-error"`, `-role="alert"><svg`)
	p.Form = LeaveForm{}
	has(t, drawn(t, Prompt(p)), `-leave-email`, `-aria-invalid`)
}

func TestPrompt_Key_ChangesWithWhatIsAskedAndNotOtherwise(t *testing.T) {
	one, again := in(models.StateBot), in(models.StateBot)
	one.Prompt = flow.Prompt{Kind: flow.PromptText, Token: "t1"}
	again.Prompt, again.Now = one.Prompt, noon.Add(time.Minute)
	if one.key() != again.key() {
		t.Error("the same question has two keys")
	}
	next := in(models.StateBot)
	next.Prompt = flow.Prompt{Kind: flow.PromptText, Token: "t2"}
	if one.key() == next.key() {
		t.Error("two questions have one key")
	}
}

func TestHeader_Live_NamesThePersonElseTheBot(t *testing.T) {
	live := in(models.StateLive)
	live.AgentHere = true
	has(t, drawn(t, PanelView(live)), ">Mira</h1>", "Northwind Cycles</p>", "presence online", "End chat")
	has(t, drawn(t, PanelView(in(models.StateBot))), ">Northwind Cycles</h1>", "Answers at once", "-Mira", "-End chat")
	has(t, drawn(t, PanelView(in(models.StateClosed))), "This chat has ended.", "Start a new conversation", `data-composer="off"`)
}

func TestEarlier_NothingBefore_IsHiddenButThere(t *testing.T) {
	for _, none := range []int64{0, 1} {
		has(t, drawn(t, Earlier(in(models.StateBot), none)), `id="earlier"`, "hidden", "-data-from")
	}
	has(t, drawn(t, Earlier(in(models.StateBot), 51)), `data-from="/w/shop/log?before=51"`, "-hidden", "Earlier messages")
}

// A1
func TestPage_HostileBotName_StaysWords(t *testing.T) {
	bot := shop()
	bot.Name = `"><img src=x onerror=y></title><script>z`
	has(t, drawn(t, PageView(Page{Bot: bot, Panel: Panel{Bot: bot}})), "-<img", "-<script>z", "-</title><script>z")
}
