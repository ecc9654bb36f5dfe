package db

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"sync"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

func TestTurn_KeepsEverythingThatWasChosen(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	agent := addAgent(t, s, models.RoleAgent, bot.ID)
	c := begin(t, s, bot, "t1")
	change := turnTo(t, s, c.ID, func(c *models.Conversation) (models.Change, error) {
		if c.Bot == nil || c.Bot.Key != "one" {
			t.Errorf("the turn has bot %v", c.Bot)
		}
		c.State, c.OwnerID, c.Fence, c.Leave, c.Missed = models.StateLive, agent.ID, 7, models.LeaveForm, true
		c.Flow = flow.State{Seq: 3, Vars: map[string]string{"a": "b"}, Wait: &flow.Wait{Kind: flow.WaitReply, Token: "t3"}}
		c.Preview, c.PreviewBy, c.VisitorSeen, c.TeamSeen, c.TeamSeenCount = "x", models.ByAgent, 1, 2, 1
		c.WaitingSince, c.WaitingUntil, c.LiveSince = noon, noon.Add(time.Minute), noon.Add(time.Second)
		c.UpdatedAt, c.ClosedAt, c.LeftAt = noon.Add(time.Hour+time.Nanosecond), noon.Add(2*time.Hour), noon.Add(3*time.Hour)
		c.Page, c.PageTitle, c.Browser, c.Language = "p", "pt", "b", "l"
		c.Visitor.Name, c.Visitor.Email, c.Visitor.Phone = "Vera", "v@example.com", "+41"
		c.Visitor.Attributes, c.Attributes = map[string]string{"plan": "gold"}, map[string]string{"order": "7"}
		c.Video, c.LiveMessages, c.Category = true, 5, "Orders"
		c.Trial = &models.Trial{Version: -3, Nobody: true, Skew: time.Hour, Trace: []models.Visit{{Flow: "f", Version: -3, Block: "b"}}}
		c.LastSeq = 3
		return models.Change{Conversation: c, VisitorChanged: true, Entries: []models.Entry{
			{Seq: 2, Kind: models.EntryJoined, Author: models.Author{Kind: models.ByAgent, ID: string(agent.ID), Name: "Ada"}, At: noon},
			{Seq: 3, Kind: models.EntrySaid, Text: "secret", Audience: models.ForTeam, At: noon,
				Body: models.Body{Token: "t3", Choices: []flow.Choice{{ID: "1", Label: "Yes"}}, Waited: 4}},
		}, Timers: []models.Timer{{Token: "t3", Due: noon.Add(time.Minute)}}}, nil
	})
	got := *change.Conversation
	if got.OwnerName != "Ada" || got.Rev <= c.Rev || change.Before != models.StateBot || got.Records != nil {
		t.Errorf("owner %q, rev %d, before %q", got.OwnerName, got.Rev, change.Before)
	}
	read, err := s.Conversation(t.Context(), models.Reader{Agent: agent}, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	got.Bot = nil
	if !reflect.DeepEqual(read, got) {
		t.Errorf("read\n%+v, want\n%+v", read, got)
	}
	entries, err := s.EntriesAfter(t.Context(), models.Reader{Agent: agent}, models.Position{Conversation: c.ID, Seq: 1, Limit: 9})
	if err != nil || !reflect.DeepEqual(entries, change.Entries) {
		t.Errorf("entries\n%+v, want\n%+v (%v)", entries, change.Entries, err)
	}
	if due, err := s.NextDue(t.Context()); err != nil || !due.Equal(noon.Add(time.Minute)) {
		t.Errorf("due %v, %v", due, err)
	}
}

// F19
func TestTurn_SameClientIDFiftyTimesAtOnce_KeepsOne(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "one"), "t1")
	var group sync.WaitGroup
	seqs := make([]int64, 50)
	for i := range seqs {
		group.Go(func() {
			change, err := s.Turn(context.Background(), c.ID, say("same", "Hi", noon))
			switch {
			case err != nil:
				t.Error(err)
			case change.Repeated != nil:
				seqs[i] = change.Repeated.Seq
			default:
				seqs[i] = change.Entries[0].Seq
			}
		})
	}
	group.Wait()
	for _, seq := range seqs {
		if seq != 2 {
			t.Fatalf("answers %v, want 2 for all", seqs)
		}
	}
	if all := entriesOf(t, s, c); len(all) != 2 {
		t.Fatalf("%d entries, want 2", len(all))
	}
}

// F21 F3
func TestTurn_RetryAfterRestart_IsFound(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := openAt(t, Options{Path: path})
	c := begin(t, s, addBot(t, s, "one"), "t1")
	turnTo(t, s, c.ID, say("again", "Hi", noon))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, Options{Path: path})
	change := turnTo(t, s, c.ID, say("again", "Hi", noon.Add(24*time.Hour)))
	if change.Repeated == nil || change.Repeated.Text != "Hi" || change.Repeated.Seq != 2 {
		t.Fatalf("repeated %+v", change.Repeated)
	}
}

func TestTurn_ClientIDTwiceWithoutLooking_Conflicts(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "one"), "t1")
	_, err := s.Turn(t.Context(), c.ID, func(c *models.Conversation) (models.Change, error) {
		c.LastSeq++
		return models.Change{Conversation: c, Entries: []models.Entry{{Seq: c.LastSeq, Kind: models.EntrySaid, ClientID: "first-t1"}}}, nil
	})
	wantCode(t, err, models.CodeConflict)
	if all := entriesOf(t, s, c); len(all) != 1 {
		t.Fatalf("%d entries, want 1", len(all))
	}
}

func TestTurn_GapInTheLog_IsRefused(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "one"), "t1")
	for name, decide := range map[string]decision{
		"gap":      func(c *models.Conversation) (models.Change, error) { return withEntry(c, 3, 3), nil },
		"repeat":   func(c *models.Conversation) (models.Change, error) { return withEntry(c, 1, 1), nil },
		"last seq": func(c *models.Conversation) (models.Change, error) { return withEntry(c, 2, 3), nil },
		"another conversation": func(c *models.Conversation) (models.Change, error) {
			c.ID = "x"
			return withEntry(c, 2, 2), nil
		},
		"no conversation": func(*models.Conversation) (models.Change, error) {
			return models.Change{Entries: []models.Entry{{Seq: 2}}}, nil
		},
		"panic": func(*models.Conversation) (models.Change, error) { panic("oh") },
		"error": func(*models.Conversation) (models.Change, error) { return models.Change{}, errors.New("no") },
	} {
		if _, err := s.Turn(t.Context(), c.ID, decide); err == nil {
			t.Errorf("%s: kept", name)
		}
	}
	if all := entriesOf(t, s, c); len(all) != 1 {
		t.Fatalf("%d entries, want 1", len(all))
	}
	turnTo(t, s, c.ID, say("ok", "goes on", noon))
}

func withEntry(c *models.Conversation, seq, last int64) models.Change {
	c.LastSeq = last
	return models.Change{Conversation: c, Entries: []models.Entry{{Seq: seq, Kind: models.EntrySaid, At: noon}}}
}

func TestTurn_ZeroChange_KeepsNothing(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "one"), "t1")
	change := turnTo(t, s, c.ID, func(c *models.Conversation) (models.Change, error) {
		c.State = models.StateClosed
		return models.Change{}, nil
	})
	read, err := s.NewestConversation(t.Context(), c.Visitor.ID)
	if err != nil || read.State != models.StateBot || read.Rev != c.Rev || change.Conversation != nil {
		t.Fatalf("%+v, %v", read, err)
	}
}

func TestTurn_UnknownConversation_IsNotFound(t *testing.T) {
	s := openNew(t)
	_, err := s.Turn(t.Context(), "nobody", func(*models.Conversation) (models.Change, error) {
		t.Error("decided")
		return models.Change{}, nil
	})
	wantCode(t, err, models.CodeNotFound)
}

func TestTurn_ManyAtOnce_NumberWithoutGapsAndRevsOnce(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	var group sync.WaitGroup
	var revs sync.Map
	var all []models.Conversation
	for v := range 8 {
		c := begin(t, s, bot, fmt.Sprint("t", v))
		all = append(all, c)
		for w := range 4 {
			group.Go(func() {
				for i := range 10 {
					change, err := s.Turn(context.Background(), c.ID, say(fmt.Sprint(w, "-", i), "x", noon))
					if err != nil {
						t.Error(err)
						return
					}
					if _, twice := revs.LoadOrStore(change.Conversation.Rev, true); twice {
						t.Errorf("rev %d twice", change.Conversation.Rev)
					}
				}
			})
		}
	}
	group.Wait()
	for _, c := range all {
		for i, e := range entriesOf(t, s, c) {
			if e.Seq != int64(i)+1 {
				t.Fatalf("entry %d has seq %d", i, e.Seq)
			}
		}
		if n := len(entriesOf(t, s, c)); n != 41 {
			t.Fatalf("%d entries, want 41", n)
		}
	}
}

func TestTurn_RecordsKnowAgentsAndFlows(t *testing.T) {
	s := openNew(t)
	one, two := addBot(t, s, "one"), addBot(t, s, "two")
	a := addAgent(t, s, models.RoleAgent, one.ID, two.ID)
	addAgent(t, s, models.RoleAgent, two.ID)
	off := addAgent(t, s, models.RoleAgent, one.ID)
	off.Disabled = true
	if err := s.SaveAgent(t.Context(), off, noon); err != nil {
		t.Fatal(err)
	}
	c := begin(t, s, one, "t1")
	turnTo(t, s, c.ID, become(models.StateLive, a.ID, noon))
	turnTo(t, s, c.ID, func(c *models.Conversation) (models.Change, error) {
		agents, err := c.Records.AgentsOf(one.ID)
		if err != nil || len(agents) != 1 || agents[0].ID != a.ID || agents[0].Live != 1 || len(agents[0].Bots) != 2 {
			t.Errorf("agents %+v, %v", agents, err)
		}
		if got, err := c.Records.Agent(a.ID); err != nil || got.Live != 1 || len(got.Bots) != 2 {
			t.Errorf("agent %+v, %v", got, err)
		}
		if _, err := c.Records.Agent("nobody"); models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("nobody: %v", err)
		}
		latest, err := c.Records.Latest(c.Bot.StartFlow)
		if err != nil || latest != 1 {
			t.Errorf("latest %d, %v", latest, err)
		}
		document, err := c.Records.Document(c.Bot.StartFlow, latest)
		if err != nil || document.Blocks["a"].Out["next"].Flow != string(one.ID)+"/more" {
			t.Errorf("document %+v, %v", document, err)
		}
		if _, err := c.Records.Document(c.Bot.StartFlow, 9); models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("version 9: %v", err)
		}
		return models.Change{}, nil
	})
}
