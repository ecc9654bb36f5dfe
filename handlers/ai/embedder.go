package ai

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"deskbell/models"
)

// How an Embedder works.
const (
	embedEvery  = 3 * time.Second // it looks: at the settings, and at two counters
	embedAtOnce = 32              // passages in one request: what comes back of 3,072 numbers each is read whole
	embedWithin = time.Minute
	embedRest   = 5 * time.Second // after an error, twice as long after each further one
	embedLong   = 10 * time.Minute
	embedShare  = 2 // of the day's tokens it uses one in so many: the others are for answers
)

// Embedder has a model for embeddings say what passages of articles mean, where one is set.
type Embedder struct {
	Settings func(ctx context.Context) (models.AISettings, error)
	Provider *Provider
	Vectors  models.PassageVectors
	Now      func() time.Time
	Log      *slog.Logger

	size   int               // passages of the next request; 0: embedAtOnce
	failed models.AISettings // with which it did
	rest   time.Duration
	until  time.Time
}

// Run works until ctx ends.
func (e *Embedder) Run(ctx context.Context) {
	tick := time.NewTicker(embedEvery)
	defer tick.Stop()
	for {
		for e.some(ctx) {
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// some asks for some vectors, and says whether to go on at once.
func (e *Embedder) some(ctx context.Context) (more bool) {
	if ctx.Err() != nil {
		return false
	}
	settings, err := e.Settings(ctx)
	if err == nil && settings.Meaning() == "" {
		e.Vectors.ForgetVectors()
	}
	if err != nil || settings.Meaning() == "" { // an error is said by who answers
		return false
	}
	if settings == e.failed && e.Now().Before(e.until) {
		return false
	}
	left, err := e.left(ctx, settings)
	if err != nil {
		e.fail(ctx, settings, err, err.Error())
	}
	if err != nil || !left {
		return false
	}
	if e.size == 0 {
		e.size = embedAtOnce
	}
	waiting, err := e.Vectors.PassagesWithout(ctx, settings.Meaning(), e.size)
	if err != nil {
		e.fail(ctx, settings, err, err.Error())
	}
	if err != nil || len(waiting) == 0 {
		return false
	}
	return e.ask(ctx, settings, waiting)
}

// left says that it may use tokens today.
func (e *Embedder) left(ctx context.Context, s models.AISettings) (bool, error) {
	most := s.Tokens
	if most <= 0 {
		most = models.UsualTokens
	}
	used, err := e.Vectors.EmbeddingUse(ctx, e.Now())
	return used < most/embedShare, err
}

// ask keeps what passages mean. Where the service does not take them it is asked for fewer, down to the one that it
// does not take.
func (e *Embedder) ask(ctx context.Context, s models.AISettings, waiting []models.PassageText) (more bool) {
	texts := make([]string, len(waiting))
	for i, p := range waiting {
		texts[i] = meant(p)
	}
	vectors, err := e.embed(ctx, s, texts)
	switch {
	case err != nil && unfit(err) && len(waiting) > 1:
		e.size = len(waiting) / 2
		return true
	case err != nil && unfit(err):
		if _, wrong := e.embed(ctx, s, []string{"trial"}); wrong == nil {
			vectors, err = make([][]float32, 1), nil // it is this passage's fault
		}
	}
	if err != nil {
		e.fail(ctx, s, err, sentence(err, s))
		return false
	}
	kept := make([]models.PassageVector, len(waiting))
	for i, p := range waiting {
		kept[i] = models.PassageVector{Num: p.Num, Said: p.Said, Vector: vectors[i]}
	}
	if err := e.Vectors.KeepVectors(ctx, s.Meaning(), kept); err != nil {
		e.fail(ctx, s, err, err.Error())
		return false
	}
	e.size, e.rest, e.failed = min(2*e.size, embedAtOnce), 0, models.AISettings{}
	return true
}

// embed asks once, and counts what that has used.
func (e *Embedder) embed(ctx context.Context, s models.AISettings, texts []string) ([][]float32, error) {
	within, cancel := context.WithTimeout(ctx, embedWithin)
	defer cancel()
	vectors, used, err := e.Provider.embed(within, s, texts)
	if used > 0 { // also when the program ends meanwhile
		if wrong := e.Vectors.UseForEmbedding(context.WithoutCancel(ctx), s.Embedded(used), e.Now()); wrong != nil && err == nil {
			return nil, wrong
		}
	}
	return vectors, err
}

// fail has it rest; other settings are tried at once.
func (e *Embedder) fail(ctx context.Context, s models.AISettings, err error, problem string) {
	if ctx.Err() != nil {
		return
	}
	if s != e.failed {
		e.rest = 0
	}
	e.rest = min(max(2*e.rest, embedRest), embedLong)
	wait := e.rest
	var no *refusal
	if errors.As(err, &no) {
		wait = max(wait, no.after)
	}
	e.failed, e.until = s, e.Now().Add(wait)
	e.Log.Warn("articles are not found by their meaning yet", "problem", problem, "again_in", wait)
}

// unfit says that the service may take less than it was asked for.
func unfit(err error) bool {
	var no *refusal
	if errors.As(err, &no) {
		return no.status == http.StatusBadRequest || no.status == http.StatusRequestEntityTooLarge || no.status == http.StatusUnprocessableEntity
	}
	return errors.Is(err, errTooMuch)
}

// meant is what a model is told of a passage.
func meant(p models.PassageText) string {
	title := p.Title
	if p.Heading != "" {
		title += " › " + p.Heading
	}
	return mask(title + "\n" + short(p.Text, mostPassage))
}
