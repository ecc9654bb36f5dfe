package db

import (
	"context"
	"slices"

	"deskbell/models"
)

// wentWrong is what a page tells of errors; those of the playground are tests.
const wentWrong = `SELECT a.error, a.at FROM ai_answers a JOIN conversations c ON c.id = a.conversation_id WHERE` + mayRead + `
	AND a.bot_id = CAST($4 AS TEXT) AND a.at >= CAST($5 AS BIGINT) AND a.at < CAST($6 AS BIGINT) AND a.error <> '' AND c.playground = FALSE
	ORDER BY a.at DESC LIMIT CAST($7 AS BIGINT)`

// AITroubles implements models.AIReports. It asks bot by bot, so that each is a part of an index.
func (s *Store) AITroubles(ctx context.Context, who models.Reader, q models.AIReportQuery) ([]models.AITrouble, error) {
	on := s.reads(ctx)
	bots, err := reported(on, who, q.Bot)
	if err != nil {
		return nil, err
	}
	most, more := bounded(q.Limit), false
	var all []models.AITrouble
	known := map[string]int{}
	for _, bot := range bots {
		n := 0
		err := on.Each(wentWrong, may(who, string(bot), ms(dayBegins(q.From)), ms(dayBegins(q.To).AddDate(0, 0, 1)), most), func(row scanner) error {
			n++
			var one models.AITrouble
			err := row.Scan(&one.Error, at{&one.At})
			i, had := known[one.Error]
			if !had {
				i, all = len(all), append(all, one)
				known[one.Error] = i
			}
			if all[i].Times++; one.At.After(all[i].At) {
				all[i].At = one.At
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		more = more || n == most
	}
	slices.SortStableFunc(all, func(one, other models.AITrouble) int { return other.At.Compare(one.At) })
	all = all[:min(len(all), models.MostAITroubles)]
	for i := range all {
		all[i].AtLeast = more
	}
	return all, nil
}
