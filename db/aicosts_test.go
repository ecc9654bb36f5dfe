package db

import (
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

func inEuro() models.AISettings {
	return models.AISettings{Embedding: "embed-1", InputPrice: 2, OutputPrice: 4, EmbeddingPrice: 1, Currency: "EUR"}
}

// daysOfAll are the sums of a week, as a supervisor sees them.
func daysOfAll(t *testing.T, s *Store) []models.AIDay {
	t.Helper()
	days, err := s.AIDays(t.Context(), models.Reader{Agent: &models.Agent{Role: models.RoleSupervisor}}, models.AIReportQuery{From: noon.AddDate(0, 0, -7), To: noon})
	if err != nil {
		t.Fatal(err)
	}
	return days
}

// dayIn is the one day of a currency and of whether it is priced.
func dayIn(t *testing.T, all []models.AIDay, currency string, priced bool) models.AIDay {
	t.Helper()
	var found []models.AIDay
	for _, d := range all {
		if d.Currency == currency && d.Priced == priced {
			found = append(found, d)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d of %q, priced %v: %+v", len(found), currency, priced, all)
	}
	return found[0]
}

func near(one, other float64) bool { return math.Abs(one-other) < 1e-9 }

// M-33: an answer costs what was asked for when it was made; other currencies are other sums.
func TestAIDays_PricesChangeBetweenTwoAnswers_EachKeepsItsOwn(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "shop"), "a")
	one, two, three := answerOf("one", models.AIAnswered, 1_000_000, 500_000), answerOf("two", models.AIAnswered, 1_000_000, 0), answerOf("three", models.AIAnswered, 100, 100)
	free := answerOf("free", models.AIAnswered, 300, 30)
	one.TokensEmbedded, two.Seq, three.Seq, free.Seq = 500_000, 2, 3, 4
	dear := inEuro()
	dear.InputPrice = 20
	other := inEuro()
	other.Currency = "USD"
	for range 2 { // an answer that is told of twice is one
		turnTo(t, s, c.ID, answering(inEuro().Priced(one)))
		turnTo(t, s, c.ID, answering(dear.Priced(two), other.Priced(three), models.AISettings{Currency: "EUR"}.Priced(free)))
	}
	turnTo(t, s, c.ID, rating(2, 1))
	turnTo(t, s, c.ID, rating(3, 1))
	turnTo(t, s, c.ID, rating(3, -1))
	turnTo(t, s, c.ID, rating(4, -1))
	days := daysOfAll(t, s)
	if d := dayIn(t, days, "EUR", true); !near(d.Cost, 2+2+0.5+20) || d.Answers != 2 || d.TokensIn != 2_000_000 || d.TokensOut != 500_000 || d.TokensEmbedded != 500_000 || d.Good != 1 || d.Bad != 0 {
		t.Errorf("euros %+v", d)
	}
	if d := dayIn(t, days, "USD", true); !near(d.Cost, 0.0006) || d.Answers != 1 || d.Good != 0 || d.Bad != 1 {
		t.Errorf("dollars %+v", d)
	}
	if d := dayIn(t, days, "", false); d.Cost != 0 || d.Answers != 1 || d.TokensIn != 300 || d.Bad != 1 || d.Good != 0 {
		t.Errorf("without a price %+v", d)
	}
	use, err := s.AIUse(t.Context(), c.ID, noon)
	if want := int64(3_000_000 + 200 + 330); err != nil || use.Tokens != want || use.BotTokens != want {
		t.Errorf("%+v, %v", use, err)
	}
	if kept := dumpTable(t, s, "ai_answers"); strings.Count(kept, "EUR") != 2 || strings.Count(kept, "USD") != 1 {
		t.Error(kept)
	}
}

// M-33: what embeddings of articles have used is no bot's: it is for who sees all bots, and counts once in a day's limits.
func TestUseForEmbedding_OfADay_IsForWhoSeesAllBots(t *testing.T) {
	s := openNew(t)
	shop := addBot(t, s, "shop")
	c := begin(t, s, shop, "a")
	turnTo(t, s, c.ID, answering(inEuro().Priced(answerOf("one", models.AIAnswered, 10, 1))))
	for range 2 {
		if err := s.UseForEmbedding(t.Context(), inEuro().Embedded(250_000), noon); err != nil {
			t.Fatal(err)
		}
	}
	if used, err := s.EmbeddingUse(t.Context(), noon); err != nil || used != 500_011 {
		t.Errorf("%d, %v", used, err)
	}
	if use, err := s.AIUse(t.Context(), c.ID, noon); err != nil || use.Tokens != 500_011 || use.BotTokens != 11 {
		t.Errorf("%+v, %v", use, err)
	}
	q := models.AIReportQuery{From: noon, To: noon}
	one := q
	one.Bot = shop.ID
	for name, test := range map[string]struct {
		who  models.Role
		q    models.AIReportQuery
		sees bool
	}{
		"all":          {models.RoleSupervisor, q, true},
		"one bot":      {models.RoleSupervisor, one, false},
		"his own bots": {models.RoleAccountManager, q, false},
	} {
		days, err := s.AIDays(t.Context(), models.Reader{Agent: addAgent(t, s, test.who, shop.ID)}, test.q)
		if err != nil {
			t.Fatal(name, err)
		}
		var seen []models.AIDay
		answers := 0
		for _, d := range days {
			if answers += d.Answers; d.Port == models.AIEmbedded {
				seen = append(seen, d)
			}
		}
		if answers != 1 || (len(seen) == 1) != test.sees {
			t.Errorf("%s: %+v", name, days)
		}
		if test.sees && (seen[0].Bot != "" || seen[0].Model != "embed-1" || seen[0].TokensEmbedded != 500_000 || !near(seen[0].Cost, 0.5) || seen[0].Currency != "EUR" || seen[0].Answers != 0) {
			t.Errorf("%s: %+v", name, seen)
		}
	}
}

// Old days of embeddings go as those of answers do.
func TestSweep_EmbeddingsOfLongAgo_Go(t *testing.T) {
	s := openNew(t)
	for _, at := range []time.Time{noon.AddDate(0, 0, -401), noon} {
		if err := s.UseForEmbedding(t.Context(), inEuro().Embedded(10), at); err != nil {
			t.Fatal(err)
		}
	}
	for left := int64(1); left > 0; {
		var err error
		if left, err = s.Sweep(t.Context(), noon); err != nil {
			t.Fatal(err)
		}
	}
	if days := dumpTable(t, s, "ai_days"); strings.Count(days, "embed-1") != 1 {
		t.Error(days)
	}
}

// A service that says anything of what it has used does not keep the page, or the limits, from being read.
func TestKeepAnswers_TokensBeyondAllBounds_StayNumbers(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "shop"), "a")
	for _, id := range []string{"one", "two", "three"} {
		a := answerOf(id, models.AIAnswered, math.MaxInt64, math.MaxInt64)
		a.TokensEmbedded = math.MinInt64
		turnTo(t, s, c.ID, answering(inEuro().Priced(a)))
		if err := s.UseForEmbedding(t.Context(), inEuro().Embedded(math.MaxInt64), noon); err != nil {
			t.Fatal(err)
		}
	}
	if use, err := s.AIUse(t.Context(), c.ID, noon); err != nil || use.Tokens != 9*1_000_000_000_000 {
		t.Errorf("%+v, %v", use, err)
	}
	for _, d := range daysOfAll(t, s) {
		if d.TokensIn < 0 || d.TokensEmbedded < 0 || d.Cost < 0 {
			t.Errorf("%+v", d)
		}
	}
}

// F6: what was used before costs were kept is there as before, with a cost that is not known.
func TestOpen_AnswersOfTheVersionBeforeCosts_AreThereWithoutAPrice(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	pool := oldDatabase(t, path, 14)
	for _, row := range []string{
		`INSERT INTO bots VALUES ('b', 'shop', 'Shop', '[]', '{}', 'b/main', 1, 1)`,
		`INSERT INTO visitors (id, bot_id, name, email, created_at) VALUES ('v', 'b', 'Vera', 'v@example.com', 1)`,
		`INSERT INTO conversations (id, bot_id, visitor_id, channel, state, listed, fence, last_seq, rev, leave_stage, left_at, playground, missed, preview,
			preview_by, visitor_count, team_seen_count, visitor_seen, team_seen, waiting_since, waiting_until, live_since, created_at, updated_at,
			closed_at, page, page_title, browser, language, flow, desk_id) VALUES ('c', 'b', 'v', 'web', 'bot', TRUE, 0, 0, 1, '', 0, FALSE, FALSE, '',
			'', 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, '', '', '', '', '{"seq":1}', 'b')`,
	} {
		if _, err := pool.Exec(row); err != nil {
			t.Fatal(row, err)
		}
	}
	for _, id := range []string{"one", "two"} {
		if _, err := pool.Exec(`INSERT INTO ai_answers (id, conversation_id, bot_id, visitor_id, agent_id, seq, question, port, model, tokens_in, tokens_out, took, sources, error, rating, at)
			VALUES ($1, 'c', 'b', 'v', '', 1, 'Where?', 'answered', 'small-1', 1000, 100, 5, '[]', '', 0, $2)`, id, ms(noon)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := pool.Exec(`INSERT INTO ai_days (bot_id, day, model, port, answers, tokens_in, tokens_out, good, bad) VALUES ('b', $1, 'small-1', 'answered', 2, 2000, 200, 3, 4)`, dayOf(noon)); err != nil {
		t.Fatal(err)
	}
	if err := pool.Close(); err != nil {
		t.Fatal(err)
	}
	s := openAt(t, Options{Path: path})
	turnTo(t, s, "c", rating(1, -1))
	turnTo(t, s, "c", answering(inEuro().Priced(answerOf("new", models.AIAnswered, 1_000_000, 0))))
	days := daysOfAll(t, s)
	if d := dayIn(t, days, "", false); d.Answers != 2 || d.TokensIn != 2000 || d.TokensOut != 200 || d.Cost != 0 || d.Good != 3 || d.Bad != 5 {
		t.Errorf("%+v", d)
	}
	if d := dayIn(t, days, "EUR", true); d.Answers != 1 || !near(d.Cost, 2) || d.Bad != 0 {
		t.Errorf("%+v", d)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}
