package ai

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"deskbell/handlers/outbound"
	"deskbell/models"
)

// meanings is a service for embeddings: what has one of the first words means 1,0,0, the next 0,1,0, all else 0,0,1.
func (h *house) meanings(first, second string) step {
	return func(w http.ResponseWriter, _ *http.Request) {
		all := h.service.requests()
		var data []string
		for i, text := range all[len(all)-1].Input {
			vector := "[0,0,1]"
			for _, word := range strings.Fields(first) {
				if strings.Contains(text, word) {
					vector = "[1,0.1,0]"
				}
			}
			for _, word := range strings.Fields(second) {
				if strings.Contains(text, word) {
					vector = "[0.1,1,0]"
				}
			}
			data = append(data, fmt.Sprintf(`{"object":"embedding","index":%d,"embedding":%s}`, i, vector))
		}
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"object":"list","model":"small","data":[%s],"usage":{"prompt_tokens":7,"total_tokens":7}}`, strings.Join(data, ","))
	}
}

// embedder is one of the house; now is its clock.
func (h *house) embedder(now *time.Time) *Embedder {
	provider := NewProvider(outbound.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	h.Cleanup(provider.Close)
	return &Embedder{Settings: h.settings, Provider: provider, Vectors: h.store, Now: func() time.Time { return *now }, Log: slog.New(slog.NewTextHandler(h, nil))}
}

// inputs are the texts that were sent to be embedded since the last time.
func (h *house) inputs(seen *int) []string {
	var texts []string
	all := h.service.requests()
	for _, r := range all[*seen:] {
		if strings.HasSuffix(r.Path, "/embeddings") {
			texts = append(texts, r.Input...)
		}
	}
	*seen = len(all)
	return texts
}

func (e *Embedder) all(h *house) {
	for e.some(h.Context()) {
	}
}

// M-33
func TestEmbedder_QuestionWithoutAWordOfItsPassage_FindsItByMeaning(t *testing.T) {
	h := newHouse(t, says("Forget it, we do that [1]."))
	h.extra.Embedding = "small"
	h.service.vectors = h.meanings("Invoices dough", "Returns")
	h.article("Invoices", "They are sent on the first of each month.")
	now := time.Now().UTC()
	h.embedder(&now).all(h)
	h.sends(h.store.Outgoing())
	c := h.asks(h.bot, "when must dough change hands")
	h.until(c, "Ask me.", "Forget it, we do that.")
	var source string
	for _, e := range h.entries(c) {
		if e.Body.Content != nil {
			if text, _ := json.Marshal(e.Body.Content); strings.Contains(string(text), "invoices") {
				source = string(text)
			}
		}
	}
	if source == "" {
		t.Error("the article is not the answer's source")
	}
}

// M-33
func TestEmbedder_ChangedArticle_OnlyNewPassagesAreAskedFor(t *testing.T) {
	h := newHouse(t)
	h.extra.Embedding = "small"
	h.service.vectors = h.meanings("postage", "Returns")
	now, seen := time.Now().UTC(), 0
	e := h.embedder(&now)
	e.all(h)
	if got := h.inputs(&seen); len(got) != 1 || !strings.HasPrefix(got[0], "Returns\nHow long") {
		t.Fatalf("%q", got)
	}
	a, err := h.store.ArticleBySlug(h.Context(), models.Reader{}, "returns")
	h.check(err)
	body := strings.Repeat("Anything goes back within thirty days. ", 20)
	a.Body = body + "\n\n## Costs\n\n" + strings.Repeat("The postage is yours. ", 20)
	h.check(h.store.SaveArticle(h.Context(), a, time.Now()))
	e.all(h)
	if got := h.inputs(&seen); len(got) != 2 {
		t.Fatalf("%d %q", len(got), got)
	}
	a.Body = body + "\n\n## Costs\n\n" + strings.Repeat("The postage is ours. ", 20)
	h.check(h.store.SaveArticle(h.Context(), a, time.Now()))
	_, err = h.store.RebuildPassages(h.Context())
	h.check(err)
	e.all(h)
	if got := h.inputs(&seen); len(got) != 1 || !strings.Contains(got[0], "postage is ours") {
		t.Errorf("%q", got)
	}
	a.Published = false
	h.check(h.store.SaveArticle(h.Context(), a, time.Now()))
	e.all(h)
	if got := h.inputs(&seen); len(got) != 0 {
		t.Errorf("a draft is sent: %q", got)
	}
	a.Published = true
	h.check(h.store.SaveArticle(h.Context(), a, time.Now()))
	h.extra.Embedding = ""
	e.all(h)
	if got := h.inputs(&seen); len(got) != 0 {
		t.Errorf("sent although it is off: %q", got)
	}
	used, err := h.store.EmbeddingUse(h.Context(), now)
	if h.check(err); used != 21 {
		t.Errorf("%d tokens", used)
	}
}

// M-33
func TestEmbedder_ServiceFails_WordsAloneAnswer_AndItRests(t *testing.T) {
	h := newHouse(t, says("30 days [1]."))
	h.extra.Embedding = "small"
	h.service.vectors = status(http.StatusServiceUnavailable, "")
	now, seen := time.Now().UTC(), 0
	e := h.embedder(&now)
	for range 3 {
		e.all(h)
	}
	if got := h.inputs(&seen); len(got) != 1 {
		t.Errorf("asked %d times", len(got))
	}
	now = now.Add(embedRest)
	e.all(h)
	e.all(h)
	now = now.Add(embedRest)
	e.all(h)
	if got := h.inputs(&seen); len(got) != 1 {
		t.Errorf("asked %d times", len(got))
	}
	h.extra.Embedding = "other"
	e.all(h)
	if got := h.inputs(&seen); len(got) != 1 {
		t.Errorf("other settings: asked %d times", len(got))
	}
	h.sends(h.store.Outgoing())
	c := h.asks(h.bot, "How long can I return things?")
	h.until(c, "Ask me.", "30 days.")
	if !strings.Contains(h.log.String(), "articles are not found by their meaning yet") || strings.Contains(h.log.String(), secretKey) {
		t.Error(h.log.String())
	}
}

// M-33
func TestEmbedder_PassageThatTheServiceDoesNotTake_KeepsNoOtherBack(t *testing.T) {
	h := newHouse(t)
	h.extra.Embedding = "small"
	fine := h.meanings("fine", "good")
	h.service.vectors = func(w http.ResponseWriter, r *http.Request) {
		all := h.service.requests()
		if slices.ContainsFunc(all[len(all)-1].Input, func(text string) bool { return strings.Contains(text, "terrible") }) {
			status(http.StatusBadRequest, `{"error":"no"}`)(w, r)
			return
		}
		fine(w, r)
	}
	for i, word := range []string{"good", "terrible", "fine", "nice"} {
		h.article(fmt.Sprint("Article ", i), "It is "+word+".")
	}
	now := time.Now().UTC()
	h.embedder(&now).all(h)
	left, err := h.store.PassagesWithout(h.Context(), h.extra.Meaning(), 10)
	if h.check(err); len(left) != 0 {
		t.Errorf("%+v", left)
	}
	near, err := h.store.NearPassages(h.Context(), h.extra.Meaning(), []float32{1, 0, 0}, models.PassageQuery{})
	if h.check(err); len(near) != 2 || !strings.Contains(near[0].Text, "fine") {
		t.Errorf("%+v", near)
	}
}

// M-33
func TestEmbedder_HalfOfTheDaysTokens_AreForAnswers(t *testing.T) {
	h := newHouse(t)
	h.extra.Embedding, h.extra.Tokens = "small", 10
	h.service.vectors = h.meanings("a", "b")
	now, seen := time.Now().UTC(), 0
	e := h.embedder(&now)
	e.all(h)
	h.article("Another", "With other words.")
	e.all(h)
	if got := h.inputs(&seen); len(got) != 1 {
		t.Errorf("%q", got)
	}
	now = now.Add(24 * time.Hour)
	e.all(h)
	if got := h.inputs(&seen); len(got) != 1 {
		t.Errorf("the next day: %q", got)
	}
}

// M-33
func TestEmbedder_Run_WorksUntilItsContextEnds(t *testing.T) {
	h := newHouse(t)
	h.extra.Embedding = "small"
	h.service.vectors = h.meanings("Returns", "b")
	now := time.Now().UTC()
	e := h.embedder(&now)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { e.Run(ctx); close(done) }()
	h.wait("vector", func() bool {
		near, err := h.store.NearPassages(t.Context(), h.extra.Meaning(), []float32{1, 0, 0}, models.PassageQuery{})
		h.check(err)
		return len(near) == 1
	})
	cancel()
	<-done
}
