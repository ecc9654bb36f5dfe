package admin_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

func inEuro() models.AISettings {
	return models.AISettings{Embedding: "embed-1", InputPrice: 2, OutputPrice: 4, EmbeddingPrice: 1, Currency: "EUR"}
}

func (o *office) embeds(prices models.AISettings, tokens int64) {
	o.t.Helper()
	if err := o.store.UseForEmbedding(o.t.Context(), prices.Embedded(tokens), time.Now()); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) without(page answer, words ...string) {
	o.t.Helper()
	for _, word := range words {
		if strings.Contains(page.body, word) {
			o.t.Errorf("the page has %q", word)
		}
	}
}

// M-29 M-33: embeddings of articles are a line of their own, of no bot, and no answers.
func TestAIAnswers_EmbeddingsOfArticles_AreALineAndNoAnswers(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	shop, other := o.asking("shop"), o.asking("other")
	o.embeds(inEuro(), 3_000_000)
	page := o.get("/settings/ai/answers")
	o.want(page, http.StatusOK, "No answers in these days", "Embeddings of articles", "embed-1", "3,000,000", "3.00 EUR")
	o.without(page, "Day by day", "answers</h2>")
	o.asks(shop, "one", inEuro().Priced(models.AIAnswer{Seq: 1, Port: models.AIAnswered, Model: "small-1", TokensIn: 1_000_000, TokensEmbedded: 500_000}))
	o.asks(other, "two", models.AIAnswer{Port: models.AINotFound})
	page = o.get("/settings/ai/answers")
	o.want(page, http.StatusOK, "2 answers to visitors", "Embeddings of articles", "3,500,000 of embeddings", "4,500,000", "3,500,000", "5.50 EUR", "2.50 EUR", "3.00 EUR", "By bot")
	o.without(page, "≈", "3 answers", "once prices are set")
	page = o.get("/settings/ai/answers?bot=" + string(shop.ID))
	o.want(page, http.StatusOK, "1 answer to visitors", "2.50 EUR", "500,000")
	o.without(page, "Embeddings of articles", "embed-1", "3.00 EUR")
}

// Who sees his bots alone is not told what belongs to none.
func TestAIAnswers_EmbeddingsOfArticles_AreNotForWhoSeesHisBotsAlone(t *testing.T) {
	o := openOffice(t, models.RoleAccountManager)
	shop := o.asking("shop")
	me, err := o.store.AgentByEmail(t.Context(), "me@example.com")
	if err != nil {
		t.Fatal(err)
	}
	me.Bots = []models.BotID{shop.ID}
	if err := o.store.SaveAgent(t.Context(), me, time.Now()); err != nil {
		t.Fatal(err)
	}
	o.embeds(inEuro(), 3_000_000)
	o.without(o.get("/settings/ai/answers"), "Embeddings of articles", "embed-1", "3,000,000")
	o.asks(shop, "mine", inEuro().Priced(models.AIAnswer{Port: models.AIAnswered, Model: "small-1", TokensIn: 1_000_000}))
	page := o.get("/settings/ai/answers")
	o.want(page, http.StatusOK, "1 answer to visitors", "2.00 EUR")
	o.without(page, "Embeddings of articles", "embed-1", "3.00 EUR", "Embedded")
}

// M-29 M-33: amounts of two currencies stand beside each other; what no price was kept with is reckoned by today's, and said to be.
func TestAIAnswers_SeveralCurrencies_AreNotAddedUp(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	shop := o.asking("shop")
	dollars, nameless := inEuro(), inEuro()
	dollars.Currency, nameless.Currency = "USD", ""
	million := models.AIAnswer{Port: models.AIAnswered, Model: "small-1", TokensIn: 1_000_000}
	o.asks(shop, "one", inEuro().Priced(million), dollars.Priced(million), dollars.Priced(million), nameless.Priced(million))
	page := o.get("/settings/ai/answers")
	o.want(page, http.StatusOK, ">2.00 EUR<", ">4.00 USD<", ">2.00 (no currency)<")
	o.without(page, "8.00", "6.00", "≈", "tokens are in no cost")
	o.asks(shop, "two", models.AIAnswer{Port: models.AIAnswered, Model: "small-1", TokensIn: 500_000})
	o.want(o.get("/settings/ai/answers"), http.StatusOK, ">2.00 EUR<", "500,000 tokens are in no cost", `href="/settings/ai#f-input_price"`)
	o.want(o.saveAI(url.Values{"input_price": {"30"}, "currency": {"EUR"}}), http.StatusSeeOther)
	page = o.get("/settings/ai/answers")
	o.want(page, http.StatusOK, ">≈ 17.00 EUR<", ">4.00 USD<", "at today’s prices")
	o.without(page, "tokens are in no cost", "62.00")
}

// M-29
func TestAI_PriceOfEmbeddings_IsKeptAndNoted(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	o.want(o.saveAI(nil), http.StatusSeeOther)
	o.want(o.saveAI(url.Values{"key": {""}, "embedding_price": {"0,02"}}), http.StatusSeeOther)
	if s := o.openedAI(); s.EmbeddingPrice != 0.02 || s.InputPrice != 0.15 {
		t.Errorf("%+v", s)
	}
	o.want(o.get("/settings/ai"), http.StatusOK, "A million tokens of embeddings", `name="embedding_price"`, `value="0.02"`)
	o.want(o.get("/settings/audit"), http.StatusOK, ">prices<")
	o.want(o.saveAI(url.Values{"key": {""}, "embedding_price": {"100001"}}), http.StatusUnprocessableEntity, `id="wrong-embedding_price"`, "like 0.02", `value="100001"`)
	if s := o.openedAI(); s.EmbeddingPrice != 0.02 {
		t.Errorf("%+v", s)
	}
}
