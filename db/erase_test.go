package db

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// dump is every value of every table, those of the search index included, each as text and without capitals.
func dump(t testing.TB, s *Store) map[string]string {
	t.Helper()
	tables, err := s.write.Query("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for tables.Next() {
		var name string
		if err := tables.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	_ = tables.Close()
	all := map[string]string{}
	for _, name := range names {
		all[name] = strings.ToLower(dumpTable(t, s, name))
	}
	return all
}

func dumpTable(t testing.TB, s *Store, name string) string {
	t.Helper()
	rows, err := s.write.Query("SELECT * FROM " + name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for rows.Next() {
		values, into := make([]sql.RawBytes, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		for _, v := range values {
			fmt.Fprintf(&out, "%s|", v)
		}
	}
	return out.String()
}

// holds are the tables that have one of the words.
func holds(t testing.TB, s *Store, words ...string) []string {
	t.Helper()
	var found []string
	for table, text := range dump(t, s) {
		for _, word := range words {
			if strings.Contains(text, strings.ToLower(word)) {
				found = append(found, table+": "+word)
			}
		}
	}
	return found
}

// full is a conversation that has left something in every table that knows conversations.
func full(t testing.TB, s *Store, bot *models.Bot) models.Conversation {
	t.Helper()
	agent := addAgent(t, s, models.RoleAgent, bot.ID)
	c := begin(t, s, bot, "ana")
	sent := saveFile(t, s, note(bot, "ana", "wordfile bytes"))
	turnTo(t, s, c.ID, sends("with-file-1", sent.Sent()))
	saveFile(t, s, models.Upload{Bot: bot.ID, TokenHash: "ana", Name: "wordunsent.txt", Body: strings.NewReader("x"), Now: noon})
	saveFile(t, s, models.Upload{Bot: bot.ID, Agent: agent.ID, Conversation: c.ID, Name: "wordattached.txt", Body: strings.NewReader("x"), Now: noon})
	turnTo(t, s, c.ID, func(c *models.Conversation) (models.Change, error) {
		c.LastSeq += 2
		c.Visitor.Name, c.Visitor.Email, c.Visitor.Phone = "Wordname Hansen", "wordmail@example.com", "555 wordphone"
		c.Visitor.Attributes = map[string]string{"a": "wordattribute"}
		c.Flow.Vars, c.Summary, c.Preview, c.Page = map[string]string{"x": "wordvariable"}, "wordsummary", "wordpreview", "https://wordpage.example/"
		c.State = models.StateClosed
		return models.Change{Conversation: c, VisitorChanged: true, Entries: []models.Entry{
			{Seq: c.LastSeq - 1, Kind: models.EntrySaid, Author: models.Author{Kind: models.ByVisitor, Name: "Wordname"}, Text: "wordsaid", At: noon},
			{Seq: c.LastSeq, Kind: models.EntryNote, Audience: models.ForTeam, Text: "wordnote", At: noon}},
			Timers:     []models.Timer{{Token: "wordtimer", Due: noon.Add(time.Hour)}},
			Deliveries: []models.Delivery{{Kind: models.DeliveryKind("call"), Token: "t", Payload: []byte(`"worddelivery"`), CreatedAt: noon, ReadyAt: noon}},
			Answers:    []models.AIAnswer{{ID: "answer", Question: "wordquestion", Port: models.AIAnswered, Sources: []flow.Source{{Title: "wordsource"}}, At: noon}},
			Outcomes:   []models.Outcome{{Token: "t", Result: flow.Result{Body: "wordoutcome"}}}}, nil
	})
	for _, table := range []string{"notices", "outcomes", "block_visits", "received_mails"} {
		insertFor(t, s, table, c.ID, agent.ID)
	}
	indexAll(t, s)
	return c
}

// insertFor puts a row into a table where a turn may not have left one.
func insertFor(t testing.TB, s *Store, table string, id models.ConversationID, agent models.AgentID) {
	t.Helper()
	statement := map[string]string{
		"notices": `INSERT INTO notices (id, agent_id, kind, way, conversation_id, target, payload, state, status, tries, error, created_at, ready_at, sent_at, opened_at)
			VALUES ('n1', $1, 'message', 'page', $2, '', '"wordnotice"', 'sent', 0, 0, '', 1, 1, 1, 0)`,
		"received_mails": `INSERT INTO received_mails (id, message_hash, conversation_id, address, subject, state, why, at)
			VALUES ('r1', 'wordhash' || $1, $2, 'wordmail@example.com', 'wordsubject', 'taken', '', 1)`,
		"outcomes":     `INSERT INTO outcomes (conversation_id, token, result) SELECT c.id, 'other' || $1, '"wordoutcome"' FROM conversations c WHERE c.id = $2`,
		"block_visits": `INSERT INTO block_visits (conversation_id, flow_id, version, block, bits, fresh) SELECT c.id, 'f' || $1, 9, 'wordblock', 1, 0 FROM conversations c WHERE c.id = $2`,
	}[table]
	if _, err := s.write.Exec(statement, string(agent), string(id)); err != nil {
		t.Fatal(err)
	}
}

// A16 A17: no table has a word of what was erased, nor has the file of the database, and no byte of its files is left.
func TestErase_Conversation_NoTableAndNoFileHasAWordOfIt(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	owner := models.Reader{Agent: addAgent(t, s, models.RoleOwner)}
	other := begin(t, s, bot, "ben")
	turnTo(t, s, other.ID, say("o", "keepthis", noon))
	kept := saveFile(t, s, note(bot, "ben", "kept"))
	turnTo(t, s, other.ID, sends("with-file-2", kept.Sent()))
	c := full(t, s, bot)
	if found := holds(t, s, "wordsaid", "wordnotice", "wordoutcome", "worddelivery", "wordquestion", "wordtimer", "wordblock", string(c.ID)); len(found) < 13 {
		t.Fatalf("before: %v", found)
	}
	gone, err := s.Erase(t.Context(), owner, c.ID, noon)
	if err != nil || gone.ID != c.ID || gone.Desk != bot.ID || gone.Rev == 0 || len(gone.Told) != 1 {
		t.Fatalf("%+v, %v", gone, err)
	}
	if err := s.PurgeSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	if found := holds(t, s, "word", string(c.ID), string(c.Visitor.ID)); len(found) > 0 {
		t.Errorf("left: %v", found)
	}
	if all := onDisk(t, s); len(all) != 1 {
		t.Errorf("on the disk: %v", all)
	}
	wantFound(t, s, owner, "keepthis", other.ID)
	counts, err := s.Counts(t.Context(), owner)
	if err != nil || counts[models.StateClosed] != 0 || counts[models.StateBot] != 1 {
		t.Errorf("counts %v, %v", counts, err)
	}
	if _, err := s.Turn(t.Context(), c.ID, say("x", "x", noon)); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("a turn after it: %v", err)
	}
	if again := begin(t, s, bot, "ana"); again.ID == c.ID || again.Visitor.ID == c.Visitor.ID {
		t.Error("the visitor does not begin anew")
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := s.write.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(s.options.Path)
	if err != nil || strings.Contains(string(file), "wordsaid") || strings.Contains(string(file), "Wordname") {
		t.Errorf("the file of the database has it (%v)", err)
	}
}

func TestErase_WhoMayNotOrNotNow_ChangesNothing(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	owner := addAgent(t, s, models.RoleOwner)
	c := begin(t, s, bot, "ana")
	for name, who := range map[string]models.Reader{"an admin": {Agent: addAgent(t, s, models.RoleAdmin)}, "nobody": {}, "the visitor": {Visitor: c.Visitor.ID},
		"a disabled owner": {Agent: &models.Agent{ID: "x", Role: models.RoleOwner, Disabled: true}}} {
		if _, err := s.Erase(t.Context(), who, c.ID, noon); models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, state := range []models.State{models.StateWaiting, models.StateLive} {
		turnTo(t, s, c.ID, become(state, owner.ID, noon))
		_, err := s.Erase(t.Context(), models.Reader{Agent: owner}, c.ID, noon)
		wantCode(t, err, models.CodeConflict)
	}
	if n := len(entriesOf(t, s, c)); n != 3 {
		t.Errorf("%d entries", n)
	}
}

func TestErase_VisitorWithAnother_KeepsThatOne(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	owner := models.Reader{Agent: addAgent(t, s, models.RoleOwner)}
	first := begin(t, s, bot, "ana")
	turnTo(t, s, first.ID, become(models.StateClosed, "", noon))
	change, err := s.Begin(t.Context(), models.Beginning{Bot: bot, TokenHash: "ana", Fresh: true, Now: noon.Add(time.Minute)}, say("b", "Again", noon))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Erase(t.Context(), owner, change.Conversation.ID, noon); err != nil {
		t.Fatal(err)
	}
	v, err := s.VisitorByToken(t.Context(), bot.ID, "ana", noon)
	if err != nil {
		t.Fatal(err)
	}
	if newest, err := s.NewestConversation(t.Context(), v.ID); err != nil || newest.ID != first.ID {
		t.Errorf("%s, %v", newest.ID, err)
	}
}

// M-24
func TestErase_BlockedVisitor_StaysBlockedAndCanBeUnblocked(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	owner := models.Reader{Agent: addAgent(t, s, models.RoleOwner)}
	mine, others := models.Reader{Agent: addAgent(t, s, models.RoleAgent, bot.ID)}, models.Reader{Agent: addAgent(t, s, models.RoleAgent)}
	c := begin(t, s, bot, "ana")
	turnTo(t, s, c.ID, func(c *models.Conversation) (models.Change, error) {
		c.Visitor.Name, c.State = "Wordname", models.StateClosed
		return models.Change{Conversation: c, VisitorChanged: true,
			Blocked: &models.Blocked{Bot: bot.ID, Visitor: c.Visitor.ID, Conversation: c.ID, ByName: "Ada", At: noon}}, nil
	})
	if _, err := s.Erase(t.Context(), owner, c.ID, noon); err != nil {
		t.Fatal(err)
	}
	if found := holds(t, s, "wordname", string(c.ID)); len(found) > 0 {
		t.Errorf("left: %v", found)
	}
	_, err := s.Begin(t.Context(), models.Beginning{Bot: bot, TokenHash: "ana", Now: noon}, models.IfNotBlocked("", noon, say("x", "x", noon)))
	if err == nil {
		t.Error("they write again")
	}
	q := models.BlockedQuery{Limit: 10, Now: noon}
	for name, row := range map[string]struct {
		who  models.Reader
		want int
	}{"owner": {owner, 1}, "the bot's": {mine, 1}, "another bot's": {others, 0}} {
		if all, err := s.Blocked(t.Context(), row.who, q); err != nil || len(all) != row.want {
			t.Errorf("%s sees %v, %v", name, all, err)
		}
	}
	all, err := s.Blocked(t.Context(), mine, q)
	if err != nil || len(all) != 1 || all[0].Conversation != "" {
		t.Fatal(all, err)
	}
	if err := s.LiftBlock(t.Context(), all[0], "Ada", noon); err != nil {
		t.Fatal(err)
	}
	wantCode(t, s.LiftBlock(t.Context(), all[0], "Ada", noon), models.CodeNotFound)
	begin(t, s, bot, "ana")
}

// What is said and indexed meanwhile neither fails nor brings anything back.
func TestErase_WhileItIsTalkedAndIndexed_LeavesNothing(t *testing.T) {
	s := openAt(t, Options{Path: filepath.Join(t.TempDir(), FileName)})
	bot := addBot(t, s, "one")
	owner := models.Reader{Agent: addAgent(t, s, models.RoleOwner)}
	for i := range 20 {
		c := begin(t, s, bot, fmt.Sprint("t", i))
		done := make(chan struct{})
		go func() {
			defer close(done)
			for n := range 20 {
				if _, err := s.Turn(t.Context(), c.ID, say(fmt.Sprint("m", n), "wordsaid", noon)); err != nil {
					return
				}
				_, _ = s.IndexSome(t.Context()) // one that was erased between reading and writing is tried again
			}
		}()
		if _, err := s.Erase(t.Context(), owner, c.ID, noon); err != nil {
			t.Fatal(err)
		}
		<-done
	}
	indexAll(t, s)
	if err := s.PurgeSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	if found := holds(t, s, "wordsaid"); len(found) > 0 {
		t.Errorf("left: %v", found)
	}
}
