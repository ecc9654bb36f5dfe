package db

import (
	"fmt"
	"testing"
	"time"

	"deskbell/models"
)

// crowd is a desk with many conversations: five bots, ten agents, and closed ones alone but for a few.
type crowd struct {
	store  *Store
	bots   []*models.Bot
	agents []*models.Agent
	all    models.Reader // sees all bots
	one    models.Reader // sees the first bot
}

// newCrowd writes n conversations, a minute apart, the newest at noon, past the store's turns: they take an hour.
// Every third is about "Buying", every third of "Workshop", three are of "Rare"; one of a thousand is whatsapp.
func newCrowd(t testing.TB, n int) *crowd {
	t.Helper()
	c := &crowd{store: openNew(t)}
	for i := range 5 {
		c.bots = append(c.bots, addBot(t, c.store, fmt.Sprint("bot", i)))
	}
	c.all = models.Reader{Agent: addAgent(t, c.store, models.RoleSupervisor)}
	c.one = models.Reader{Agent: addAgent(t, c.store, models.RoleAgent, c.bots[0].ID)}
	for range 10 {
		c.agents = append(c.agents, addAgent(t, c.store, models.RoleAgent, c.bots[0].ID, c.bots[1].ID))
	}
	flow := `{"stack":[{"flow":"main","version":1,"block":"a"}],"vars":{"name":"Hanna","order":"NW-20718","note":"` +
		fmt.Sprintf("%0400d", 7) + `"}}`
	err := c.store.Do(t.Context(), func(tx *Tx) error {
		for i := range n {
			if err := c.add(tx, n, i, flow); err != nil {
				return err
			}
		}
		_, err := tx.Exec(`INSERT INTO counts (bot_id, state, n) SELECT desk_id, state, COUNT(*) FROM conversations GROUP BY desk_id, state`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *crowd) add(tx *Tx, n, i int, flow string) error {
	at := noon.Add(-time.Duration(n-i) * time.Minute)
	visitor, id := fmt.Sprintf("v%07d-7000-8000-000000000000", i), conversationAt(i)
	bot := c.bots[i%len(c.bots)].ID
	if _, err := tx.Exec("INSERT INTO visitors (id, bot_id, name, email, created_at) VALUES ($1, $2, $3, $4, $5)",
		visitor, string(bot), fmt.Sprintf("Visitor %d", i), fmt.Sprintf("visitor%d@mail.example", i), ms(at)); err != nil {
		return err
	}
	category := []string{"", "Buying", "Workshop"}[i%3]
	if i*4/n < 3 && i%(n/4) == 7 {
		category = "Rare"
	}
	channel := "web"
	if i%1000 == 3 {
		channel = "whatsapp"
	}
	state, by := "closed", string(c.agents[i%7].ID)
	switch {
	case i >= n-20:
		state = "waiting"
	case i%50 == 9:
		state, by = "left", ""
	}
	_, err := tx.Exec(`INSERT INTO conversations (id, bot_id, visitor_id, channel, state, listed, fence, last_seq, rev, leave_stage,
		left_at, playground, missed, preview, preview_by, visitor_count, team_seen_count, visitor_seen, team_seen, waiting_since,
		waiting_until, live_since, created_at, updated_at, closed_at, page, page_title, browser, language, flow, category, desk_id, answered_by)
		VALUES ($1, $2, $3, $4, $5, TRUE, 3, 10, $6, '', 0, FALSE, FALSE, 'Thank you, that helps a lot.', 'visitor', 5, 5, 10, 10,
		0, 0, 0, $7, $7, 0, 'https://shop.example/bikes/fjord-3', 'Fjord 3', 'Firefox 145, Windows', 'nb-NO', $8, $9, $10, $11)`,
		id, string(bot), visitor, channel, state, int64(i+1), ms(at), flow, category, string(bot), by)
	return err
}

func conversationAt(i int) string { return fmt.Sprintf("c%07d-7000-8000-000000000000", i) }

// filters are those of the desk, alone and together, those that keep almost everything back among them.
func (c *crowd) filters() map[string]models.Filter {
	busy, idle := c.agents[0].ID, c.agents[9].ID
	return map[string]models.Filter{
		"none":                  {},
		"mine":                  {Mine: busy},
		"mine, none":            {Mine: idle},
		"category":              {Category: "Buying"},
		"category, 3 hits":      {Category: "Rare"},
		"category, none":        {Category: "Nothing"},
		"channel, rare":         {Channel: "whatsapp"},
		"agent, none":           {Agent: idle},
		"bot":                   {Desk: c.bots[3].ID},
		"period":                {From: noon.Add(-30 * 24 * time.Hour), To: noon.Add(-29 * 24 * time.Hour)},
		"agent and category":    {Agent: busy, Category: "Workshop"},
		"all of them, few hits": {Mine: busy, Agent: busy, Category: "Rare", Channel: "web", Desk: c.bots[2].ID, From: noon.AddDate(-9, 0, 0), To: noon},
		"all of them, none":     {Mine: busy, Agent: idle, Category: "Rare", Channel: "web", From: noon.AddDate(-9, 0, 0), To: noon},
	}
}

// BenchmarkList_100000Conversations is the time of one page of 50 for every kind of filter.
func BenchmarkList_100000Conversations(b *testing.B) {
	c := newCrowd(b, 100_000)
	for name, filter := range c.filters() {
		for who, reader := range map[string]models.Reader{"supervisor": c.all, "agent": c.one} {
			b.Run(name+"/"+who, func(b *testing.B) {
				for b.Loop() {
					if _, err := c.store.List(b.Context(), reader, models.ListQuery{State: models.StateClosed, Filter: filter, Limit: 51}); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/page")
			})
		}
	}
}

// speak gives each conversation so many entries, of common words and one that is its own.
func (c *crowd) speak(t testing.TB, each int) {
	t.Helper()
	words := []string{"Hello and welcome to the shop, what can we help with today?", "I have a question about the shipping of my order",
		"How long does it take to Norway, and what does it cost?", "The rear wheel rubs on the mudguard since this morning",
		"Thank you, that helps a lot. Have a nice day!", "Could you send me the invoice again, please?"}
	n := 0
	if err := c.store.read.QueryRow("SELECT COUNT(*) FROM conversations").Scan(&n); err != nil {
		t.Fatal(err)
	}
	for from := 0; from < n; from += 10_000 {
		err := c.store.Do(t.Context(), func(tx *Tx) error {
			for i := from; i < min(n, from+10_000); i++ {
				at := ms(noon.Add(-time.Duration(n-i) * time.Minute))
				for seq := 1; seq <= each; seq++ {
					text := words[(i+seq-1)%len(words)]
					if seq == 1 {
						text = fmt.Sprintf("%s number%d", words[0], i)
					}
					if _, err := tx.Exec(insertEntry, conversationAt(i), seq, int64(i+1), "said", "visitor", "", "", text, "{}", "", 0, at+int64(seq)*1000); err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// fitting are the conversations that a list has to have, found without an index.
func (c *crowd) fitting(t testing.TB, state models.State, f models.Filter) []string {
	t.Helper()
	conditions, args := fitting(f, []any{string(state)})
	if f.Desk != "" {
		conditions += fmt.Sprintf(" AND c.desk_id = '%s'", f.Desk)
	}
	rows, err := c.store.read.Query("SELECT c.id FROM conversations c NOT INDEXED WHERE c.state = $1"+conditions+" ORDER BY c.updated_at DESC, c.id DESC", args...)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var all []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		all = append(all, id)
	}
	return all
}

// BenchmarkSearch_1000000Entries is the time of one page of 20, from words that every conversation has to words
// that one has; and what filling the index costs.
func BenchmarkSearch_1000000Entries(b *testing.B) {
	c := newCrowd(b, 100_000)
	c.speak(b, 10)
	start := time.Now()
	indexAll(b, c.store)
	b.Logf("the index was filled in %s", time.Since(start))
	for _, words := range []string{"the", "th", "he", "hello", "shipping order", "number77777", "number7777", "numbe", "visitor4711", "mail.example", "nowhere",
		"shipping mudguard", `"mudguard rear"`, "thank you that helps", "s", "to the", `"the to"`} {
		for name, f := range map[string]models.Filter{"": {}, "sparse": {Category: "Rare"}, "half": {Category: "Buying"}, "old": {To: noon.Add(-99_000 * time.Minute)}} {
			b.Run(fmt.Sprintf("%s/%s", words, name), func(b *testing.B) {
				n := 0
				for b.Loop() {
					page, err := c.store.Search(b.Context(), c.all, models.SearchQuery{Words: words, Limit: 20, Filter: f})
					if err != nil {
						b.Fatal(err)
					}
					n = len(page.Found)
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/page")
				b.ReportMetric(float64(n), "found")
			})
		}
	}
}
