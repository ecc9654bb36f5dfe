package ai

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/openai/openai-go/v3"

	"deskbell/models"
	"deskbell/models/flow"
)

// besideOff is said where agents are not to be helped.
const besideOff = "Help from the AI is switched off. It is switched on in Settings › AI."

// Offered implements models.Assistant.
func (a *Answerer) Offered(ctx context.Context) (suggest, rewrite bool) {
	s, err := a.Shown(ctx)
	if err != nil || !s.Beside {
		return false, false
	}
	return true, s.On()
}

// Suggest implements models.Assistant. Without a service it is the passage that fits best; ErrNotFound's code when
// none does.
func (a *Answerer) Suggest(ctx context.Context, who models.Assisted) (models.Draft, error) {
	x, err := a.beside(ctx, who)
	if err != nil {
		return models.Draft{}, err
	}
	question := shortened(lastWords(x.Entries), mostQuestion)
	if question == "" {
		return models.Draft{}, &models.Error{Code: models.CodeNotFound, Message: "The visitor has not written anything yet."}
	}
	j := job{exchange: x}
	settings, err := a.open(ctx, x.Conversation.ID)
	switch {
	case models.CodeOf(err) == models.CodeUnavailable || models.CodeOf(err) == models.CodeTooMany:
		return a.suggestPassage(ctx, j, question)
	case err != nil:
		return models.Draft{}, err
	}
	t := &talk{settings: settings}
	found, err := a.first(ctx, t, j, question)
	if err != nil {
		return models.Draft{}, err
	}
	f := newFence()
	var articles []string
	for i, p := range found {
		articles = append(articles, f.passage(i+1, p))
	}
	said, err := a.helped(ctx, settings, help{who, x, question, t.embedded}, []openai.ChatCompletionMessageParamUnion{
		openai.SystemMessage(fmt.Sprintf(suggestRules, mask(models.CleanLine(nameOf(x), 100))) + dataWords(f)),
		openai.UserMessage(strings.Join(articles, "\n") + "\n\n" + transcript(f, x.Entries) + "\n\nWrite the reply to the visitor's last words.")})
	if err != nil {
		return models.Draft{}, err
	}
	text, numbers := cited(f.strip(said))
	return drafted(a.cleaner.clean(text, known(texts(found, teamTexts(x))...), mostShown), sources(found, numbers))
}

func (a *Answerer) suggestPassage(ctx context.Context, j job, question string) (models.Draft, error) {
	found, err := a.Passages.FindPassages(ctx, a.query(j, question, 1))
	if err != nil {
		return models.Draft{}, err
	}
	if len(found) == 0 || !found[0].Fits {
		return models.Draft{}, &models.Error{Code: models.CodeNotFound, Message: "No article answers what the visitor has written last."}
	}
	return drafted(a.passageText(found[0]), []flow.Source{sourceOf(found[0])})
}

// teamTexts are what people of the team have written in an exchange: the addresses in it may be named again.
func teamTexts(x models.AIExchange) string {
	var all []string
	for _, e := range x.Entries {
		if e.Author.Kind == models.ByAgent {
			all = append(all, e.Text)
		}
	}
	return strings.Join(all, "\n")
}

// Rewrite implements models.Assistant.
func (a *Answerer) Rewrite(ctx context.Context, who models.Assisted) (models.Draft, error) {
	text, err := models.CleanText("text", who.Text)
	if err != nil {
		return models.Draft{}, err
	}
	how, err := manner(who.How)
	if err != nil {
		return models.Draft{}, err
	}
	x, settings, err := a.besideOpen(ctx, who)
	if err != nil {
		return models.Draft{}, err
	}
	if mask(text) != text {
		return models.Draft{}, &models.Error{Code: models.CodeInvalid, Field: "text", Message: "There is a card number or an IBAN in this. Take it out first: it is not sent to the AI service."}
	}
	f := newFence()
	said, err := a.helped(ctx, settings, help{who, x, "", 0}, []openai.ChatCompletionMessageParamUnion{
		openai.SystemMessage(fmt.Sprintf(rewriteRules, how) + dataWords(f)), openai.UserMessage(f.put("text", text))})
	if err != nil {
		return models.Draft{}, err
	}
	return drafted(a.cleaner.clean(f.strip(said), known(text), models.MaxText), nil)
}

// manner is how to rewrite, in words for a model.
func manner(how string) (string, error) {
	switch how {
	case models.AIShorter:
		return "Make it shorter, half as long where that goes. Keep its language.", nil
	case models.AIFriendlier:
		return "Make it friendlier, without flattery and no longer than it has to be. Keep its language.", nil
	}
	tag, err := models.CleanLanguage("how", how)
	if err != nil || tag == "" {
		return "", &models.Error{Code: models.CodeInvalid, Field: "how", Message: "This is no way to rewrite a text."}
	}
	return fmt.Sprintf("Translate it into the language with the BCP 47 tag %s, as somebody writes who grew up with it.", tag), nil
}

// Summarise implements models.Assistant.
func (a *Answerer) Summarise(ctx context.Context, who models.Assisted) (models.Draft, error) {
	x, settings, err := a.besideOpen(ctx, who)
	if err != nil {
		return models.Draft{}, err
	}
	said, err := a.helped(ctx, settings, help{who, x, "", 0}, summaryOf(x))
	if err != nil {
		return models.Draft{}, err
	}
	return drafted(a.cleaner.clean(said, known(), models.MaxText), nil)
}

// beside is the exchange of a conversation that the agent may see; ErrNotFound.
func (a *Answerer) beside(ctx context.Context, who models.Assisted) (models.AIExchange, error) {
	settings, err := a.Settings(ctx)
	if err != nil {
		return models.AIExchange{}, err
	}
	if !settings.Beside {
		return models.AIExchange{}, &models.Error{Code: models.CodeForbidden, Message: besideOff}
	}
	run, err := a.Logs.Conversation(ctx, who.Who, who.Conversation)
	if err != nil {
		return models.AIExchange{}, err
	}
	return a.exchange(ctx, &run, who.Conversation)
}

// besideOpen is beside, with a service that can be asked.
func (a *Answerer) besideOpen(ctx context.Context, who models.Assisted) (models.AIExchange, models.AISettings, error) {
	x, err := a.beside(ctx, who)
	if err != nil {
		return models.AIExchange{}, models.AISettings{}, err
	}
	settings, err := a.open(ctx, x.Conversation.ID)
	return x, settings, err
}

// help is whom a model helps with what.
type help struct {
	who      models.Assisted
	exchange models.AIExchange
	question string
	embedded int64 // tokens that were used to find what it is told
}

// helped has a model write something for an agent, and keeps what that cost.
func (a *Answerer) helped(ctx context.Context, settings models.AISettings, h help, messages []openai.ChatCompletionMessageParamUnion) (string, error) {
	began := time.Now()
	said, err := a.write(ctx, settings, messages)
	id, failed := a.NewID()
	if failed != nil {
		return "", failed
	}
	c := h.exchange.Conversation
	kept := models.AIAnswer{ID: id, Conversation: c.ID, Bot: c.BotID, Visitor: c.Visitor.ID, Agent: h.who.Agent.ID, Port: models.AIBeside,
		Question: models.CleanLine(mask(h.question), models.MostAIQuestion), Model: said.model, TokensIn: said.in, TokensOut: said.out,
		TokensEmbedded: h.embedded, Took: time.Since(began), At: a.Now()}
	kept = settings.Priced(kept)
	if err != nil {
		kept.Error = sentence(err, settings)
	}
	if failed := a.Records.KeepAIAnswer(context.WithoutCancel(ctx), kept); failed != nil {
		a.Log.Error("keeping an answer of the AI", "error", failed)
	}
	if err != nil {
		return "", &models.Error{Code: models.CodeUnavailable, Message: kept.Error}
	}
	return said.text, nil
}

// drafted is a draft with words in it.
func drafted(text string, from []flow.Source) (models.Draft, error) {
	if text == "" {
		return models.Draft{}, &models.Error{Code: models.CodeUnavailable, Message: begins(errEmpty)}
	}
	return models.Draft{Text: text, Sources: from}, nil
}
