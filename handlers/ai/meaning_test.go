package ai

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"deskbell/models"
	"deskbell/models/flow"
)

// embeds gives each text a vector, of seven tokens; takes says which texts it takes together, nil: any.
func (s *scripted) embeds(takes func(texts []string) bool) step {
	return func(w http.ResponseWriter, r *http.Request) {
		all := s.requests()
		texts := all[len(all)-1].Input
		if takes != nil && !takes(texts) {
			status(http.StatusBadRequest, `{"error":{"message":"no"}}`)(w, r)
			return
		}
		data := make([]string, len(texts))
		for i := range texts {
			data[i] = fmt.Sprintf(`{"object":"embedding","index":%d,"embedding":[1,0]}`, i)
		}
		raw("application/json", fmt.Sprintf(`{"object":"list","model":"small","data":[%s],"usage":{"prompt_tokens":%[2]d,"total_tokens":%[2]d}}`,
			strings.Join(data, ","), 7*len(texts)))(w, r)
	}
}

// embedded are the texts of each request for embeddings.
func (s *scripted) embedded() [][]string {
	var all [][]string
	for _, r := range s.requests() {
		if r.Path == "/v1/embeddings" {
			all = append(all, r.Input)
		}
	}
	return all
}

// results are what the tools of the last request said.
func (s *scripted) results() []string {
	all := s.requests()
	return strings.Split(all[len(all)-1].said(), "\ntool: ")[1:]
}

// meaning is an office with a model for embeddings, whose vectors find one passage that no words find.
func meaning(t *testing.T, steps ...step) *office {
	o := newOffice(t, steps...)
	o.settings.Embedding = "small"
	o.service.vectors = o.service.embeds(nil)
	o.shelf.near = []models.Passage{{Article: "3", Slug: "more", Title: "More", Text: "Of no word of it."}}
	return o
}

func twoSearches(more ...string) step {
	return uses(append([]string{"search_articles", `{"query":"shipping to Austria"}`, "set_variable", `{"name":"order","value":"7"}`,
		"search_articles", `{"query":"  "}`, "search_articles", `{"query":"my card is 4111 1111 1111 1111"}`}, more...)...)
}

// M-33
func TestAnswer_SearchesOfOneRound_AreOneRequestForEmbeddings(t *testing.T) {
	o := meaning(t, twoSearches(), says("3 days [3]."))
	got := o.answer(flow.AIRequest{Vars: []string{"order"}})
	if a := got.answer; a.Error != "" || a.TokensEmbedded != 21 || a.TokensIn != 200 || a.TokensOut != 40 || len(a.Sources) != 1 || a.Sources[0].Slug != "shipping" || got.result.Vars["order"] != "7" {
		t.Errorf("%+v", got)
	}
	if sent := fmt.Sprintf("%q", o.service.embedded()); sent != `[["How long can I return things?"] ["shipping to Austria" "my card is ••••"]]` {
		t.Error(sent)
	}
	results := o.service.results()
	if len(results) != 4 || !strings.Contains(results[0], "article 3>") || !strings.Contains(results[0], "(article 2, as above)") || results[1] != "kept" ||
		!strings.HasPrefix(results[2], "error: the query is empty") || results[3] != "(article 2, as above)" {
		t.Errorf("%q", results)
	}
}

// M-33
func TestAnswer_QuestionShortOfWords_IsEmbeddedWithThoseBeforeItInOneRequest(t *testing.T) {
	o := meaning(t, says("3 days [1]."))
	o.said(models.ByVisitor, "", "How long does shipping take?")
	o.said(models.ByVisitor, "", "And to us?")
	got := o.answer(flow.AIRequest{})
	if a := got.answer; a.TokensEmbedded != 14 || a.TokensIn != 100 || len(a.Sources) != 1 || a.Sources[0].Slug != "more" {
		t.Errorf("%+v", a)
	}
	if sent := fmt.Sprintf("%q", o.service.embedded()); sent != `[["And to us?" "How long does shipping take?\nAnd to us?"]]` {
		t.Error(sent)
	}
	if all := o.service.requests(); !strings.Contains(all[len(all)-1].said(), "Shipping to Austria takes 3 days.") {
		t.Error("what was said before finds nothing")
	}
}

// M-33
func TestAnswer_ServiceDoesNotEmbed_TheOrderIsByWords(t *testing.T) {
	o := meaning(t, twoSearches(), says("3 days [2]."))
	o.service.vectors = status(http.StatusServiceUnavailable, "")
	got := o.answer(flow.AIRequest{Vars: []string{"order"}})
	if a := got.answer; a.Error != "" || a.TokensEmbedded != 0 || len(a.Sources) != 1 || a.Sources[0].Slug != "shipping" || len(o.service.embedded()) != 2 {
		t.Errorf("%+v, asked %q", a, o.service.embedded())
	}
	if results := o.service.results(); len(results) != 4 || !strings.Contains(results[0], "Shipping to Austria") || results[3] != "nothing was found" {
		t.Errorf("%q", results)
	}
	if n := strings.Count(o.log.String(), "embeddings"); n != 2 {
		t.Errorf("the log:\n%s", o.log.String())
	}
}

// M-33
func TestAnswer_ServiceThatTakesOneTextAtATime_IsAskedOneByOne(t *testing.T) {
	o := meaning(t, uses("search_articles", `{"query":"terrible"}`, "search_articles", `{"query":"shipping"}`), says("3 days [3]."))
	o.service.vectors = o.service.embeds(func(texts []string) bool { return len(texts) == 1 && texts[0] != "terrible" })
	o.shelf.all = append(o.shelf.all, models.Passage{Article: "4", Slug: "terrible", Title: "Terrible", Text: "It is terrible."})
	got := o.answer(flow.AIRequest{})
	if a := got.answer; a.Error != "" || a.TokensEmbedded != 14 || len(a.Sources) != 1 || a.Sources[0].Slug != "terrible" {
		t.Errorf("%+v", a)
	}
	if sent := fmt.Sprintf("%q", o.service.embedded()[1:]); sent != `[["terrible" "shipping"] ["terrible"] ["shipping"]]` {
		t.Error(sent)
	}
	if results := o.service.results(); len(results) != 2 || !strings.Contains(results[0], "It is terrible.") || !strings.Contains(results[1], "(article 2, as above)") {
		t.Errorf("%q", results)
	}
}

func TestAnswer_RoundThatEndsTheTalk_SearchesForNothing(t *testing.T) {
	o := meaning(t, twoSearches("ask_for_person", "{}"))
	got := o.answer(flow.AIRequest{Vars: []string{"order"}})
	if got.answer.Port != models.AIWantsPerson || got.answer.TokensEmbedded != 7 || got.result.Vars["order"] != "7" || len(o.service.embedded()) != 1 {
		t.Errorf("%+v", got)
	}
	if o.shelf.for_ = slices.Compact(o.shelf.for_); len(o.shelf.for_) != 1 {
		t.Errorf("looked for %q", o.shelf.for_)
	}
}

// What came of a call is told by its id: no two of a round have the same, whatever the service calls them.
func TestNamed_CallsWithoutAnIDOrWithTheSame_EachHasItsOwn(t *testing.T) {
	all := named([]call{{id: "call_2"}, {}, {id: "a"}, {id: "a"}, {}, {id: "call_5"}})
	had := map[string]bool{}
	for _, c := range all {
		if c.id == "" || had[c.id] {
			t.Errorf("%q of %+v", c.id, all)
		}
		had[c.id] = true
	}
	if all[0].id != "call_2" || all[2].id != "a" {
		t.Errorf("%+v", all)
	}
}
