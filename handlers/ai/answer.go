package ai

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// Answerer answers questions: from the articles alone, or with a service that is told what they say.
type Answerer struct {
	// Settings are those that count now, with the key.
	Settings func(ctx context.Context) (models.AISettings, error)
	// Shown are the same without the key, which is sealed: pages ask what there is again and again.
	Shown    func(ctx context.Context) (models.AISettings, error)
	Provider *Provider
	Records  models.AIRecords
	Passages models.Passages
	Vectors  models.PassageVectors
	Logs     models.Logs // what an agent may see
	NewID    func() (string, error)
	Now      func() time.Time
	Log      *slog.Logger

	cleaner *cleaner
}

// Ready fills in what an Answerer has of its own.
func (a Answerer) Ready() *Answerer {
	a.cleaner = newCleaner()
	return &a
}

// job is one question to answer.
type job struct {
	id       string // of the answer
	exchange models.AIExchange
	request  flow.AIRequest
	on       func(text func() string) // half an answer, made ready only where it is wanted
	late     bool                     // who asked has waited already: nobody else is asked
}

// outcome is what came of a job: the answer as it is kept, and what the flow goes on with.
type outcome struct {
	answer models.AIAnswer
	result flow.Result
}

// The sentences of what is not answered, for the team.
const (
	visitorOver = "This visitor has used up the answers of a day. The limit is set in Settings › AI."
	tokensOver  = "The tokens of today are used up. The limit is set in Settings › AI."
	noProvider  = "No AI service is set. It is set in Settings › AI."
)

// answer does a job, within the time that the settings give. It always comes to an end of the block.
func (a *Answerer) answer(ctx context.Context, j job) outcome {
	began := time.Now()
	c := j.exchange.Conversation
	question := asked(j.request, j.exchange.Entries)
	o := outcome{answer: models.AIAnswer{ID: j.id, Conversation: c.ID, Bot: c.BotID, Visitor: c.Visitor.ID, At: a.Now(),
		Question: models.CleanLine(mask(question), models.MostAIQuestion)}}
	o.end(a.find(ctx, j, question, &o))
	o.answer.Took = time.Since(began)
	return o
}

// end fills in how it ended.
func (o *outcome) end(end ending, why string) {
	if why != "" {
		end.port = models.AIFailed
	}
	o.answer.Port, o.answer.Error = end.port, why
	o.result.Port, o.result.Error, o.result.Answer = string(end.port), why, o.answer.ID
	switch end.port {
	case models.AIAnswered, models.AIWantsPerson:
		o.result.OK, o.result.Body = true, end.text
		o.result.Sources = o.answer.Sources
	default:
		o.answer.Sources, o.result.Vars = nil, nil
	}
}

// find gives the end, or why there is none.
func (a *Answerer) find(ctx context.Context, j job, question string, o *outcome) (ending, string) {
	if question == "" {
		return ending{port: models.AINotFound}, ""
	}
	settings, err := a.Settings(ctx)
	if err != nil {
		a.Log.Error("settings of the AI", "error", err)
		return ending{}, "The settings of the AI cannot be read."
	}
	ctx, cancel := context.WithTimeout(ctx, settings.Within())
	defer cancel()
	use, err := a.Records.AIUse(ctx, j.exchange.Conversation.ID, a.Now())
	if err != nil {
		a.Log.Error("use of the AI", "error", err)
		return ending{}, "What was used of the AI's limits cannot be read."
	}
	if use.VisitorAnswers >= visitorLimit(settings) {
		return ending{}, visitorOver
	}
	if !settings.On() || j.late || spent(settings, use) {
		return a.fromArticles(ctx, j, question, o)
	}
	return a.fromModel(ctx, settings, j, o)
}

func visitorLimit(s models.AISettings) int {
	if s.VisitorAnswers > 0 {
		return s.VisitorAnswers
	}
	return models.UsualVisitorAnswers
}

// spent says that no tokens are left today: of all, or of the bot's.
func spent(s models.AISettings, use models.AIUse) bool {
	most := s.Tokens
	if most <= 0 {
		most = models.UsualTokens
	}
	return use.Tokens >= most || s.BotTokens > 0 && use.BotTokens >= s.BotTokens
}

// fromArticles answers with the passage that fits best.
func (a *Answerer) fromArticles(ctx context.Context, j job, question string, o *outcome) (ending, string) {
	found, err := a.Passages.FindPassages(ctx, a.query(j, question, 1))
	if err != nil {
		if ctx.Err() == nil {
			a.Log.Error("passages", "error", err)
		}
		return ending{}, "The articles cannot be searched."
	}
	if len(found) == 0 || !found[0].Fits {
		return ending{port: models.AINotFound}, ""
	}
	text := a.passageText(found[0])
	if text == "" {
		return ending{port: models.AINotFound}, ""
	}
	o.answer.Sources = []flow.Source{sourceOf(found[0])}
	return ending{port: models.AIAnswered, text: text}, ""
}

func (a *Answerer) query(j job, words string, most int) models.PassageQuery {
	return models.PassageQuery{Words: words, Category: j.request.Category, Language: j.exchange.Conversation.Language, Limit: most}
}

// fromModel has a model answer.
func (a *Answerer) fromModel(ctx context.Context, settings models.AISettings, j job, o *outcome) (ending, string) {
	t := &talk{provider: a.Provider, settings: settings, request: j.request, fence: newFence(), on: j.on, second: true}
	t.search = func(ctx context.Context, texts []string) ([]sought, error) { return a.search(ctx, t, j, texts) }
	question := asked(j.request, j.exchange.Entries)
	var err error
	if t.found, err = a.first(ctx, t, j, question); err != nil && ctx.Err() == nil {
		a.Log.Error("passages", "error", err) // it answers from what was said, or finds nothing
	}
	t.begin(j.exchange, question, a.Now())
	end, err := t.run(ctx)
	o.answer.Model, o.answer.TokensIn, o.answer.TokensOut, o.answer.TokensEmbedded = t.name(), t.in, t.out, t.embedded
	o.answer = settings.Priced(o.answer)
	if err != nil {
		return ending{}, sentence(err, settings)
	}
	text, numbers := cited(end.text)
	end.text = a.cleaner.clean(text, known(texts(t.found, template(j.request))...), mostShown)
	if end.port == models.AIAnswered && end.text == "" {
		return ending{}, sentence(errEmpty, settings)
	}
	o.answer.Sources, o.result.Vars = sources(t.found, numbers), t.vars
	return end, ""
}

// name is the model as the service calls it, else as the settings do.
func (t *talk) name() string {
	if t.model != "" {
		return t.model
	}
	return t.settings.Model
}

// first are the passages that a model is shown before it asks for any: those that fit the question, and where that is
// short of words, those that fit it with what was said before: both are one request for embeddings.
func (a *Answerer) first(ctx context.Context, t *talk, j job, question string) ([]models.Passage, error) {
	asked, err := a.byWords(ctx, t, j, question)
	if err != nil {
		return nil, err
	}
	all, before := []sought{asked}, earlierWords(j.exchange.Entries)
	if before != "" && !slices.ContainsFunc(asked.found, func(p models.Passage) bool { return p.Fits }) {
		var more sought
		if more, err = a.byWords(ctx, t, j, short(before+"\n"+question, mostQuestion)); err == nil {
			all = append(all, more)
		}
	}
	a.rank(ctx, t, all)
	found := all[0].found
	for _, p := range all[len(all)-1].found {
		if numberOf(found, p) == 0 && len(found) < 2*atFirst {
			found = append(found, p)
		}
	}
	return found, err
}

// earlierWords are the visitor's before his last ones.
func earlierWords(entries []models.Entry) string {
	last := false
	for i := len(entries) - 1; i >= 0; i-- {
		e := entries[i].ForTeam()
		if e.Kind != models.EntrySaid || e.Author.Kind != models.ByVisitor || wordsOf(e) == "" || e.Body.Sensitive {
			continue
		}
		if last {
			return shortened(e.Text, mostWords)
		}
		last = true
	}
	return ""
}

// template are the instructions as their author wrote them; "" where others' words are filled in.
func template(r flow.AIRequest) string {
	if !r.Template {
		return ""
	}
	return r.Instructions
}

// texts are what the team has written of an answer.
func texts(found []models.Passage, instructions string) []string {
	all := []string{instructions}
	for _, p := range found {
		all = append(all, p.Text)
	}
	return all
}
