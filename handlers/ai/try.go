package ai

import (
	"context"
	"errors"
	"time"

	"github.com/openai/openai-go/v3"

	"deskbell/models"
	"deskbell/models/flow"
)

// TryAI implements models.AITester: one tiny question, and one vector where a model for them is set.
func (p *Provider) TryAI(ctx context.Context, s models.AISettings) (models.AITrial, error) {
	if !s.On() {
		return models.AITrial{}, &models.Error{Code: models.CodeInvalid, Field: "url", Message: "An address and a model are needed to try."}
	}
	ctx, cancel := context.WithTimeout(ctx, s.Within())
	defer cancel()
	began := time.Now()
	second := false
	r, err := p.ask(ctx, query{settings: s, tokens: 400, tools: tools(flow.AIRequest{}), last: true, messages: []openai.ChatCompletionMessageParamUnion{
		openai.SystemMessage("This is a trial of the connection. Answer with one short sentence that says so."), openai.UserMessage("Are you there?")}}, &second)
	took := time.Since(began)
	if err != nil && !errors.Is(err, errThought) { // who thinks for long is there
		return models.AITrial{}, &models.Error{Code: models.CodeUnavailable, Message: sentence(err, s)}
	}
	trial := models.AITrial{Said: models.CleanLine(around{key: s.Key}.hide(r.text), 200), Model: r.model, Took: took}
	if trial.Said == "" && !r.short {
		return trial, &models.Error{Code: models.CodeUnavailable, Message: begins(errEmpty)}
	}
	if s.Embedding == "" {
		return trial, nil
	}
	if _, _, err := p.embed(ctx, s, []string{"trial"}); err != nil {
		return trial, &models.Error{Code: models.CodeUnavailable, Field: "embedding", Message: "The model for embeddings: " + sentence(err, s)}
	}
	trial.Embeds = true
	return trial, nil
}
