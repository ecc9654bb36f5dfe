package db

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"deskbell/models"
)

// AIDays implements models.AIReports.
func (s *Store) AIDays(ctx context.Context, who models.Reader, q models.AIReportQuery) ([]models.AIDay, error) {
	on := s.reads(ctx)
	bots, err := reported(on, who, q.Bot)
	if err != nil {
		return nil, err
	}
	if q.Bot == "" && seesAll(who.Agent) {
		bots = append(bots, "") // embeddings of articles, which are no bot's
	}
	var all []models.AIDay
	for _, bot := range bots {
		days, err := daysOf(on, bot, q)
		if err != nil {
			return nil, err
		}
		all = append(all, days...)
	}
	slices.SortStableFunc(all, func(one, other models.AIDay) int { return one.Day.Compare(other.Day) })
	return all, nil
}

// reported are the bots whose conversations an agent may see; of one he may not, ErrNotFound.
func reported(on asker, who models.Reader, bot models.BotID) ([]models.BotID, error) {
	if who.Agent == nil || who.Visitor != "" || who.Guest != nil || who.Only != nil || who.Agent.Disabled {
		return nil, models.ErrNotFound
	}
	bots, err := ids[models.BotID](on, `SELECT b.id FROM bots b WHERE ($1 OR EXISTS (SELECT 1 FROM agent_bots ab
		WHERE ab.agent_id = CAST($2 AS TEXT) AND ab.bot_id = b.id)) AND (CAST($3 AS TEXT) = '' OR b.id = CAST($3 AS TEXT)) ORDER BY b.id`,
		seesAll(who.Agent), string(who.Agent.ID), string(bot))
	if err == nil && bot != "" && len(bots) == 0 {
		err = models.ErrNotFound
	}
	return bots, err
}

// asked is what a page tells of questions; those of the playground are tests.
const asked = `SELECT a.id, a.conversation_id, a.bot_id, a.seq, a.question, a.model, a.sources, a.at
	FROM ai_answers a JOIN conversations c ON c.id = a.conversation_id WHERE` + mayRead + `
	AND a.bot_id = CAST($4 AS TEXT) AND a.at >= CAST($5 AS BIGINT) AND a.at < CAST($6 AS BIGINT) AND a.dealt_with = CAST($7 AS BIGINT) AND c.playground = FALSE `

const (
	askedRated  = asked + `AND a.rating < 0 ORDER BY a.at DESC LIMIT CAST($8 AS BIGINT)`
	askedMissed = asked + `AND a.port = 'not_found' AND a.question <> '' ORDER BY a.at DESC LIMIT CAST($8 AS BIGINT)`
)

// AIRated implements models.AIReports.
func (s *Store) AIRated(ctx context.Context, who models.Reader, q models.AIReportQuery) ([]models.AIQuestion, error) {
	all, err := s.questions(ctx, who, q, askedRated)
	for i := range all {
		if err == nil {
			all[i].Said, err = saidTo(s.reads(ctx), all[i])
		}
	}
	return all, err
}

// AIMissed implements models.AIReports.
func (s *Store) AIMissed(ctx context.Context, who models.Reader, q models.AIReportQuery) ([]models.AIQuestion, error) {
	return s.questions(ctx, who, q, askedMissed)
}

// questions asks bot by bot, so that each is a part of an index.
func (s *Store) questions(ctx context.Context, who models.Reader, q models.AIReportQuery, query string) ([]models.AIQuestion, error) {
	on := s.reads(ctx)
	bots, err := reported(on, who, q.Bot)
	if err != nil {
		return nil, err
	}
	most := bounded(q.Limit)
	var all []models.AIQuestion
	for _, bot := range bots {
		err := on.Each(query, may(who, string(bot), ms(dayBegins(q.From)), ms(dayBegins(q.To).AddDate(0, 0, 1)), ms(q.Dealt), most), func(row scanner) error {
			var one models.AIQuestion
			err := row.Scan(&one.ID, &one.Conversation, &one.Bot, &one.Seq, &one.Question, &one.Model, maybeJSON{&one.Sources}, at{&one.At})
			all = append(all, one)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, func(one, other models.AIQuestion) int {
		return cmp.Or(other.At.Compare(one.At), strings.Compare(other.ID, one.ID))
	})
	return all[:min(len(all), most)], nil
}

func dayBegins(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

// saidTo is what was shown as the answer, as the team may see it; "" where nothing was.
func saidTo(on asker, q models.AIQuestion) (string, error) {
	if q.Seq == 0 {
		return "", nil
	}
	e, err := scanEntry(on.Row(`SELECT `+entryColumns+` FROM entries e WHERE e.conversation_id = $1 AND e.seq = $2`, string(q.Conversation), q.Seq))
	if models.CodeOf(err) == models.CodeNotFound {
		return "", nil
	}
	return e.ForTeam().Text, err
}

// DealWithAI implements models.AIReports.
func (s *Store) DealWithAI(ctx context.Context, who models.Reader, ids []string, at time.Time) (int, error) {
	if who.Agent == nil || who.Visitor != "" {
		return 0, models.ErrNotFound
	}
	changed := int64(0)
	err := s.Do(ctx, func(tx *Tx) error {
		changed = 0
		for _, id := range ids[:min(len(ids), models.MostAIDealt)] {
			var now int64
			err := tx.Row(`SELECT a.dealt_with FROM ai_answers a JOIN conversations c ON c.id = a.conversation_id
				WHERE`+mayRead+`AND a.id = CAST($4 AS TEXT)`, may(who, id)...).Scan(&now)
			if models.CodeOf(err) == models.CodeNotFound || err == nil && (now == 0) == at.IsZero() {
				continue
			}
			if err != nil {
				return err
			}
			n, err := tx.Exec("UPDATE ai_answers SET dealt_with = $1 WHERE id = $2", ms(at), id)
			if err != nil {
				return err
			}
			changed += n
		}
		return nil
	})
	return int(changed), err
}
