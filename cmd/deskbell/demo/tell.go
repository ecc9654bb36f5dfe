package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/wording"
)

type decision = func(*models.Conversation) (models.Change, error)

// tell plays one story.
func (s Shop) tell(ctx context.Context, bot *models.Bot, team map[string]*models.Agent, tale story) error {
	at := s.Now.Add(-tale.ago)
	for _, step := range tale.steps {
		at = at.Add(-step.after)
	}
	t := &teller{shop: s, team: team, who: models.Beginning{
		Bot: bot, TokenHash: tale.secret(), Fresh: true, Now: at,
		Page: s.Base + tale.head["page"], PageTitle: tale.head["title"],
		Browser: tale.head["browser"], Language: tale.head["language"],
	}}
	for _, step := range tale.steps {
		at = at.Add(step.after)
		if err := t.play(ctx, step, at); err != nil {
			return fmt.Errorf("demo: %s: %s %s: %w", tale.name, step.verb, step.words, err)
		}
	}
	return t.read(ctx, tale)
}

// play does one thing of a story. The first one begins the conversation.
func (t *teller) play(ctx context.Context, what step, at time.Time) error {
	t.count++
	decide, err := t.decision(what, at)
	if err != nil {
		return err
	}
	t.who.Now = at
	var change models.Change
	if t.id == "" {
		change, err = t.shop.Store.Begin(ctx, t.who, decide)
	} else {
		change, err = t.shop.Store.Turn(ctx, t.id, decide)
	}
	if err == nil && change.Conversation != nil {
		t.id = change.Conversation.ID
	}
	return err
}

func (t *teller) decision(what step, at time.Time) (decision, error) {
	said := models.Message{ClientID: fmt.Sprintf("demo-%04d", t.count), Text: what.words, Now: at}
	switch what.verb {
	case "say":
		return models.Receive(said), nil
	case "press":
		return press(what.words, said), nil
	case "leave":
		return leave(what.words, said), nil
	case "skip":
		return func(c *models.Conversation) (models.Change, error) {
			return models.Skip(models.Message{Token: flow.PromptOf(c.Records, c.Flow, wording.Set{}).Token, Now: at})(c)
		}, nil
	case "late":
		return func(c *models.Conversation) (models.Change, error) {
			return models.Advance(flow.PromptOf(c.Records, c.Flow, wording.Set{}).Token, at)(c)
		}, nil
	case "end":
		return models.CloseByVisitor(at), nil
	case "ai":
		return answered(what.words, said), nil
	case "rate":
		return rated(what.words, at), nil
	}
	return t.teamDecision(what, said)
}

// teamDecision is what somebody of the team does; "take" says who it is from then on.
func (t *teller) teamDecision(what step, said models.Message) (decision, error) {
	switch what.verb {
	case "take":
		agent, ok := t.team[what.words]
		if !ok {
			return nil, fmt.Errorf("nobody is called %q", what.words)
		}
		t.owner = agent.ID
		return models.TakeOver(agent.ID, said.Now), nil
	case "answer":
		return models.Reply(models.Answer{Agent: t.owner, ClientID: said.ClientID, Text: said.Text, Now: said.Now}), nil
	case "restore":
		return models.HandBack(t.owner, said.Now), nil
	case "close":
		return models.Close(t.owner, said.Now), nil
	case "category":
		return models.SetCategory(t.writer(), said.Text, said.Now), nil
	case "note":
		return models.AddNote(models.Note{Agent: t.writer(), ClientID: said.ClientID, Text: said.Text, Now: said.Now}), nil
	}
	return nil, fmt.Errorf("there is no verb %q", what.verb)
}

// writer is who has the chat, else the owner of the shop.
func (t *teller) writer() models.AgentID {
	if t.owner == "" {
		return t.team[owner].ID
	}
	return t.owner
}

// press finds the choice by its label among those that are offered now.
func press(label string, said models.Message) decision {
	return func(c *models.Conversation) (models.Change, error) {
		prompt := flow.PromptOf(c.Records, c.Flow, wording.Set{})
		if c.LastSeq == 0 {
			greeting, err := models.Greet(c.Records, models.Looker{Bot: c.Bot, Now: said.Now})
			if err != nil {
				return models.Change{}, err
			}
			prompt = greeting.Prompt
		}
		for _, choice := range prompt.Choices {
			if choice.Label == label {
				said.Token, said.Choice = prompt.Token, choice.ID
				return models.Choose(said)(c)
			}
		}
		return models.Change{}, fmt.Errorf("%q is not offered now", label)
	}
}

// answered is what the articles answer: slug | title | words; "nothing" where they have nothing.
func answered(words string, said models.Message) decision {
	return func(c *models.Conversation) (models.Change, error) {
		if c.Flow.Wait == nil || c.Flow.Wait.Kind != flow.WaitResult {
			return models.Change{}, fmt.Errorf("no answer is waited for")
		}
		a := models.AIAnswer{ID: said.ClientID + string(c.ID), Port: models.AINotFound, Took: 40 * time.Millisecond, At: said.Now}
		r := flow.Result{OK: true, Port: string(models.AINotFound)}
		if parts := strings.SplitN(words, " | ", 3); len(parts) == 3 {
			a.Port, a.Sources = models.AIAnswered, []flow.Source{{Slug: parts[0], Title: parts[1]}}
			r.Port, r.Body, r.Sources, r.Answer = string(a.Port), parts[2], a.Sources, a.ID
		}
		return models.AnswerAI(c.Flow.Wait.Token, a, r, said.Now)(c)
	}
}

// rated is what the visitor thinks of the last answer: "good" or "bad".
func rated(how string, at time.Time) decision {
	return func(c *models.Conversation) (models.Change, error) {
		rating := 1
		if how == "bad" {
			rating = -1
		}
		for seq := c.LastSeq; seq > 0; seq-- {
			if e, err := c.Records.EntryAt(seq); err == nil && e.Body.Content != nil && e.Body.Content.Kind == flow.ContentAnswer {
				return models.RateAnswer(seq, rating, at)(c)
			}
		}
		return models.Change{}, fmt.Errorf("nothing was answered")
	}
}

// leave sends the form for "nobody there": name | email | message.
func leave(words string, said models.Message) decision {
	fields := strings.SplitN(words, " | ", 3)
	for len(fields) < 3 {
		fields = append(fields, "")
	}
	return models.LeaveWord(models.Letter{ClientID: said.ClientID,
		Name: fields[0], Email: fields[1], Message: fields[2], Now: said.Now})
}

// read marks the story as seen by the team, unless its head says "unread: yes".
func (t *teller) read(ctx context.Context, tale story) error {
	if tale.head["unread"] == "yes" || t.owner == "" {
		return nil
	}
	for _, agent := range t.team {
		if agent.ID != t.owner {
			continue
		}
		at := models.Position{Conversation: t.id, Seq: 1 << 30}
		if err := t.shop.Store.MarkTeamSeen(ctx, models.Reader{Agent: agent}, at); err != nil {
			return fmt.Errorf("demo: %s: %w", tale.name, err)
		}
	}
	return nil
}
