package db

import (
	"time"

	"deskbell/models"
)

// price is what tokens cost when they were used. Where none was set then it is not known, and of no currency.
type price struct {
	cost     float64
	currency string
	known    bool
}

func priceOf(cost float64, currency string, tokens int64) price {
	if cost > 0 || tokens == 0 {
		return price{max(cost, 0), currency, true}
	}
	return price{}
}

// kept is the cost as a column has it: NULL where it is not known.
func (p price) kept() any {
	if !p.known {
		return nil
	}
	return p.cost
}

// addToDay adds to the sums of a day, by the price that the tokens have.
func addToDay(tx *Tx, d models.AIDay) error {
	p := priceOf(d.Cost, d.Currency, d.TokensIn+d.TokensOut+d.TokensEmbedded)
	_, err := tx.Exec(`INSERT INTO ai_days (bot_id, day, model, port, currency, priced, answers, tokens_in, tokens_out, tokens_embedded, cost)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
		ON CONFLICT (bot_id, day, model, port, currency, priced) DO UPDATE SET answers = ai_days.answers + excluded.answers,
		tokens_in = ai_days.tokens_in + excluded.tokens_in, tokens_out = ai_days.tokens_out + excluded.tokens_out,
		tokens_embedded = ai_days.tokens_embedded + excluded.tokens_embedded, cost = ai_days.cost + excluded.cost`,
		string(d.Bot), dayOf(d.Day), d.Model, string(d.Port), p.currency, p.known, d.Answers, d.TokensIn, d.TokensOut, d.TokensEmbedded, p.cost)
	return err
}

// daysOf are the sums of a bot's days; "": of what belongs to none.
func daysOf(on asker, bot models.BotID, q models.AIReportQuery) ([]models.AIDay, error) {
	var all []models.AIDay
	err := on.Each(`SELECT d.day, d.model, d.port, d.currency, d.priced, d.answers, d.tokens_in, d.tokens_out, d.tokens_embedded, d.cost, d.good, d.bad
		FROM ai_days d WHERE d.bot_id = CAST($1 AS TEXT) AND d.day >= CAST($2 AS BIGINT) AND d.day <= CAST($3 AS BIGINT)`,
		[]any{string(bot), dayOf(q.From), dayOf(q.To)}, func(row scanner) error {
			d := models.AIDay{Bot: bot}
			var day int64
			err := row.Scan(&day, &d.Model, &d.Port, &d.Currency, &d.Priced, &d.Answers, &d.TokensIn, &d.TokensOut, &d.TokensEmbedded, &d.Cost, &d.Good, &d.Bad)
			d.Day = time.Unix(day*24*60*60, 0).UTC()
			all = append(all, d)
			return err
		})
	return all, err
}
