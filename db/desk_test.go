package db

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// A13
func TestReading_WhoMaySeeWhat(t *testing.T) {
	s := openNew(t)
	one, two := addBot(t, s, "one"), addBot(t, s, "two")
	mine, other := begin(t, s, one, "t1"), begin(t, s, two, "t2")
	turnTo(t, s, mine.ID, func(c *models.Conversation) (models.Change, error) {
		c.LastSeq++
		return models.Change{Conversation: c, Entries: []models.Entry{
			{Seq: c.LastSeq, Kind: models.EntrySaid, Text: "note", Audience: models.ForTeam, At: noon}}}, nil
	})
	off := addAgent(t, s, models.RoleOwner)
	off.Disabled = true
	assigned := addAgent(t, s, models.RoleAgent, one.ID)
	for name, row := range map[string]struct {
		who     models.Reader
		entries int // of mine; 0: there is nothing here
		listed  int
		other   bool
	}{
		"its visitor":       {models.Reader{Visitor: mine.Visitor.ID}, 1, 0, false},
		"another visitor":   {models.Reader{Visitor: other.Visitor.ID}, 0, 0, true},
		"nobody":            {models.Reader{}, 0, 0, false},
		"two at once":       {models.Reader{Visitor: mine.Visitor.ID, Agent: assigned}, 0, 0, false},
		"assigned agent":    {models.Reader{Agent: assigned}, 2, 1, false},
		"assigned support":  {models.Reader{Agent: addAgent(t, s, models.RoleSupportAgent, one.ID)}, 2, 1, false},
		"assigned manager":  {models.Reader{Agent: addAgent(t, s, models.RoleAccountManager, one.ID)}, 2, 1, false},
		"agent without bot": {models.Reader{Agent: addAgent(t, s, models.RoleAgent)}, 0, 0, false},
		"agent elsewhere":   {models.Reader{Agent: addAgent(t, s, models.RoleAgent, two.ID)}, 0, 1, true},
		"claims a bot":      {models.Reader{Agent: &models.Agent{ID: "x", Role: models.RoleAgent, Bots: []models.BotID{one.ID}}}, 0, 0, false},
		"supervisor":        {models.Reader{Agent: addAgent(t, s, models.RoleSupervisor)}, 2, 2, true},
		"admin":             {models.Reader{Agent: addAgent(t, s, models.RoleAdmin)}, 2, 2, true},
		"owner":             {models.Reader{Agent: addAgent(t, s, models.RoleOwner)}, 2, 2, true},
		"disabled owner":    {models.Reader{Agent: off}, 0, 0, false},
	} {
		after, err := s.EntriesAfter(t.Context(), row.who, models.Position{Conversation: mine.ID, Limit: 9})
		if len(after) != row.entries || (row.entries == 0) != (models.CodeOf(err) == models.CodeNotFound) {
			t.Errorf("%s: %d entries after, %v", name, len(after), err)
		}
		before, err := s.EntriesBefore(t.Context(), row.who, models.Position{Conversation: mine.ID, Limit: 9})
		if len(before) != row.entries || (row.entries == 0) != (models.CodeOf(err) == models.CodeNotFound) {
			t.Errorf("%s: %d entries before, %v", name, len(before), err)
		}
		if _, err := s.Conversation(t.Context(), row.who, mine.ID); (err == nil) != (row.entries > 0) {
			t.Errorf("%s: conversation %v", name, err)
		}
		if _, err := s.Conversation(t.Context(), row.who, other.ID); (err == nil) != row.other {
			t.Errorf("%s: other conversation %v", name, err)
		}
		list, _ := s.List(t.Context(), row.who, models.ListQuery{State: models.StateBot, Limit: 9})
		counts, _ := s.Counts(t.Context(), row.who)
		if len(list) != row.listed || counts[models.StateBot] != row.listed {
			t.Errorf("%s: %d listed, counts %v", name, len(list), counts)
		}
		at := models.Position{Conversation: mine.ID, Seq: 1}
		team, visitor := s.MarkTeamSeen(t.Context(), row.who, at), s.MarkVisitorSeen(t.Context(), row.who, at)
		if may := row.entries > 0 && row.who.Agent != nil; (team == nil) != may {
			t.Errorf("%s: team seen %v", name, team)
		}
		if may := row.entries > 0 && row.who.Agent == nil; (visitor == nil) != may {
			t.Errorf("%s: visitor seen %v", name, visitor)
		}
	}
	none, err := s.EntriesAfter(t.Context(), models.Reader{Agent: assigned}, models.Position{Conversation: mine.ID, Seq: 2, Limit: 9})
	if err != nil || len(none) != 0 {
		t.Errorf("at the end: %v, %v", none, err)
	}
}

func TestList_PagesNewestFirstWithoutGapsOrDoubles(t *testing.T) {
	s := openNew(t)
	bots := []*models.Bot{addBot(t, s, "one"), addBot(t, s, "two"), addBot(t, s, "three")}
	agent := models.Reader{Agent: addAgent(t, s, models.RoleAgent, bots[0].ID, bots[1].ID)}
	want := map[models.ConversationID]bool{}
	for i := range 60 {
		c := begin(t, s, bots[i%3], fmt.Sprint("t", i))
		turnTo(t, s, c.ID, say("x", "later", noon.Add(time.Duration(i/4)*time.Second)))
		if i%3 < 2 {
			want[c.ID] = true
		}
	}
	q := models.ListQuery{State: models.StateBot, Limit: 7}
	var all []models.Conversation
	for {
		page, err := s.List(t.Context(), agent, q)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		all = append(all, page...)
		last := page[len(page)-1]
		q.Before = &models.ListCursor{UpdatedAt: last.UpdatedAt, ID: last.ID}
	}
	if len(all) != len(want) {
		t.Fatalf("%d rows, want %d", len(all), len(want))
	}
	for _, c := range all {
		if !want[c.ID] {
			t.Fatalf("%s twice, or not to be seen", c.ID)
		}
		delete(want, c.ID)
	}
	if !slices.IsSortedFunc(all, func(a, b models.Conversation) int { return b.UpdatedAt.Compare(a.UpdatedAt) }) {
		t.Error("not newest first")
	}
}

// Whatever is filtered away, it costs no more than the range of the one index that the list is.
func TestList_CostsAnIndexRange(t *testing.T) {
	c := newCrowd(t, 40)
	for name, filter := range c.filters() {
		for _, before := range []*models.ListCursor{nil, {UpdatedAt: noon, ID: "x"}} {
			query, args := placesQuery(c.one, string(c.bots[0].ID), models.ListQuery{State: models.StateClosed, Filter: filter, Before: before, Limit: 10})
			plan, err := explain(c.store, query, args)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(plan, "SEARCH c USING COVERING INDEX conversations_in_list (desk_id=? AND state=? AND listed=?") ||
				strings.Contains(plan, "TEMP B-TREE") || strings.Contains(plan, "SCAN c") {
				t.Errorf("%s: plan:\n%s", name, plan)
			}
		}
	}
}

// M-19
func TestList_Filters_KeepWhatFitsOnEveryPage(t *testing.T) {
	c := newCrowd(t, 800)
	turnTo(t, c.store, models.ConversationID(conversationAt(795)), func(o *models.Conversation) (models.Change, error) {
		o.Offer = &models.Offer{To: c.agents[9].ID, Until: noon}
		return models.Change{Conversation: o}, nil
	})
	offered, err := c.store.List(t.Context(), c.all, models.ListQuery{State: models.StateWaiting, Filter: models.Filter{Mine: c.agents[9].ID}, Limit: 9})
	if err != nil || len(offered) != 1 {
		t.Errorf("%d are offered to the agent, %v", len(offered), err)
	}
	for name, filter := range c.filters() {
		for _, state := range []models.State{models.StateClosed, models.StateLeft, models.StateWaiting} {
			want := c.fitting(t, state, filter)
			var got []string
			q := models.ListQuery{State: state, Filter: filter, Limit: 7}
			for len(got) <= len(want) {
				page, err := c.store.List(t.Context(), c.all, q)
				if err != nil {
					t.Fatal(err)
				}
				if len(page) == 0 {
					break
				}
				for _, found := range page {
					got = append(got, string(found.ID))
				}
				last := page[len(page)-1]
				q.Before = &models.ListCursor{UpdatedAt: last.UpdatedAt, ID: last.ID}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s, %s: %d rows, want %d", name, state, len(got), len(want))
			}
		}
	}
}

func explain(s *Store, query string, args []any) (string, error) {
	rows, err := s.read.Query("EXPLAIN QUERY PLAN "+query, args...)
	if err != nil {
		return "", err
	}
	defer func() { _ = rows.Close() }()
	var plan strings.Builder
	for rows.Next() {
		var id, parent, unused int
		var detail string
		if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
			return "", err
		}
		plan.WriteString(detail + "\n")
	}
	return plan.String(), rows.Err()
}

func TestCounts_FollowTheStates(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	agent := addAgent(t, s, models.RoleOwner, bot.ID)
	who := models.Reader{Agent: agent}
	c := begin(t, s, bot, "t1")
	play, err := s.Begin(t.Context(), models.Beginning{Bot: bot, TokenHash: "t2", Now: noon, Playground: true}, say("1", "Hi", noon))
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		id    models.ConversationID
		state models.State
		want  models.Counts
	}{
		{"", "", models.Counts{models.StateBot: 1}},
		{c.ID, models.StateWaiting, models.Counts{models.StateWaiting: 1}},
		{play.Conversation.ID, models.StateWaiting, models.Counts{models.StateWaiting: 2}},
		{play.Conversation.ID, models.StateLive, models.Counts{models.StateWaiting: 1, models.StateLive: 1}},
		{c.ID, models.StateLeft, models.Counts{models.StateLeft: 1, models.StateLive: 1}},
		{play.Conversation.ID, models.StateClosed, models.Counts{models.StateLeft: 1}},
		{play.Conversation.ID, models.StateBot, models.Counts{models.StateLeft: 1}},
		{c.ID, models.StateClosed, models.Counts{models.StateClosed: 1}},
	} {
		if step.id != "" {
			owner := models.AgentID("")
			if step.state == models.StateLive {
				owner = agent.ID
			}
			turnTo(t, s, step.id, become(step.state, owner, noon))
		}
		got, err := s.Counts(t.Context(), who)
		if err != nil {
			t.Fatal(err)
		}
		for _, state := range []models.State{models.StateBot, models.StateWaiting, models.StateLive, models.StateLeft, models.StateClosed} {
			list, err := s.List(t.Context(), who, models.ListQuery{State: state, Limit: 9})
			if err != nil || got[state] != step.want[state] || len(list) != step.want[state] {
				t.Errorf("after %s: %d %s and %d listed, want %d (%v)", step.state, got[state], state, len(list), step.want[state], err)
			}
		}
		live := 0
		if step.want[models.StateLive] > 0 {
			live = 1
		}
		if a, err := s.AgentByID(t.Context(), agent.ID); err != nil || a.Live != live {
			t.Errorf("after %s: %d live, want %d", step.state, a.Live, live)
		}
	}
}

func TestMarkSeen_MovesForwardOnly(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	team := models.Reader{Agent: addAgent(t, s, models.RoleOwner)}
	c := begin(t, s, bot, "t1")
	for i := range 4 {
		turnTo(t, s, c.ID, say(fmt.Sprint(i), "x", noon))
	}
	turnTo(t, s, c.ID, become(models.StateWaiting, "", noon))
	for _, step := range []struct{ seq, seen, unread int64 }{{2, 2, 3}, {1, 2, 3}, {5, 5, 0}, {99, 6, 0}} {
		before, _ := s.Conversation(t.Context(), team, c.ID)
		if err := s.MarkTeamSeen(t.Context(), team, models.Position{Conversation: c.ID, Seq: step.seq}); err != nil {
			t.Fatal(err)
		}
		got, err := s.Conversation(t.Context(), team, c.ID)
		if err != nil || got.TeamSeen != step.seen || got.Unread() != step.unread {
			t.Errorf("%d: seen %d, unread %d (%v)", step.seq, got.TeamSeen, got.Unread(), err)
		}
		if (got.Rev > before.Rev) != (got.TeamSeen > before.TeamSeen) {
			t.Errorf("%d: rev %d after %d", step.seq, got.Rev, before.Rev)
		}
	}
	if err := s.MarkVisitorSeen(t.Context(), models.Reader{Visitor: c.Visitor.ID}, models.Position{Conversation: c.ID, Seq: 3}); err != nil {
		t.Fatal(err)
	}
	if got, _ := s.Conversation(t.Context(), team, c.ID); got.VisitorSeen != 3 {
		t.Errorf("visitor seen %d", got.VisitorSeen)
	}
}
