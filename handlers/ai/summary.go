package ai

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/openai/openai-go/v3"

	"deskbell/models"
)

// sumUp writes a summary for who takes over; without a service, or with its limits used up, there is none.
func (s *Sender) sumUp(ctx context.Context, d models.Delivery) {
	var run models.Conversation
	_, err := s.Turns.Turn(ctx, d.Conversation, func(c *models.Conversation) (models.Change, error) {
		run.Flow = c.Flow
		return models.Change{}, nil
	})
	var x models.AIExchange
	if err == nil {
		x, err = s.Answerer.exchange(ctx, &run, d.Conversation)
	}
	if err != nil {
		s.lost(ctx, d, err)
		return
	}
	settings, err := s.Answerer.open(ctx, x.Conversation.ID)
	if err != nil || d.Tries > mostTries {
		s.book().Note(ctx, d, s.From.Done(ctx, d.ID, s.Now()))
		return
	}
	began := time.Now()
	a := models.AIAnswer{ID: d.ID, Conversation: d.Conversation, Bot: d.Bot, Port: models.AIBeside, At: s.Now()}
	said, err := s.Answerer.write(ctx, settings, summaryOf(x))
	if ctx.Err() != nil {
		return // the program ends: it comes again
	}
	a.Model, a.TokensIn, a.TokensOut, a.Took = said.model, said.in, said.out, time.Since(began)
	a = settings.Priced(a)
	text := s.Answerer.cleaner.clean(said.text, known(), models.MostAIQuestion*4)
	if err != nil {
		a.Error, text = sentence(err, settings), ""
	}
	err = s.keep(ctx, d, models.SummariseAI(a, text, s.Now()))
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		s.again(ctx, d, err)
		return
	}
	s.tell(d, a)
	s.settle(ctx, d, a)
}

// exchange is what was said in a conversation, without what the visitor has answered to its sensitive questions.
func (a *Answerer) exchange(ctx context.Context, run *models.Conversation, id models.ConversationID) (models.AIExchange, error) {
	x, err := a.Records.Exchange(ctx, id, mostEntries)
	x.Entries = slices.Clone(x.Entries)
	for i := range x.Entries {
		x.Entries[i].Text = run.WithoutSecrets(x.Entries[i].ForTeam().Text)
	}
	return x, err
}

// summaryOf is what is asked for one.
func summaryOf(x models.AIExchange) []openai.ChatCompletionMessageParamUnion {
	f := newFence()
	return []openai.ChatCompletionMessageParamUnion{
		openai.SystemMessage(fmt.Sprintf(summaryRules, mask(models.CleanLine(nameOf(x), 100))) + dataWords(f)),
		openai.UserMessage(transcript(f, x.Entries) + "\n\nSum this chat up.")}
}

// transcript is an exchange in one piece.
func transcript(f fence, entries []models.Entry) string {
	var parts []string
	for _, one := range lines(f, entries) {
		if !one.visitor && !strings.HasPrefix(one.text, "<data-") {
			one.text = f.put("bot", one.text)
		}
		parts = append(parts, one.text)
	}
	return strings.Join(parts, "\n")
}

// written is what a model has written, and what that cost.
type written struct {
	text, model string
	in, out     int64
}

// write has a model write something at once, without tools.
func (a *Answerer) write(ctx context.Context, settings models.AISettings, messages []openai.ChatCompletionMessageParamUnion) (written, error) {
	ctx, cancel := context.WithTimeout(ctx, settings.Within())
	defer cancel()
	second := true
	r, err := a.Provider.ask(ctx, query{settings: settings, messages: messages}, &second)
	w := written{text: strings.TrimSpace(r.text), model: r.model, in: max(r.in, 0), out: max(r.out, 0)}
	if w.model == "" {
		w.model = settings.Model
	}
	if err == nil && w.text == "" {
		err = errEmpty
	}
	return w, err
}

// open are the settings, where there is a service and its limits are not used up: else an error for the page.
func (a *Answerer) open(ctx context.Context, id models.ConversationID) (models.AISettings, error) {
	settings, err := a.Settings(ctx)
	if err != nil {
		return settings, err
	}
	if !settings.On() {
		return settings, &models.Error{Code: models.CodeUnavailable, Message: noProvider}
	}
	use, err := a.Records.AIUse(ctx, id, a.Now())
	if err == nil && spent(settings, use) {
		err = &models.Error{Code: models.CodeTooMany, Message: tokensOver}
	}
	return settings, err
}
