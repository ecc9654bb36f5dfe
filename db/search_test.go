package db

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"deskbell/models"
)

// indexAll brings the index up to what was said.
func indexAll(t testing.TB, s *Store) {
	t.Helper()
	for {
		step, err := s.IndexSome(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if !step.More && len(s.index.behind.from) == 0 {
			return
		}
	}
}

// add is a decision that adds an entry.
func add(e models.Entry) decision {
	return func(c *models.Conversation) (models.Change, error) {
		c.LastSeq++
		e.Seq = c.LastSeq
		c.UpdatedAt = e.At
		return models.Change{Conversation: c, Entries: []models.Entry{e}}, nil
	}
}

func find(t testing.TB, s *Store, who models.Reader, words string) []models.Found {
	t.Helper()
	page, err := s.Search(t.Context(), who, models.SearchQuery{Words: words, Limit: 20})
	if err != nil {
		t.Fatalf("%q: %v", words, err)
	}
	return page.Found
}

func wantFound(t testing.TB, s *Store, who models.Reader, words string, want ...models.ConversationID) {
	t.Helper()
	var got []models.ConversationID
	for _, f := range find(t, s, who, words) {
		got = append(got, f.Conversation.ID)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%q found %v, want %v", words, got, want)
	}
}

// M-19
func TestSearch_MessagesNotesAndVisitors_AreFoundWithTheirPlace(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	who := models.Reader{Agent: addAgent(t, s, models.RoleOwner)}
	one, two := begin(t, s, bot, "t1"), begin(t, s, bot, "t2")
	turnTo(t, s, one.ID, say("a", "Das Rad schleift am Schutzblech, seit gestern.", noon))
	turnTo(t, s, two.ID, add(models.Entry{Kind: models.EntryNote, Audience: models.ForTeam, Text: "Third mudguard from that batch",
		Author: models.Author{Kind: models.ByAgent, Name: "Jonas"}, At: noon.Add(time.Second)}))
	turnTo(t, s, two.ID, func(c *models.Conversation) (models.Change, error) {
		c.Visitor.Name, c.Visitor.Email, c.Visitor.Phone = "Ólöf Bjørnsdóttir", "olof@fjellpost.example", "+47 912 34 567"
		return models.Change{Conversation: c, VisitorChanged: true}, nil
	})
	wantFound(t, s, who, "schutzblech")
	indexAll(t, s)
	for words, want := range map[string]models.ConversationID{
		"schutzblech": one.ID, "SCHUTZ": one.ID, "rad schleift": one.ID, `"rad schleift"`: one.ID, "gestern rad": one.ID,
		"mudguard": two.ID, "bjorns": two.ID, "Ólöf": two.ID, "olof@fjellpost.example": two.ID, "fjellpost": two.ID, "912 34": two.ID,
	} {
		wantFound(t, s, who, words, want)
	}
	for _, words := range []string{"", " ", "schutz rad x", `"schleift rad"`, "chutz", "🦊", "r"} {
		wantFound(t, s, who, words)
	}
	wantFound(t, s, who, "hello", two.ID, one.ID) // both began with it
	if f := find(t, s, who, "mudguard")[0]; f.Entry.Kind != models.EntryNote || f.Entry.Author.Name != "Jonas" || f.Entry.Seq != 2 {
		t.Errorf("found at %+v", f.Entry)
	}
	if f := find(t, s, who, "olof")[0]; f.Entry.Seq != 0 || !strings.Contains(f.Entry.Text, "Ólöf") {
		t.Errorf("found at %+v", f.Entry)
	}
}

// A13
func TestSearch_WhoMayNotSee_FindsNothing(t *testing.T) {
	s := openNew(t)
	one, two := addBot(t, s, "one"), addBot(t, s, "two")
	mine, other := begin(t, s, one, "t1"), begin(t, s, two, "t2")
	indexAll(t, s)
	disabled := addAgent(t, s, models.RoleOwner)
	disabled.Disabled = true
	for name, row := range map[string]struct {
		who  models.Reader
		want []models.ConversationID
	}{
		"supervisor":        {models.Reader{Agent: addAgent(t, s, models.RoleSupervisor)}, []models.ConversationID{other.ID, mine.ID}},
		"assigned":          {models.Reader{Agent: addAgent(t, s, models.RoleSupportAgent, one.ID)}, []models.ConversationID{mine.ID}},
		"nowhere assigned":  {models.Reader{Agent: addAgent(t, s, models.RoleAccountManager)}, nil},
		"claims a bot":      {models.Reader{Agent: &models.Agent{ID: "x", Role: models.RoleAgent, Bots: []models.BotID{one.ID}}}, nil},
		"disabled owner":    {models.Reader{Agent: disabled}, nil},
		"its visitor":       {models.Reader{Visitor: mine.Visitor.ID}, nil},
		"agent and visitor": {models.Reader{Agent: addAgent(t, s, models.RoleOwner), Visitor: mine.Visitor.ID}, nil},
		"nobody":            {models.Reader{}, nil},
	} {
		for _, f := range []models.Filter{{}, {Desk: one.ID}, {Channel: "web"}} {
			page, err := s.Search(t.Context(), row.who, models.SearchQuery{Words: "hello", Limit: 9, Filter: f})
			want := len(row.want)
			if f.Desk != "" {
				want = min(want, 1)
			}
			if len(page.Found) != want || err != nil && models.CodeOf(err) != models.CodeNotFound {
				t.Errorf("%s with %+v: found %d, %v", name, f, len(page.Found), err)
			}
		}
	}
	// Passed on to another desk: those of the first do not find it any more, those of the second do.
	turnTo(t, s, mine.ID, func(c *models.Conversation) (models.Change, error) {
		c.DeskID = two.ID
		return models.Change{Conversation: c}, nil
	})
	first, second := models.Reader{Agent: addAgent(t, s, models.RoleAgent, one.ID)}, models.Reader{Agent: addAgent(t, s, models.RoleAgent, two.ID)}
	wantFound(t, s, first, "hello")
	indexAll(t, s)
	wantFound(t, s, first, "hello")
	wantFound(t, s, second, "hello", other.ID, mine.ID)
}

func TestSearch_WhatTheTeamMayNotRead_IsNotInTheIndex(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	who := models.Reader{Agent: addAgent(t, s, models.RoleOwner)}
	c := begin(t, s, bot, "t1")
	turnTo(t, s, c.ID, add(models.Entry{Kind: models.EntrySaid, Text: "4111 secretcard", Body: models.Body{Sensitive: true}, At: noon}))
	turnTo(t, s, c.ID, add(models.Entry{Kind: models.EntrySaid, Text: "Your card is secretcard, thanks", Body: models.Body{Masked: "Your card is ••••, thanks"}, At: noon}))
	indexAll(t, s)
	wantFound(t, s, who, "secretcard")
	wantFound(t, s, who, "4111")
	wantFound(t, s, who, "your card", c.ID)
	if f := find(t, s, who, "your card")[0]; strings.Contains(fmt.Sprint(f.Entry), "secretcard") {
		t.Errorf("the place shows %+v", f.Entry)
	}
}

func TestSearch_RevisedDeletedAndRenamed_FollowsWhatIsThere(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	who := models.Reader{Agent: addAgent(t, s, models.RoleOwner)}
	c := begin(t, s, bot, "t1")
	turnTo(t, s, c.ID, say("a", "apricot", noon))
	indexAll(t, s)
	revise := func(text, how string) {
		turnTo(t, s, c.ID, func(c *models.Conversation) (models.Change, error) {
			c.LastSeq++
			return models.Change{Conversation: c, Entries: []models.Entry{{Seq: c.LastSeq, Kind: models.EntryRevised, At: noon, Body: models.Body{Of: 2, Revised: how}}},
				Revised: []models.Entry{{Seq: 2, Kind: models.EntrySaid, Text: text, Body: models.Body{Revised: how}}}}, nil
		})
	}
	revise("banana", models.RevisedEdited)
	wantFound(t, s, who, "banana")
	indexAll(t, s)
	wantFound(t, s, who, "apricot")
	wantFound(t, s, who, "banana", c.ID)
	revise("", models.RevisedDeleted)
	wantFound(t, s, who, "banana") // before the index knows
	indexAll(t, s)
	wantFound(t, s, who, "banana")
	name := func(name string) {
		turnTo(t, s, c.ID, func(c *models.Conversation) (models.Change, error) {
			c.Visitor.Name = name
			return models.Change{Conversation: c, VisitorChanged: true}, nil
		})
		indexAll(t, s)
	}
	name("Cherry")
	wantFound(t, s, who, "cherry", c.ID)
	name("Damson")
	wantFound(t, s, who, "cherry")
	wantFound(t, s, who, "damson", c.ID)
	name("")
	wantFound(t, s, who, "damson")
}

func TestSearch_VisitorWithSeveralConversations_IsFoundInEach(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	who := models.Reader{Agent: addAgent(t, s, models.RoleOwner)}
	first := begin(t, s, bot, "t1")
	turnTo(t, s, first.ID, become(models.StateClosed, "", noon))
	indexAll(t, s)
	change, err := s.Begin(t.Context(), models.Beginning{Bot: bot, TokenHash: "t1", Fresh: true, Now: noon.Add(time.Minute)}, say("b", "Again", noon))
	if err != nil {
		t.Fatal(err)
	}
	turnTo(t, s, change.Conversation.ID, func(c *models.Conversation) (models.Change, error) {
		c.Visitor.Name = "Esmeralda"
		return models.Change{Conversation: c, VisitorChanged: true}, nil
	})
	indexAll(t, s)
	wantFound(t, s, who, "esmeralda", change.Conversation.ID, first.ID)
}

func TestSearch_DeletedConversation_LeavesTheIndex(t *testing.T) {
	s := openNew(t)
	who := models.Reader{Agent: addAgent(t, s, models.RoleOwner)}
	c := begin(t, s, addBot(t, s, "one"), "t1")
	indexAll(t, s)
	wantFound(t, s, who, "hello", c.ID)
	err := s.Do(t.Context(), func(tx *Tx) error {
		if _, err := tx.Exec("DELETE FROM entries WHERE conversation_id = $1", string(c.ID)); err != nil {
			return err
		}
		_, err := tx.Exec("DELETE FROM conversations WHERE id = $1", string(c.ID))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	wantFound(t, s, who, "hello")
	var n int
	if err := s.read.QueryRow("SELECT COUNT(*) FROM found_words WHERE found_words MATCH 'words : hello'").Scan(&n); err != nil || n != 0 {
		t.Errorf("%d places in the index, %v", n, err)
	}
}

// What was said while nobody indexed, or when the process died, is found after the next start.
func TestIndex_StoppedAnywhere_CatchesUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := openAt(t, Options{Path: path})
	bot := addBot(t, s, "one")
	who := models.Reader{Agent: addAgent(t, s, models.RoleOwner)}
	said := map[string]models.ConversationID{}
	var all []models.ConversationID
	draw := rand.New(rand.NewPCG(1, 2))
	for round := range 12 {
		for i := range 30 {
			word := fmt.Sprintf("word%dx%dz", round, i)
			if len(all) < 150 && i%2 == 0 {
				all = append(all, begin(t, s, bot, word).ID)
			}
			id := all[draw.IntN(len(all))]
			turnTo(t, s, id, say(word, word, noon))
			said[word] = id
			if draw.IntN(20) == 0 {
				if _, err := s.IndexSome(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		}
		if round%3 == 2 {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			s = openAt(t, Options{Path: path}) // nothing of what was in memory is left
		}
	}
	indexAll(t, s)
	for word, id := range said {
		wantFound(t, s, who, word, id)
	}
	if s.index.round || s.index.kept.Low == 0 || s.index.kept.Place != "" {
		t.Errorf("not at its end: %+v", s.index.kept)
	}
}

func TestIndex_TooFarBehind_LooksForItAgain(t *testing.T) {
	s := openNew(t)
	who := models.Reader{Agent: addAgent(t, s, models.RoleOwner)}
	bot := addBot(t, s, "one")
	first := begin(t, s, bot, "t1")
	indexAll(t, s)
	turnTo(t, s, first.ID, say("x", "quince", noon))
	for i := range mostBehind {
		s.index.behind.tell(behindLine{id: models.ConversationID(fmt.Sprint("gone", i)), from: 1, rev: 1})
	}
	if !s.index.behind.lost {
		t.Fatal("it was not too much")
	}
	indexAll(t, s)
	wantFound(t, s, who, "quince", first.ID)
}

func TestSearch_Pages_HaveEveryConversationOnce(t *testing.T) {
	s := openNew(t)
	who := models.Reader{Agent: addAgent(t, s, models.RoleOwner)}
	bot := addBot(t, s, "one")
	var all []models.ConversationID
	for i := range 23 {
		all = append(all, begin(t, s, bot, fmt.Sprint("t", i)).ID)
	}
	for i := range 200 { // each many times, over one another
		turnTo(t, s, all[(i*7)%len(all)], say(fmt.Sprint("m", i), "hello again", noon.Add(time.Duration(i)*time.Second)))
	}
	indexAll(t, s)
	seen := map[models.ConversationID]bool{}
	q := models.SearchQuery{Words: "hello", Limit: 5}
	var last time.Time
	for pages := 0; ; pages++ {
		page, err := s.Search(t.Context(), who, q)
		if err != nil || pages > 20 {
			t.Fatal(err, pages)
		}
		for _, f := range page.Found {
			if seen[f.Conversation.ID] {
				t.Errorf("%s twice", f.Conversation.ID)
			}
			seen[f.Conversation.ID] = true
			if !last.IsZero() && f.Entry.At.After(last) {
				t.Error("not the newest first")
			}
			last = f.Entry.At
		}
		if page.Next == 0 {
			break
		}
		q.Before = page.Next
	}
	if len(seen) != len(all) {
		t.Errorf("%d conversations, want %d", len(seen), len(all))
	}
}

func TestSearch_Filter_LeavesTheOthersOut(t *testing.T) {
	c := newCrowd(t, 800)
	c.speak(t, 2)
	indexAll(t, c.store)
	for name, f := range c.filters() {
		page, err := c.store.Search(t.Context(), c.all, models.SearchQuery{Words: "hello", Limit: 500, Filter: f})
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		for _, state := range models.States() {
			want += len(c.fitting(t, state, f))
		}
		if got := len(page.Found); got != min(want, 500) {
			t.Errorf("%s: found %d, want %d", name, got, want)
		}
	}
}

// A59
func TestSearch_OperatorsAndGarbage_AreOnlyWords(t *testing.T) {
	s := openNew(t)
	who := models.Reader{Agent: addAgent(t, s, models.RoleOwner)}
	c := begin(t, s, addBot(t, s, "one"), "t1")
	turnTo(t, s, c.ID, say("a", `NEAR the OR and NOT words: marks "d1" what's up? a-b foo:bar C++ 50% 日本語テスト สวัสดีครับ हिन्दी`, noon))
	indexAll(t, s)
	for _, words := range []string{"NEAR", "OR", "AND", "NOT words", "words:", "marks", "what's up?", "a-b", "foo:bar", "C++", "50%", "本語", "日本", "テスト",
		"สวัส", "हिन्दी", `"foo bar"`, `foo"bar`, `"foo`, "^foo", "foo*", "{words} foo", "-foo", "+foo"} {
		wantFound(t, s, who, words, c.ID)
	}
	for _, words := range []string{"NEAR(the, 5", `" OR 1=1 --`, "words : x", "marks : d*", `"" ""`, "*", "(", ")", "^", "{", "foo NOT bar baz", "\x00", "\xff\xfe",
		deskMark(string(c.DeskID)), talkMark(string(c.ID)), strings.Repeat("(", 10_000), strings.Repeat("a ", 10_000), strings.Repeat("\"", 9_999)} {
		if found, err := s.Search(t.Context(), who, models.SearchQuery{Words: words, Limit: 9}); err != nil || len(found.Found) > 0 && !strings.HasPrefix(words, "a ") {
			t.Errorf("%.40q: %d found, %v", words, len(found.Found), err)
		}
	}
}

// What is gone from the log is not in the file of the index in clear: it has no words, only their places.
func TestIndex_SensitiveWords_AreNotInItsTables(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	s := openAt(t, Options{Path: path})
	c := begin(t, s, addBot(t, s, "one"), "t1")
	turnTo(t, s, c.ID, add(models.Entry{Kind: models.EntrySaid, Text: "xyzzyplugh", Body: models.Body{Sensitive: true}, At: noon}))
	indexAll(t, s)
	err := s.Do(t.Context(), func(tx *Tx) error { // the log itself has to have it: only the index is looked at
		_, err := tx.Exec("UPDATE entries SET text = 'gone' WHERE seq = 2")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.write.Exec("VACUUM"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil || strings.Contains(strings.ToLower(string(file)), "xyzzyplugh") {
		t.Errorf("it is in the file (%v)", err)
	}
}

// BenchmarkTurn_Indexed is BenchmarkTurn_64Parallel while the index follows.
func BenchmarkTurn_Indexed(b *testing.B) {
	s := openNew(b)
	bot := addBot(b, s, "one")
	all := make([]models.Conversation, 200)
	for i := range all {
		all[i] = begin(b, s, bot, fmt.Sprint("t", i))
	}
	ctx, stop := context.WithCancel(b.Context())
	var done sync.WaitGroup
	done.Go(func() {
		for ctx.Err() == nil {
			began := time.Now()
			if _, err := s.IndexSome(ctx); err != nil && ctx.Err() == nil {
				b.Error(err)
			}
			time.Sleep(max(200*time.Millisecond, time.Since(began)))
		}
	})
	var n atomic.Int64
	b.SetParallelism(32)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			i := n.Add(1)
			if _, err := s.Turn(b.Context(), all[i%200].ID, say(fmt.Sprint(i), "How much is shipping to Norway, and how long does it take?", noon.Add(time.Duration(i)*time.Second/100))); err != nil {
				b.Error(err)
			}
		}
	})
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "turns/s")
	stop()
	done.Wait()
}

// What models cuts into words FTS5 must not cut in another way: else what is found could not be marked.
func TestSearchText_AnyText_HasTheWordsThatTheIndexHas(t *testing.T) {
	s := openNew(t)
	exec := func(query string, args ...any) {
		t.Helper()
		if _, err := s.write.Exec(query, args...); err != nil {
			t.Fatal(err)
		}
	}
	exec("CREATE VIRTUAL TABLE vocabulary USING fts5vocab('found_words', 'instance')")
	texts := []string{"Das Rad schleift.", "Ólöf Bjørnsdóttir", "O\u0301lo\u0308f", "日本語テスト สวัสดีครับ हिन्दी ភាសា မြန်မာ", "a@b.example +47 912", "x_y-z C++ 50%", "İstanbul ẞ ß ﬁ ½ ² ①", "👩‍🔧 tool", "שָׁלוֹם عَرَبِيّ", "Ωμέγα Ёлка їжак"}
	for r := rune(0xc0); r < 0x1f00; r++ {
		if r < 0x250 || r >= 0x1e00 {
			texts = append(texts, "x"+string(r)+"y")
		}
	}
	for i, text := range texts {
		exec("INSERT INTO found_words (rowid, words, marks) VALUES ($1, $2, '')", i+1, models.SearchText(text))
	}
	got := make([]string, len(texts))
	rows, err := s.write.Query("SELECT doc, term FROM vocabulary ORDER BY doc, offset")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var doc int
		var term string
		if err := rows.Scan(&doc, &term); err != nil {
			t.Fatal(err)
		}
		got[doc-1] = strings.TrimSpace(got[doc-1] + " " + term)
	}
	for i, text := range texts {
		if got[i] != models.SearchText(text) {
			t.Errorf("%q: the index has %q, models %q", text, got[i], models.SearchText(text))
		}
	}
}

// A note does not move a chat in its list: it may be newer than the chat's newest activity.
func TestSearch_NoteAfterTheLastActivity_IsFoundInThatPeriod(t *testing.T) {
	s := openNew(t)
	who := models.Reader{Agent: addAgent(t, s, models.RoleOwner)}
	c := begin(t, s, addBot(t, s, "one"), "t1")
	turnTo(t, s, c.ID, func(c *models.Conversation) (models.Change, error) {
		c.LastSeq++
		note := models.Entry{Seq: c.LastSeq, Kind: models.EntryNote, Audience: models.ForTeam, Text: "quince", At: noon.AddDate(0, 0, 9)}
		return models.Change{Conversation: c, Entries: []models.Entry{note}}, nil
	})
	indexAll(t, s)
	for words, to := range map[string]time.Time{"quince": noon.AddDate(0, 0, 1), "hello": noon.AddDate(0, 0, 1)} {
		page, err := s.Search(t.Context(), who, models.SearchQuery{Words: words, Limit: 9, Filter: models.Filter{To: to}})
		if err != nil || len(page.Found) != 1 {
			t.Errorf("%q: %d found, %v", words, len(page.Found), err)
		}
	}
}
