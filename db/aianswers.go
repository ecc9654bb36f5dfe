package db

import (
	"context"
	"errors"
	"fmt"
	"time"

	"deskbell/models"
)

const (
	// answersKept is how long it is remembered what was asked, aiDaysKept how much it was a day.
	answersKept = 400 * 24 * time.Hour
	aiDaysKept  = 400
	// usedKept is for how many days it is known what was used of their limits: yesterday's are over.
	usedKept = 2
	// longestAIError is in characters.
	longestAIError = 500
)

// keepAnswers keeps the AI's answers that have come; one that is kept already changes nothing.
func (t *turn) keepAnswers(change *models.Change) error {
	for i := range change.Answers {
		a := &change.Answers[i]
		a.Conversation, a.Bot, a.Visitor = t.c.ID, t.c.BotID, t.c.Visitor.ID
		if err := insertAnswer(t.tx, a); err != nil {
			return err
		}
	}
	return nil
}

// KeepAIAnswer implements models.AIRecords. It errors with ErrNotFound where the conversation was erased.
func (s *Store) KeepAIAnswer(ctx context.Context, a models.AIAnswer) error {
	return s.Do(ctx, func(tx *Tx) error {
		err := tx.Row("SELECT c.bot_id, c.visitor_id FROM conversations c WHERE c.id = $1", string(a.Conversation)).Scan(&a.Bot, &a.Visitor)
		if err != nil {
			return err
		}
		return insertAnswer(tx, &a)
	})
}

func insertAnswer(tx *Tx, a *models.AIAnswer) error {
	if a.ID == "" {
		return fmt.Errorf("db: an answer of conversation %s without an id", a.Conversation)
	}
	a.At = whole(a.At)
	for _, n := range []*int64{&a.TokensIn, &a.TokensOut, &a.TokensEmbedded} {
		*n = models.TokensSaid(*n)
	}
	a.Question, a.Error = cut(a.Question, models.MostAIQuestion), cut(a.Error, longestAIError)
	sources, err := toJSON(a.Sources)
	if err != nil {
		return err
	}
	p := priceOf(a.Cost, a.Currency, a.TokensIn+a.TokensOut+a.TokensEmbedded)
	fresh, err := tx.Exec(`INSERT INTO ai_answers (id, conversation_id, bot_id, visitor_id, agent_id, seq, question, port, model,
		tokens_in, tokens_out, tokens_embedded, cost, currency, took, sources, error, rating, at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) ON CONFLICT (id) DO NOTHING`,
		a.ID, string(a.Conversation), string(a.Bot), string(a.Visitor), string(a.Agent), a.Seq, a.Question, string(a.Port), a.Model,
		a.TokensIn, a.TokensOut, a.TokensEmbedded, p.kept(), p.currency, a.Took.Milliseconds(), sources, a.Error, a.Rating, ms(a.At))
	if err != nil || fresh == 0 {
		return err
	}
	return countAnswer(tx, a)
}

// countAnswer adds an answer to what its day has used, and to what the day came to. One for an agent is none of
// the visitor's, and what he was not told, for it failed or nobody waited for it any more, is no answer to him.
func countAnswer(tx *Tx, a *models.AIAnswer) error {
	day, tokens := dayOf(a.At), a.TokensIn+a.TokensOut+a.TokensEmbedded
	visitors, told := one01(a.Port != models.AIBeside), int64(0)
	switch a.Port {
	case models.AIAnswered, models.AINotFound, models.AIWantsPerson:
		told = 1
	}
	if _, err := tx.Exec(usedUp, day-usedKept); err != nil {
		return err
	}
	_, err := tx.Exec(`INSERT INTO ai_use (day, scope, tokens, answers) VALUES ($1, '', $2, 1), ($1, $3, $2, 1), ($1, $4, $2 * $5, $6)
		ON CONFLICT (day, scope) DO UPDATE SET tokens = ai_use.tokens + excluded.tokens, answers = ai_use.answers + excluded.answers`,
		day, tokens, botScope(a.Bot), visitorScope(a.Visitor), visitors, told)
	if err != nil {
		return err
	}
	return addToDay(tx, models.AIDay{Day: a.At, Bot: a.Bot, Model: a.Model, Port: a.Port, Answers: 1, TokensIn: a.TokensIn, TokensOut: a.TokensOut,
		TokensEmbedded: a.TokensEmbedded, Cost: a.Cost, Currency: a.Currency})
}

// usedUp takes a day of many visitors away with several answers, none of which is to wait for it.
const usedUp = `DELETE FROM ai_use WHERE (day, scope) IN (SELECT u.day, u.scope FROM ai_use u WHERE u.day <= CAST($1 AS BIGINT) LIMIT 100)`

func botScope(id models.BotID) string { return "bot:" + string(id) }

func visitorScope(id models.VisitorID) string { return "visitor:" + string(id) }

// cut is the beginning of a text, with an ellipsis where there is more.
func cut(text string, most int) string {
	if all := []rune(text); len(all) > most {
		return string(all[:most-1]) + "…"
	}
	return text
}

// keepRated keeps what the visitor thinks of an answer; of one that is not kept any more, nothing.
func (t *turn) keepRated(change *models.Change) error {
	if change.Rated == nil {
		return nil
	}
	var a models.AIAnswer
	var p price
	err := t.tx.Row(`SELECT a.id, a.bot_id, a.port, a.model, a.rating, a.at, a.currency, a.cost IS NOT NULL FROM ai_answers a
		WHERE a.conversation_id = CAST($1 AS TEXT) AND a.seq = CAST($2 AS BIGINT) LIMIT 1`, string(t.c.ID), change.Rated.Seq).
		Scan(&a.ID, &a.Bot, &a.Port, &a.Model, &a.Rating, at{&a.At}, &p.currency, &p.known)
	if errors.Is(err, models.ErrNotFound) || err == nil && a.Rating == change.Rated.Rating {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := t.tx.Exec("UPDATE ai_answers SET rating = $1 WHERE id = $2", change.Rated.Rating, a.ID); err != nil {
		return err
	}
	_, err = t.tx.Exec(`UPDATE ai_days SET good = good + $1, bad = bad + $2 WHERE bot_id = $3 AND day = $4 AND model = $5 AND port = $6
		AND currency = $7 AND priced = $8`,
		one01(change.Rated.Rating > 0)-one01(a.Rating > 0), one01(change.Rated.Rating < 0)-one01(a.Rating < 0),
		string(a.Bot), dayOf(a.At), a.Model, string(a.Port), p.currency, p.known)
	return err
}

func one01(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

// AIUse implements models.AIRecords.
func (s *Store) AIUse(ctx context.Context, id models.ConversationID, now time.Time) (models.AIUse, error) {
	var u models.AIUse
	err := s.reads(ctx).Row(`SELECT COALESCE((SELECT u.tokens FROM ai_use u WHERE u.day = $1 AND u.scope = ''), 0),
		COALESCE((SELECT u.tokens FROM ai_use u WHERE u.day = $1 AND u.scope = 'bot:' || c.bot_id), 0),
		COALESCE((SELECT u.answers FROM ai_use u WHERE u.day = $1 AND u.scope = 'visitor:' || c.visitor_id), 0)
		FROM conversations c WHERE c.id = CAST($2 AS TEXT)`, dayOf(now), string(id)).Scan(&u.Tokens, &u.BotTokens, &u.VisitorAnswers)
	return u, err
}

// sweepAnswers takes away what was asked long ago, some at a time.
func sweepAnswers(tx *Tx, now time.Time) (int64, error) {
	gone, err := tx.Exec(oldAnswers, ms(now.Add(-answersKept)))
	if err != nil {
		return gone, err
	}
	days, err := tx.Exec(oldDays, dayOf(now)-aiDaysKept)
	return gone + days, err
}

// Bot by bot, so that each is the beginning of a part of an index. Embeddings of articles are days of no bot.
const (
	oldAnswers = `DELETE FROM ai_answers WHERE id IN (SELECT a.id FROM ai_answers a WHERE a.bot_id IN (SELECT b.id FROM bots b)
		AND a.at < CAST($1 AS BIGINT) LIMIT 500)`
	oldDays = `DELETE FROM ai_days WHERE bot_id IN (SELECT b.id FROM bots b UNION ALL SELECT '') AND day < CAST($1 AS BIGINT)`
)
