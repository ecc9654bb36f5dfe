package ai

import (
	"math"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

func near(one, other float64) bool { return math.Abs(one-other) < 1e-12 }

// week are the sums of today and the days beside it, as who sees all bots has them.
func (h *house) week() []models.AIDay {
	h.Helper()
	now := time.Now()
	days, err := h.store.AIDays(h.Context(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, models.AIReportQuery{From: now.AddDate(0, 0, -3), To: now.AddDate(0, 0, 3)})
	h.check(err)
	return days
}

// M-33: an answer is priced when it is made, embeddings by their own price.
func TestAnswer_WithEmbeddings_CostsByThePricesOfNow(t *testing.T) {
	o := newOffice(t, says("Yes [1]"))
	o.settings.Embedding, o.settings.InputPrice, o.settings.OutputPrice, o.settings.EmbeddingPrice, o.settings.Currency = "small", 2, 4, 1, "EUR"
	o.service.vectors = raw("application/json", `{"object":"list","model":"small","data":[{"object":"embedding","index":0,"embedding":[1,0]}],"usage":{"prompt_tokens":7,"total_tokens":7}}`)
	got := o.answer(flow.AIRequest{Question: "How long can I return things?"}).answer
	if got.TokensIn != 100 || got.TokensOut != 20 || got.TokensEmbedded != 7 || !near(got.Cost, 0.000287) || got.Currency != "EUR" {
		t.Errorf("%+v", got)
	}
	o.settings.InputPrice, o.settings.Currency = 20, "USD"
	if got = o.answer(flow.AIRequest{Question: "How long can I return things?"}).answer; !near(got.Cost, 0.002087) || got.Currency != "USD" {
		t.Errorf("%+v", got)
	}
	o.settings.Model = "" // the articles alone
	if got = o.answer(flow.AIRequest{Question: "How long can I return things?"}).answer; got.Port != models.AIAnswered || got.Cost != 0 {
		t.Errorf("%+v", got)
	}
}

// M-33: a failed answer has a price as well; it was asked for.
func TestAnswer_ThatFails_CostsWhatItHasUsed(t *testing.T) {
	o := newOffice(t, cuts())
	o.settings.InputPrice, o.settings.Currency = 2, "EUR"
	if got := o.answer(flow.AIRequest{}).answer; got.Port != models.AIFailed || got.TokensIn == 0 || !near(got.Cost, float64(got.TokensIn)*2/1_000_000) {
		t.Errorf("%+v", got)
	}
}

// M-34: what is written for who takes over costs as an answer does.
func TestSender_SummaryForWhoTakesOver_IsPriced(t *testing.T) {
	h := newHouse(t, says("Within 30 days [1]."), says("As they were [1]."), says("- The visitor asks about returns."))
	h.extra.InputPrice, h.extra.Currency = 2, "EUR"
	h.sends(h.store.Outgoing())
	c := h.asks(h.bot, "How long can I return things?")
	h.until(c, "Ask me.", "Within 30 days.")
	h.says(c, "And how can I return things?")
	h.until(c, "Ask me.", "Within 30 days.", "As they were.")
	team, err := h.store.Agents(t.Context())
	h.check(err)
	_, err = rung{h}.Turn(t.Context(), c, models.TakeOver(team[0].ID, time.Now()))
	h.check(err)
	h.rouse()
	h.wait("the summary", func() bool { return strings.Contains(h.answers(), "beside") })
	for _, d := range h.week() {
		if !d.Priced || d.Currency != "EUR" || d.TokensIn != 100*int64(d.Answers) || !near(d.Cost, 0.0002*float64(d.Answers)) {
			t.Errorf("%+v", d)
		}
	}
}

// M-33: what articles were embedded with is a day of no bot and no answer, also where the service takes less than it was
// asked for at once.
func TestEmbedder_WhatItHasUsed_IsADayOfNoBot(t *testing.T) {
	h := newHouse(t)
	h.extra.Embedding, h.extra.EmbeddingPrice, h.extra.Currency = "small", 3, "EUR"
	h.service.vectors = h.meanings("postage", "Returns")
	now := time.Now().UTC()
	e := h.embedder(&now)
	e.all(h)
	h.extra.EmbeddingPrice, h.extra.Currency = 5, "USD"
	h.article("Another", "With other words.")
	e.all(h)
	days := h.week()
	if len(days) != 2 {
		t.Fatalf("%+v", days)
	}
	for _, d := range days {
		want := 7 * 3.0 / 1_000_000
		if d.Currency == "USD" {
			want = 7 * 5.0 / 1_000_000
		}
		if d.Bot != "" || d.Port != models.AIEmbedded || d.Model != "small" || d.Answers != 0 || d.TokensEmbedded != 7 || d.TokensIn != 0 || !near(d.Cost, want) {
			t.Errorf("%+v", d)
		}
	}
	if used, err := h.store.EmbeddingUse(h.Context(), now); err != nil || used != 14 {
		t.Errorf("%d, %v", used, err)
	}
}
