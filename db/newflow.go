package db

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/edit"
)

// flowWord is what an id of a flow is made of when we make it: it stands in addresses.
var flowWord = regexp.MustCompile(`[^a-z0-9]+`)

// NewFlow implements models.Drafts: NewFlows with one.
func (s *Store) NewFlow(ctx context.Context, bot models.BotID, document flow.Document, by *models.Agent) (models.FlowDraft, error) {
	made, err := s.NewFlows(ctx, bot, []flow.Document{document}, by)
	if err != nil {
		return models.FlowDraft{}, err
	}
	return made[0], nil
}

// NewFlows adds flows to a bot, all or none. Their ids are as in a bot's file; one that is empty or in
// use already becomes another, also where the flows lead to one another. They are drafts: nobody meets
// them before they are published. Errors: CodeNotFound for the bot, CodeInvalid for too many.
func (s *Store) NewFlows(ctx context.Context, bot models.BotID, documents []flow.Document, by *models.Agent) ([]models.FlowDraft, error) {
	var made []models.FlowDraft
	err := s.Do(ctx, func(tx *Tx) error {
		made = nil
		known, place, err := flowsIn(tx, bot)
		if err != nil {
			return err
		}
		if len(known)+len(documents) > mostFlows {
			return invalid("flows", "A bot may have at most %d flows.", mostFlows)
		}
		free, now, err := freeNames(known, documents)
		if err != nil {
			return err
		}
		for i := range documents {
			draft, err := newFlow(tx, newcomer{bot, free[i], place + i, now}, documents[i])
			if err != nil {
				return err
			}
			made = append(made, draft)
		}
		return nil
	})
	return made, err
}

// newcomer is where a new flow comes to: its id, its place, and the ids of those that come with it by
// the ones that they had.
type newcomer struct {
	bot   models.BotID
	id    string
	place int
	now   map[string]string
}

func newFlow(tx *Tx, to newcomer, document flow.Document) (models.FlowDraft, error) {
	draft := models.FlowDraft{FlowHead: models.FlowHead{Bot: to.bot, ChangedAt: whole(time.Now())}}
	document, err := renamed(document, func(id string) string {
		if free, among := to.now[id]; among {
			id = free
		} else if strings.HasPrefix(id, string(to.bot)+"/") {
			return id
		}
		return inside(to.bot, id)
	})
	if err != nil {
		return draft, err
	}
	document.Schema, document.ID = flow.Schema, inside(to.bot, to.id)
	clean, _ := edit.Clean(&document)
	draft.Document, draft.ID, draft.Name, draft.Changed = *clean, clean.ID, clean.Name, true
	if text, err := toJSON(draft.Document); err != nil {
		return draft, err
	} else if len(text) > flow.MaxSize || len(draft.Document.Blocks) > edit.MostBlocks {
		return draft, invalid("flows", "The flow %q is too large: at most %d blocks and %d KiB go.", draft.Name, edit.MostBlocks, flow.MaxSize>>10)
	}
	_, err = tx.Exec("INSERT INTO flows (id, bot_id, name, place, latest, retired) VALUES ($1, $2, $3, $4, 0, FALSE)",
		draft.ID, string(to.bot), draft.Name, to.place)
	if err != nil {
		return draft, err
	}
	return draft, keepDraft(tx, &draft)
}

// flowsIn are the ids of all flows that a bot has or had, as in its file, and the place after the last.
func flowsIn(tx *Tx, bot models.BotID) (known []string, place int, err error) {
	var id string
	if err := tx.Row("SELECT b.id FROM bots b WHERE b.id = $1", string(bot)).Scan(&id); err != nil {
		return nil, 0, err
	}
	known, err = ids[string](tx, "SELECT f.id FROM flows f WHERE f.bot_id = $1", string(bot))
	for i := range known {
		known[i] = outside(bot, known[i])
	}
	if err != nil {
		return nil, 0, err
	}
	err = tx.Row("SELECT COALESCE(MAX(f.place), -1) + 1 FROM flows f WHERE f.bot_id = $1", string(bot)).Scan(&place)
	return known, place, err
}

// freeNames finds an id for each of new documents: the one that it has, if it is free, else one that is
// made of its name. It errors when two have the same.
func freeNames(known []string, documents []flow.Document) ([]string, map[string]string, error) {
	known = slices.Clone(known)
	free, now := make([]string, 0, len(documents)), map[string]string{}
	for _, document := range documents {
		word := document.ID
		if !botKey.MatchString(word) {
			word = flowWord.ReplaceAllString(strings.ToLower(document.Name), "-")
		}
		word = strings.Trim(word[:min(len(word), 40)], "-")
		if word == "" {
			word = "flow"
		}
		id := word
		for i := 2; slices.Contains(known, id); i++ {
			id = word + "-" + strconv.Itoa(i)
		}
		known, free = append(known, id), append(free, id)
		if _, twice := now[document.ID]; twice {
			return nil, nil, invalid("flows", "Two flows have the id %q.", document.ID)
		}
		if document.ID != "" {
			now[document.ID] = id
		}
	}
	return free, now, nil
}

// DeleteFlow implements models.Drafts. It is not shown, published or exported any more; conversations
// that are in it go on.
func (s *Store) DeleteFlow(ctx context.Context, flowID string) error {
	return s.Do(ctx, func(tx *Tx) error {
		var start int
		err := tx.Row(`SELECT (SELECT COUNT(*) FROM bots b WHERE b.id = f.bot_id AND b.start_flow = f.id) FROM flows f
			WHERE f.id = $1 AND NOT f.retired`, flowID).Scan(&start)
		if err != nil {
			return err
		}
		if start > 0 {
			return &models.Error{Code: models.CodeConflict, Message: "The bot begins with this flow. Let it begin with another one first."}
		}
		_, err = tx.Exec("UPDATE flows SET retired = TRUE WHERE id = $1", flowID)
		return err
	})
}
