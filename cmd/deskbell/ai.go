package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"

	"github.com/google/uuid"

	"deskbell/db"
	"deskbell/handlers/ai"
	"deskbell/handlers/outbound"
	"deskbell/models"
)

// aiFlags are the service that answers, as serve and doctor are told.
type aiFlags struct {
	AIURL   string `name:"ai-url" env:"DESKBELL_AI_URL" placeholder:"URL" help:"Base address of an OpenAI-compatible service that answers visitors' questions from the articles, e.g. https://api.openai.com/v1. One that is saved in Settings › AI wins. Without either the articles alone answer."`
	AIKey   string `name:"ai-key" env:"DESKBELL_AI_KEY" placeholder:"KEY" help:"Key for that service, where it needs one. The variable keeps it out of the list of processes."`
	AIModel string `name:"ai-model" env:"DESKBELL_AI_MODEL" placeholder:"NAME" help:"Model that answers; needed with --ai-url."`
}

// parse is the service in the flags; the zero settings for none.
func (f aiFlags) parse() (models.AISettings, error) {
	if f.AIURL == "" {
		if f.AIKey != "" || f.AIModel != "" {
			return models.AISettings{}, misused("--ai-key and --ai-model need --ai-url: where the service is")
		}
		return models.AISettings{}, nil
	}
	if f.AIModel == "" {
		return models.AISettings{}, misused("--ai-url needs --ai-model: which model answers")
	}
	settings, err := models.AISettings{URL: f.AIURL, Key: f.AIKey, Model: f.AIModel}.Cleaned(models.AISettings{})
	var wrong *models.Error
	if errors.As(err, &wrong) {
		return models.AISettings{}, misused("--ai-%s: %s", wrong.Field, wrong.Message)
	}
	return settings, err
}

// answering is what the AI needs.
type answering struct {
	started  models.AISettings // that the program was started with
	running  *ai.Running
	provider *ai.Provider
	answerer *ai.Answerer
}

func (a *app) newAnswering(c serveConfig) answering {
	x := answering{started: c.AI, running: ai.NewRunning(), provider: ai.NewProvider(outbound.Options{Allow: c.AllowOutbound})}
	x.answerer = ai.Answerer{Settings: func(ctx context.Context) (models.AISettings, error) { return aiSettings(ctx, a.store, x.started) },
		Shown: func(ctx context.Context) (models.AISettings, error) {
			kept, err := a.store.AISettings(ctx)
			return kept.Or(x.started), err
		},
		Provider: x.provider, Records: a.store, Passages: a.store, Vectors: a.store, Logs: a.store, NewID: newAnswerID, Now: utcNow, Log: a.log}.Ready()
	return x
}

func newAnswerID() (string, error) {
	id, err := uuid.NewV7()
	return id.String(), err
}

// aiSettings are those that count: of the settings page, else what the program was started with.
func aiSettings(ctx context.Context, store *db.Store, started models.AISettings) (models.AISettings, error) {
	kept, err := store.OpenAISettings(ctx)
	return kept.Or(started), err
}

// answerQuestions answers what flows ask the AI.
func (a *app) answerQuestions(ctx context.Context) {
	defer a.answers.provider.Close()
	if s, err := aiSettings(ctx, a.store, a.answers.started); err != nil && ctx.Err() == nil {
		a.log.Error("the settings of the AI cannot be used", "error", err)
	} else if s.On() {
		a.log.Info("questions are answered with a service", "host", hostOf(s.URL), "model", s.Model)
	}
	s := ai.Sender{Turns: a.turns, From: a.store.Outgoing(), Answerer: a.answers.answerer, Bell: a.hub, Running: a.answers.running,
		Wake: a.out.wake[models.DeliverAI], Now: utcNow, Log: a.log}
	s.Run(ctx)
}

// embedArticles has a service say what articles mean, where a model for that is set.
func (a *app) embedArticles(ctx context.Context) {
	x := a.answers.answerer
	settings := func(ctx context.Context) (models.AISettings, error) {
		if shown, err := x.Shown(ctx); err != nil || shown.Meaning() == "" {
			return shown, err // it looks often: the key is opened for those alone who have a model
		}
		return x.Settings(ctx)
	}
	e := ai.Embedder{Settings: settings, Provider: a.answers.provider, Vectors: a.store, Now: utcNow, Log: a.log}
	e.Run(ctx)
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// ai says who answers questions, and asks the service whether it does.
func (c doctorCommand) ai(w world) (string, error) {
	started, err := c.aiFlags.parse()
	if err != nil {
		return "", err
	}
	allow, err := parseNetworks("--allow-outbound", c.AllowOutbound)
	if err != nil {
		return "", err
	}
	store, err := c.open(w)
	if err != nil {
		return "not looked at, since there is no database to look into", nil
	}
	settings, err := aiSettings(w.ctx, store, started)
	if err = errors.Join(err, store.Close()); err != nil {
		return "", fmt.Errorf("the settings of the AI cannot be opened: %w", err)
	}
	if !settings.On() {
		return "no service is set, the articles alone answer", nil
	}
	provider := ai.NewProvider(outbound.Options{Allow: allow})
	defer provider.Close()
	trial, err := provider.TryAI(w.ctx, settings)
	if err != nil {
		return "", fmt.Errorf("%s does not answer: %w", hostOf(settings.URL), err)
	}
	finding := fmt.Sprintf("%s answers as %s", hostOf(settings.URL), cmp.Or(trial.Model, settings.Model))
	if trial.Embeds {
		finding += ", and embeds"
	}
	return finding, nil
}
