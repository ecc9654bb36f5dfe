package desk

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"deskbell/models"
	"deskbell/models/flow"
)

func now() time.Time { return time.Date(2026, 11, 20, 10, 52, 0, 0, time.UTC) }

func mira() *models.Agent {
	return &models.Agent{ID: "a1", Name: "Mira Solberg", Email: "mira@x.example", Role: models.RoleAgent, Willing: true}
}

func hanna(state models.State) models.Conversation {
	return models.Conversation{ID: "c1", BotID: "b1", State: state, Channel: "web",
		Visitor: models.Visitor{Name: "Hanna Lindqvist"}, Preview: "Hello", PreviewBy: models.ByVisitor,
		WaitingSince: now().Add(-84 * time.Second), WaitingUntil: now().Add(96 * time.Second), UpdatedAt: now()}
}

func open(c models.Conversation) Open {
	return Open{Me: mira(), Conversation: c, Bot: &models.Bot{ID: "b1", Name: "Shop desk"}, List: c.State, Now: now()}
}

func list(rows ...models.Conversation) Lists {
	return Lists{List: models.StateWaiting, Rows: rows, Now: now(), Bots: map[models.BotID]string{"b1": "Shop desk"},
		Counts: models.Counts{models.StateWaiting: 2, models.StateLive: 4}}
}

func drawn(t *testing.T, c templ.Component) string {
	t.Helper()
	var out bytes.Buffer
	if err := c.Render(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func wants(t *testing.T, page string, all ...string) {
	t.Helper()
	for _, part := range all {
		if !strings.Contains(page, part) {
			t.Errorf("missing: %s\nin: %s", part, page)
		}
	}
}

func lacks(t *testing.T, page string, all ...string) {
	t.Helper()
	for _, part := range all {
		if strings.Contains(page, part) {
			t.Errorf("should not be there: %s", part)
		}
	}
}

// M-18 M-19
func TestPage_NamesOfTheDesk_AreThere(t *testing.T) {
	page := drawn(t, PageView(Page{Me: mira(), Epoch: "e1", Lists: list(hanna(models.StateWaiting)), Now: now()}))
	wants(t, page, `role="switch"`, `<span>Online</span>`, `role="tablist"`, `aria-label="Conversations"`,
		"<span>Waiting</span>", "<span>Active</span>", "<span>Messages left</span>", "<span>Closed</span>", "<span>With the bot</span>",
		`<span id="count-waiting" class="count" data-n="2">2</span>`, `id="count-active"`, `id="count-left"`, `id="count-closed"`, `id="count-bot"`,
		`data-epoch="e1"`, "<title>(2) Desk · Deskbell</title>", `href="#main"`, `<progress class="wait-line" max="180" value="84"`)
	lacks(t, page, "<style", " style=", " onclick", "<script>")
}

// M-18
func TestPage_OnlineWithoutABot_SaysWhyNobodyRings(t *testing.T) {
	me := mira()
	me.Willing, me.Bots = true, nil
	wants(t, drawn(t, PageView(Page{Me: me, Lists: list(), Now: now()})), "No bot is assigned to you</span>")
	me.Bots = []models.BotID{"b1"}
	lacks(t, drawn(t, PageView(Page{Me: me, Lists: list(), Now: now()})), "No bot is assigned to you", "You are not offered chats</span>")
}

// M-21
func TestOpenPanel_Waiting_OffersToTakeOver(t *testing.T) {
	page := drawn(t, OpenPanel(open(hanna(models.StateWaiting))))
	wants(t, page, `role="log" aria-label="Conversation"`, `data-log="c1"`, `>Take over</button>`, `data-kind="takeover"`,
		`action="/desk/c1/takeover"`, `aria-label="Chat information"`, "Hanna Lindqvist asks for a person", "of 3:00")
	lacks(t, page, `aria-label="Reply"`, "End chat", "Restore to AI")
}

func TestOpenPanel_OwnLiveChat_HasReplyAndActions(t *testing.T) {
	c := hanna(models.StateLive)
	c.OwnerID, c.OwnerName, c.LiveSince = "a1", "Mira", now()
	page := drawn(t, OpenPanel(open(c)))
	wants(t, page, `aria-label="Reply"`, `type="submit">Send</button>`, "<span>Restore to AI</span>", "<span>End chat</span>",
		`data-kind="composer" data-key="c1"`, "Live with you")
	lacks(t, page, "Take over")
}

func TestOpenPanel_ColleaguesChat_CanOnlyBeWatched(t *testing.T) {
	c := hanna(models.StateLive)
	c.OwnerID, c.OwnerName = "a2", "Jonas"
	page := drawn(t, OpenPanel(open(c)))
	wants(t, page, `data-kind="owned"`, "Jonas is answering.")
	lacks(t, page, `aria-label="Reply"`, "Take over", "End chat")
	o := open(c)
	o.Me.Role = models.RoleSupervisor
	wants(t, drawn(t, OpenPanel(o)), "<span>End chat</span>")
}

func TestFoot_SupportAgent_TakesWaitingChatsButNotTheBots(t *testing.T) {
	bot, waiting := open(hanna(models.StateBot)), open(hanna(models.StateWaiting))
	bot.Me.Role, waiting.Me.Role = models.RoleSupportAgent, models.RoleSupportAgent
	page := drawn(t, State(bot))
	wants(t, page, "The bot answers.")
	lacks(t, page, ">Take over</button>")
	wants(t, drawn(t, State(waiting)), ">Take over</button>")
}

func TestFootKey_ComposerStays_TakeoverFollowsTheState(t *testing.T) {
	live := hanna(models.StateLive)
	live.OwnerID = "a1"
	before := footKey(open(live))
	live.Fence, live.LastSeq = 7, 90
	if footKey(open(live)) != before {
		t.Error("the composer, and the draft in it, would be replaced")
	}
	if footKey(open(hanna(models.StateBot))) == footKey(open(hanna(models.StateWaiting))) {
		t.Error("the bar would go on saying that the bot answers")
	}
}

// A1
func TestPage_HostileWords_AreTextOnly(t *testing.T) {
	const evil = `"><img src=//canary onerror=alert(1)>` + "\r\nevent: close"
	c := hanna(models.StateBot)
	c.Visitor.Name, c.Visitor.Email, c.Preview, c.Browser, c.Language = evil, evil, evil, evil, evil
	c.Page, c.PageTitle, c.OwnerName = `javascript:alert(1)`, evil, evil
	c.Flow = flow.State{Vars: map[string]string{evil: evil, "x": "{{7*7}}"}}
	o := open(c)
	o.Block, o.Bot.Name = evil, evil
	o.Entries = []models.Entry{{Conversation: "c1", Seq: 1, Kind: models.EntrySaid, Text: evil, Author: models.Author{Kind: models.ByVisitor, Name: evil}}}
	l := list(c)
	l.Bots["b1"] = evil
	page := drawn(t, PageView(Page{Me: mira(), Lists: l, Open: &o, Now: now()}))
	lacks(t, page, "<img", `href="javascript:`)
	wants(t, page, "{{7*7}}")
	lacks(t, drawn(t, Row(c, l)), "\r")
}

func TestInformation_Page_IsALinkOnlyOnTheWeb(t *testing.T) {
	c := hanna(models.StateBot)
	c.Page = "https://shop.example/orders/7?secret=1"
	wants(t, drawn(t, State(open(c))), `href="https://shop.example/orders/7?secret=1" rel="nofollow noopener noreferrer"`, ">/orders/7</a>")
	c.Page = "data:text/html,hi"
	lacks(t, drawn(t, State(open(c))), `href="data:`)
}

func TestRow_Live_NamesWhoAnswersAndWhatIsUnread(t *testing.T) {
	c := hanna(models.StateLive)
	c.OwnerID, c.OwnerName, c.VisitorCount, c.TeamSeenCount = "a2", "Jonas Weil", 5, 3
	row := drawn(t, Row(c, list()))
	wants(t, row, `id="row-c1"`, "Website · Shop desk · with Jonas", `2<span class="unseen"> unread</span>`, `class="row unread"`)
}

func TestOrder_Ids_InTheOrderOfTheList(t *testing.T) {
	wants(t, drawn(t, Order([]models.ConversationID{"c2", "c1"})), `<data id="order" value="c2 c1">`)
}

func TestListName_EveryList_IsFoundAgain(t *testing.T) {
	for _, s := range models.States() {
		if back, ok := StateOfList(ListName(s)); !ok || back != s {
			t.Errorf("%s came back as %s", s, back)
		}
	}
	if _, ok := StateOfList("live"); ok {
		t.Error("a state's own name is no list")
	}
}

func TestLanguage_Tags_InWords(t *testing.T) {
	for tag, want := range map[string]string{"nb-NO": "Norwegian, NO", "en": "English", "tlh": "tlh", "zh-Hans-CN": "Chinese", "": ""} {
		if got := language(tag); got != want {
			t.Errorf("%q: %q, want %q", tag, got, want)
		}
	}
}
