package admin_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// asks begins a conversation with a bot and keeps answers in it; the first is the one that its entry shows.
func (o *office) asks(bot *models.Bot, token string, all ...models.AIAnswer) models.ConversationID {
	o.t.Helper()
	now := time.Now().UTC()
	change, err := o.store.Begin(o.t.Context(), models.Beginning{Bot: bot, TokenHash: token, Now: now}, func(c *models.Conversation) (models.Change, error) {
		c.LastSeq, c.UpdatedAt = 1, now
		for i := range all {
			all[i].ID, all[i].At = fmt.Sprint(token, i), now.Add(-time.Duration(i)*time.Minute)
		}
		return models.Change{Conversation: c, Answers: all, Entries: []models.Entry{{Seq: 1, Kind: models.EntrySaid, Author: models.Author{Kind: models.ByBot},
			Text: "You have **30 days** to send it back.", At: now}}}, nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return change.Conversation.ID
}

func (o *office) rated(id models.ConversationID, rating int) {
	o.t.Helper()
	_, err := o.store.Turn(o.t.Context(), id, func(*models.Conversation) (models.Change, error) {
		return models.Change{Rated: &models.Rated{Seq: 1, Rating: rating}}, nil
	})
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) asking(key string) *models.Bot {
	o.t.Helper()
	bot, err := o.store.ImportBot(o.t.Context(), models.BotFile{Format: models.BotFormat, Key: key, Name: "Bot " + key, StartFlow: "main",
		Flows: []flow.Document{{Schema: 1, ID: "main", Name: "Main", Start: "a", Blocks: map[string]flow.Block{"a": {Kind: "end"}}}}}, time.Now())
	if err != nil {
		o.t.Fatal(err)
	}
	return bot
}

var articlePattern = regexp.MustCompile(`href="(/articles/new[^"]*)"`)

// M-29 M-33 A55: what was asked and what it cost, and from a question without an answer an article is begun.
func TestAIAnswers_OfADay_AreCountedAndWantArticles(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	shop, other := o.asking("shop"), o.asking("other")
	o.want(o.get("/settings/ai/answers"), http.StatusOK, "No answers in these days", "Nothing to deal with in these days")
	o.want(o.saveAI(url.Values{"input_price": {"2"}, "output_price": {"4"}}), http.StatusSeeOther)
	first := o.asks(shop, "one", models.AIAnswer{Seq: 1, Question: "How long can I <b>return</b> it?", Port: models.AIAnswered, Model: "small-1", TokensIn: 1_000_000, TokensOut: 250_000},
		models.AIAnswer{Question: "Do you ship to Norway?", Port: models.AINotFound, Model: "small-1", TokensIn: 500_000}, models.AIAnswer{Question: "do you ship to  norway", Port: models.AINotFound})
	o.asks(other, "two", models.AIAnswer{Question: "A person, please", Port: models.AIWantsPerson}, models.AIAnswer{Question: "", Port: models.AIBeside, Agent: "x", TokensOut: 1000})
	o.rated(first, -1)
	page := o.get("/settings/ai/answers")
	o.want(page, http.StatusOK, "4 answers to visitors", "4.00 EUR", "The articles alone", "How long can I &lt;b&gt;return&lt;/b&gt; it?", "You have", "30 days",
		"2 times, last", `href="/desk/`+string(first)+`"`, "Rated down", "25 %")
	if strings.Count(page.body, "ship to") < 1 || strings.Contains(page.body, "<b>return</b>") {
		t.Error(page.body)
	}
	link := articlePattern.FindStringSubmatch(page.body)
	if link == nil {
		t.Fatal("no article can be begun")
	}
	o.want(o.get(html.UnescapeString(link[1])), http.StatusOK, `value="Do you ship to Norway?"`)
	o.want(o.get("/settings/ai/answers?days=7&bot="+string(other.ID)), http.StatusOK, "1 answer to visitors")
	o.want(o.get("/settings/ai/answers?bot=nothing"), http.StatusNotFound)
	o.want(o.get("/settings/ai/answers?days=9999&missed=99&rated=-1"), http.StatusOK, "30 days")
	// Done, and taken back.
	done := o.post("/settings/ai/answers/done", url.Values{"list": {"missed"}, "id": {"one2"}, "days": {"30"}, "page": {"1"}})
	o.want(done, http.StatusSeeOther)
	after := o.get(done.to)
	o.want(after, http.StatusOK, "It is dealt with.", "Undo")
	if strings.Contains(after.body, "Norway") {
		t.Error("it is still asked for")
	}
	where, err := url.Parse(done.to)
	if err != nil || where.Fragment != "missed" {
		t.Fatal(done.to)
	}
	o.want(o.post("/settings/ai/answers/undo", url.Values{"list": {"missed"}, "at": {where.Query().Get("at")}, "days": {"30"}}), http.StatusSeeOther)
	o.want(o.get("/settings/ai/answers"), http.StatusOK, "2 times, last")
	o.want(o.post("/settings/ai/answers/done", url.Values{"list": {"rated"}, "id": {"one0"}}), http.StatusSeeOther)
	if page = o.get("/settings/ai/answers"); strings.Contains(page.body, "30 days</strong>") || strings.Contains(page.body, "How long can I") {
		t.Error("the rated answer is still there")
	}
	o.want(o.post("/settings/ai/answers/done", url.Values{"list": {"rated"}, "id": {"one0"}}), http.StatusSeeOther) // again
	o.want(o.post("/settings/ai/answers/done", url.Values{"list": {"odd"}, "id": {"one0"}}), http.StatusNotFound)
	o.want(o.post("/settings/ai/answers/undo", url.Values{"list": {"rated"}, "at": {"x"}}), http.StatusNotFound)
}

// An agent reads of his bots alone.
func TestAIAnswers_OfOthersBots_AreNotTold(t *testing.T) {
	o := openOffice(t, models.RoleAccountManager)
	shop, other := o.asking("shop"), o.asking("other")
	me, err := o.store.AgentByEmail(t.Context(), "me@example.com")
	if err != nil {
		t.Fatal(err)
	}
	me.Bots = []models.BotID{shop.ID}
	if err := o.store.SaveAgent(t.Context(), me, time.Now()); err != nil {
		t.Fatal(err)
	}
	o.asks(shop, "mine", models.AIAnswer{Question: "My question", Port: models.AINotFound})
	o.asks(other, "theirs", models.AIAnswer{Question: "Their question", Port: models.AINotFound})
	page := o.get("/settings/ai/answers")
	o.want(page, http.StatusOK, "My question", "1 answer to visitors")
	if strings.Contains(page.body, "Their question") || strings.Contains(page.body, `href="/settings/ai"`) {
		t.Error("others’ are told of")
	}
	o.want(o.get("/settings/ai/answers?bot="+string(other.ID)), http.StatusNotFound)
	o.want(o.post("/settings/ai/answers/done", url.Values{"list": {"missed"}, "id": {"theirs0"}}), http.StatusSeeOther)
	found, err := o.store.AIMissed(t.Context(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, models.AIReportQuery{From: time.Now(), To: time.Now(), Limit: 9})
	if err != nil || len(found) != 2 {
		t.Errorf("%+v, %v", found, err)
	}
}

func TestAIAnswers_MoreThanAPage_ArePaged(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	var all []models.AIAnswer
	for i := range 45 {
		all = append(all, models.AIAnswer{Question: fmt.Sprintf("Question number %d.", i), Port: models.AINotFound})
	}
	o.asks(o.asking("shop"), "v", all...)
	for page, want := range map[string]string{"1": "Question number 0.", "2": "Question number 20.", "3": "Question number 44."} {
		got := o.get("/settings/ai/answers?missed=" + page)
		o.want(got, http.StatusOK, want, "Page "+page+" of 3")
		if n := strings.Count(got.body, ">Write an article"); n > 20 {
			t.Errorf("page %s has %d", page, n)
		}
	}
}

// M-29: why there was no answer is told where it can be mended; where nothing went wrong, nothing is.
func TestAIAnswers_WhatWentWrong_IsToldWithHowOften(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	shop := o.asking("shop")
	o.asks(shop, "fine", models.AIAnswer{Question: "Fine?", Port: models.AIAnswered})
	if page := o.get("/settings/ai/answers"); strings.Contains(page.body, "What went wrong lately") {
		t.Error("nothing went wrong")
	}
	const why = "The service refused the key <401>."
	o.asks(shop, "one", models.AIAnswer{Port: models.AIFailed, Error: why}, models.AIAnswer{Port: models.AIFailed, Error: why}, models.AIAnswer{Port: models.AIFailed, Error: "It took too long."})
	page := o.get("/settings/ai/answers")
	o.want(page, http.StatusOK, "What went wrong lately", "The service refused the key &lt;401&gt;.", "2 times, last", "It took too long.")
	if strings.Count(page.body, "refused the key") != 1 || strings.Contains(page.body, "at least") {
		t.Error(page.body)
	}
}
