package db

import (
	"os"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

// revises is a decision that puts text in the place of what entry seq says, with these files.
func revises(seq int64, text string, files ...flow.File) decision {
	return func(c *models.Conversation) (models.Change, error) {
		e, err := c.Records.LastSaid("")
		if err != nil {
			return models.Change{}, err
		}
		e.Seq, e.Text, e.Body = seq, text, models.Body{Files: files, Revised: models.RevisedEdited}
		c.LastSeq++
		mark := models.Entry{Seq: c.LastSeq, Kind: models.EntryRevised, Author: e.Author, Body: models.Body{Of: seq, Revised: models.RevisedEdited}, At: noon}
		return models.Change{Conversation: c, Entries: []models.Entry{mark}, Revised: []models.Entry{e}}, nil
	}
}

// A19
func TestTurn_Revised_LeavesNothingOfWhatItWas(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	c := begin(t, s, bot, "ana")
	turnTo(t, s, c.ID, say("said-again-1", "Old words", noon))
	change := turnTo(t, s, c.ID, revises(2, "New words"))
	if mark := change.Entries[0]; mark.Revises == nil || mark.Revises.Text != "New words" || mark.Revises.Rev != change.Conversation.Rev {
		t.Errorf("the mark brings %+v", mark.Revises)
	}
	all := entriesOf(t, s, c)
	if len(all) != 3 || all[1].Text != "New words" || all[1].Body.Revised != models.RevisedEdited || all[1].Rev != change.Conversation.Rev {
		t.Fatalf("%+v", all)
	}
	if all[2].Revises == nil || all[2].Revises.Text != "New words" {
		t.Errorf("a stream that comes back reads %+v", all[2].Revises)
	}
	turnTo(t, s, c.ID, revises(2, "Newest words"))
	for _, e := range entriesOf(t, s, c) {
		if e.Revises != nil && e.Revises.Text != "Newest words" || strings.Contains(e.Text, "Old") || e.Text == "New words" {
			t.Errorf("entry %d: %+v, %+v", e.Seq, e, e.Revises)
		}
	}
	var kept int
	if err := s.reads(t.Context()).Row(`SELECT COUNT(*) FROM entries e WHERE e.text LIKE '%Old%' OR e.body LIKE '%Old%'`).Scan(&kept); err != nil || kept != 0 {
		t.Errorf("%d rows have the old words, %v", kept, err)
	}
}

// A mark that visitors may read must not bring them what they may not.
func TestEntriesAfter_RevisionOfANote_BringsVisitorsNothing(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	c := begin(t, s, bot, "ana")
	turnTo(t, s, c.ID, func(c *models.Conversation) (models.Change, error) {
		c.LastSeq++
		return models.Change{Conversation: c, Entries: []models.Entry{{Seq: c.LastSeq, Kind: models.EntryNote, Audience: models.ForTeam, Text: "Secret", At: noon}}}, nil
	})
	turnTo(t, s, c.ID, func(c *models.Conversation) (models.Change, error) {
		c.LastSeq++
		return models.Change{Conversation: c,
			Entries: []models.Entry{{Seq: c.LastSeq, Kind: models.EntryRevised, Body: models.Body{Of: 2}, At: noon}},
			Revised: []models.Entry{{Seq: 2, Kind: models.EntryNote, Audience: models.ForTeam, Text: "Secret, too"}}}, nil
	})
	for _, e := range entriesOf(t, s, c) {
		if e.Kind == models.EntryNote || e.Revises != nil {
			t.Errorf("the visitor reads %+v, %+v", e, e.Revises)
		}
	}
}

// M-22 A16
func TestFiles_OfAnAgent_AreHisInThatConversationAndGoWithTheirMessage(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	c, other := begin(t, s, bot, "ana"), begin(t, s, bot, "bo")
	attach := func(words string) models.StoredFile {
		return saveFile(t, s, models.Upload{Bot: bot.ID, Agent: "mira", Conversation: c.ID, Name: "note.txt", Body: strings.NewReader(words), Now: noon})
	}
	f := attach("Hello")
	if _, _, err := s.OpenFile(t.Context(), owns(), f.ID); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("it can be read before it is sent: %v", err)
	}
	for name, who := range map[string]models.FileSender{"a colleague": {Bot: bot.ID, Agent: "jonas", Conversation: c.ID},
		"another chat": {Bot: bot.ID, Agent: "mira", Conversation: other.ID}, "no chat": {Bot: bot.ID, Agent: "mira"},
		"another bot": {Bot: "none", Agent: "mira", Conversation: c.ID}, "a visitor": {Bot: bot.ID}} {
		if _, err := s.FilesOf(t.Context(), who, []models.FileID{f.ID}); models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	mine, err := s.FilesOf(t.Context(), models.FileSender{Bot: bot.ID, Agent: "mira", Conversation: c.ID}, []models.FileID{f.ID})
	if err != nil || len(mine) != 1 {
		t.Fatalf("%v, %v", mine, err)
	}
	turnTo(t, s, c.ID, sends("with-file-1", mine...))
	if _, words := readFile(t, s, f.ID); words != "Hello" {
		t.Errorf("sent, it is %q", words)
	}
	if _, err := s.Turn(t.Context(), c.ID, sends("with-file-2", mine...)); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("in a second message: %v", err)
	}
	turnTo(t, s, c.ID, revises(2, "Gone"))
	if _, _, err := s.OpenFile(t.Context(), owns(), f.ID); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("after its message was deleted: %v", err)
	}
	if err := s.SweepLost(t.Context(), time.Now().Add(models.UnsentFor+time.Hour)); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(s.bytes.path(f.ID)); !os.IsNotExist(err) {
		t.Errorf("its bytes: %v", err)
	}
}

func TestSweepFiles_UnsentOfTheTeam_GoAfterADay(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	c := begin(t, s, bot, "ana")
	media := saveFile(t, s, models.Upload{Bot: bot.ID, Agent: "mira", Name: "a.txt", Body: strings.NewReader("block"), Now: noon})
	saveFile(t, s, models.Upload{Bot: bot.ID, Agent: "mira", Conversation: c.ID, Name: "a.txt", Body: strings.NewReader("chat"), Now: noon})
	if n, err := s.SweepFiles(t.Context(), noon.Add(models.UnsentFor)); n != 0 || err != nil {
		t.Errorf("before its time: %d, %v", n, err)
	}
	if n, err := s.SweepFiles(t.Context(), noon.Add(models.UnsentFor+time.Second)); n != 1 || err != nil {
		t.Errorf("swept %d, %v", n, err)
	}
	if _, words := readFile(t, s, media.ID); words != "block" {
		t.Errorf("what is in a block is %q", words)
	}
}

// M-10
func TestSaveFile_LargerThanTheBotAllows_IsRefused(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	u := models.Upload{Bot: bot.ID, Agent: "mira", Conversation: "c", Name: "a.txt", Body: strings.NewReader(strings.Repeat("a", 2<<20+1)), Limit: 2 << 20, Now: noon}
	_, err := s.SaveFile(t.Context(), u)
	wantCode(t, err, models.CodeTooLarge)
	if !strings.Contains(err.Error(), "2 MB") {
		t.Errorf("%v", err)
	}
}

func TestSetCtrlEnter_KeepsTheOtherSettings(t *testing.T) {
	s := openNew(t)
	a := addAgent(t, s, models.RoleAgent)
	if _, err := s.write.ExecContext(t.Context(), `UPDATE agents SET settings = '{"notify":{"live":{"sound":false}}}'`); err != nil {
		t.Fatal(err)
	}
	for _, on := range []bool{true, true, false} {
		if err := s.SetCtrlEnter(t.Context(), a.ID, on); err != nil {
			t.Fatal(err)
		}
		now, err := s.AgentByID(t.Context(), a.ID)
		if err != nil || now.Settings.CtrlEnter != on || now.Settings.Notify[models.NoticeLive] == nil {
			t.Errorf("%+v, %v", now.Settings, err)
		}
	}
	wantCode(t, s.SetCtrlEnter(t.Context(), "nobody", true), models.CodeNotFound)
}
