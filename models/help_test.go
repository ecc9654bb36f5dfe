package models_test

import (
	"strings"

	"deskbell/models"
	"deskbell/models/flow"
)

// importAll replaces the bot's flows, with its settings; the first one greets.
func (d *desk) importAll(settings models.BotSettings, documents ...string) {
	d.Helper()
	file := models.BotFile{Format: "deskbell/bot/1", Key: "shop", Name: "Shop", Settings: settings, Sites: []string{"https://shop.example"}}
	for _, text := range documents {
		parsed, err := flow.Parse([]byte(text))
		if err != nil {
			d.Fatal(err)
		}
		file.Flows = append(file.Flows, *parsed)
	}
	file.StartFlow = file.Flows[0].ID
	bot, err := d.store.ImportBot(d.Context(), file, d.now)
	if err != nil {
		d.Fatal(err)
	}
	d.bot = bot
}

// blocks is a flow called main of these blocks, which begins at a.
func blocks(all string) string {
	return `{"schema":1,"id":"main","name":"Main","start":"a","blocks":{` + all + `}}`
}

// answer is a message for what is asked now in a visitor's conversation.
func (d *desk) answer(token string, fill func(*models.Message)) (models.Change, error) {
	return d.visitor(token, func(c *models.Conversation) (models.Change, error) {
		m := models.Message{ClientID: d.clientID(), Token: "t1", Now: d.now}
		if c.Flow.Wait != nil {
			m.Token = c.Flow.Wait.Token
		}
		fill(&m)
		return models.Choose(m)(c)
	})
}

func (d *desk) press(token, quick string) models.Conversation {
	d.Helper()
	return d.must(d.visitor(token, models.Press(models.Message{ClientID: d.clientID(), Choice: quick, Now: d.now})))
}

// entries are the log as the team reads it from the store.
func (d *desk) entries(id models.ConversationID) []models.Entry {
	d.Helper()
	all, err := d.store.EntriesAfter(d.Context(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}},
		models.Position{Conversation: id, Limit: 500})
	if err != nil {
		d.Fatal(err)
	}
	return all
}

// newest is the newest entry of a kind.
func (d *desk) newest(id models.ConversationID, kind models.EntryKind) models.Entry {
	d.Helper()
	var found models.Entry
	for _, e := range d.entries(id) {
		if e.Kind == kind {
			found = e
		}
	}
	if found.Seq == 0 {
		d.Fatalf("the log has no %s", kind)
	}
	return found
}

// vars compares some variables; "" stands for one that is not there.
func (d *desk) vars(c models.Conversation, want map[string]string) {
	d.Helper()
	for name, value := range want {
		if c.Flow.Vars[name] != value {
			d.Errorf("%s is %q, want %q", name, c.Flow.Vars[name], value)
		}
	}
}

// play begins a trial in the playground.
func (d *desk) play(token string, trial models.Trial, decide func(*models.Conversation) (models.Change, error)) (models.Change, error) {
	return d.store.Begin(d.Context(), models.Beginning{Bot: d.bot, TokenHash: strings.Repeat(token, 64)[:64], Now: d.now,
		Playground: true, Trial: &trial}, decide)
}
