package db

import (
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// guestOf calls an address to a conversation, and lets somebody in by its link.
func guestOf(t testing.TB, s *Store, id models.ConversationID, address, name string) (models.Guest, string) {
	t.Helper()
	mail := models.OutMail{Mail: models.Mail{Purpose: models.MailJoin, Why: models.WhyWanted}, Address: address, Now: noon}
	mail.To = []string{address}
	turnTo(t, s, id, func(*models.Conversation) (models.Change, error) {
		return models.Change{Mails: []models.OutMail{mail}}, nil
	})
	links, err := s.LinksOf(t.Context(), owning(), id)
	if err != nil || len(links) == 0 {
		t.Fatal(err)
	}
	link := links[len(links)-1]
	token, err := s.seal().token(joinToken, string(link.ID))
	if err != nil {
		t.Fatal(err)
	}
	session := hashToken(name + token)
	guest := models.GuestID("guest " + name + string(link.ID))
	turnTo(t, s, id, models.LetIn(models.Joining{ID: guest, Token: token, Name: name, SessionHash: session, Browser: "Browser", Now: noon}, link))
	g, err := s.GuestBySession(t.Context(), token, session, noon)
	if err != nil {
		t.Fatal(err)
	}
	return *g, token
}

func owning() models.Reader {
	return models.Reader{Agent: &models.Agent{ID: "id-reader", Role: models.RoleOwner}}
}

// A17 A33
func TestGuest_OfAnotherConversation_ReadsNothing(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	one, other := begin(t, s, bot, "ana"), begin(t, s, bot, "ben")
	g, _ := guestOf(t, s, one.ID, "guest@works.example", "Cleo")
	who := models.Reader{Guest: &g}
	if c, err := s.Conversation(t.Context(), who, one.ID); err != nil || c.ID != one.ID {
		t.Errorf("his own: %v", err)
	}
	for what, err := range map[string]error{
		"conversation": second(s.Conversation(t.Context(), who, other.ID)),
		"entries":      second(s.EntriesAfter(t.Context(), who, models.Position{Conversation: other.ID, Limit: 5})),
		"links":        second(s.LinksOf(t.Context(), who, one.ID)),
		"list":         second(s.List(t.Context(), who, models.ListQuery{State: models.StateBot})),
		"counts":       second(s.Counts(t.Context(), who)),
		"search":       second(s.Search(t.Context(), who, models.SearchQuery{Words: "Hello", Limit: 5})),
		"notes":        second(s.Notes(t.Context(), who, one.ID, 5)),
		"somebody's links": second(s.LinksOf(t.Context(), models.Reader{Agent: &models.Agent{ID: "x", Role: models.RoleAgent}},
			one.ID)),
	} {
		if models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("%s: %v", what, err)
		}
	}
	forged := g
	forged.Conversation = other.ID
	if _, err := s.Conversation(t.Context(), models.Reader{Guest: &forged}, other.ID); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("what he says of himself counts: %v", err)
	}
}

func second[T any](_ T, err error) error { return err }

// A33
func TestGuest_SecretAndLinkBelongTogether(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	one, other := begin(t, s, bot, "ana"), begin(t, s, bot, "ben")
	_, token := guestOf(t, s, one.ID, "guest@works.example", "Cleo")
	_, foreign := guestOf(t, s, other.ID, "guest@works.example", "Cleo")
	if token == foreign {
		t.Fatal("two conversations have one link")
	}
	for name, pair := range map[string][2]string{"other link": {foreign, hashToken("Cleo" + token)}, "no link": {"", hashToken("Cleo" + token)},
		"no secret": {token, ""}, "raw secret": {token, "Cleo" + token}} {
		if _, err := s.GuestBySession(t.Context(), pair[0], pair[1], noon); models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	if found := holds(t, s, token, foreign); len(found) > 0 {
		t.Errorf("the secret of a link stands in %v", found)
	}
}

func TestGuest_ErasedConversation_LeavesNoLinkAndNoGuest(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	c := begin(t, s, bot, "ana")
	g, token := guestOf(t, s, c.ID, "guest@works.example", "Cleo Wordname")
	gone := turnTo(t, s, c.ID, models.CloseByVisitor(noon))
	if gone.Conversation.State != models.StateClosed {
		t.Fatal(gone.Conversation.State)
	}
	link, err := s.GuestLink(t.Context(), token, noon)
	if err != nil {
		t.Fatal(err)
	}
	owner := models.Reader{Agent: addAgent(t, s, models.RoleOwner)}
	if _, err := s.Erase(t.Context(), owner, c.ID, noon); err != nil {
		t.Fatal(err)
	}
	if err := s.PurgeSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	if found := holds(t, s, "works.example", "Wordname", string(g.ID), string(link.ID)); len(found) > 0 {
		t.Errorf("left: %v", found)
	}
	_, err = s.Turn(t.Context(), c.ID, models.LetIn(models.Joining{ID: "x", Token: token, Name: "Dora", SessionHash: "y", Now: noon}, link))
	wantCode(t, err, models.CodeNotFound)
}

// A33: whoever holds a link that he looked at before it was taken back or over comes in no more.
func TestGuest_LinkGoneBetweenLookAndJoin_LetsNobodyIn(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	agent := addAgent(t, s, models.RoleAgent, bot.ID)
	join := func(c models.Conversation, token string, link models.GuestLink, now time.Time) error {
		return second(s.Turn(t.Context(), c.ID, models.LetIn(models.Joining{ID: "late" + models.GuestID(c.ID), Token: token, Name: "Dora",
			SessionHash: "late" + string(c.ID), Now: now}, link)))
	}
	look := func(c models.Conversation) (string, models.GuestLink) {
		_, token := guestOf(t, s, c.ID, "guest@works.example", "Cleo")
		link, err := s.GuestLink(t.Context(), token, noon)
		if err != nil {
			t.Fatal(err)
		}
		return token, link
	}
	revoked, over, foreign := begin(t, s, bot, "ana"), begin(t, s, bot, "ben"), begin(t, s, bot, "cy")
	token, link := look(revoked)
	turnTo(t, s, revoked.ID, models.RevokeLink(agent.ID, link.ID, noon))
	wantCode(t, join(revoked, token, link, noon), models.CodeNotFound)
	token, link = look(over)
	turnTo(t, s, over.ID, models.CloseByVisitor(noon))
	wantCode(t, join(over, token, link, noon.Add(24*time.Hour)), models.CodeNotFound)
	if err := join(over, token, link, noon.Add(24*time.Hour-time.Millisecond)); err != nil {
		t.Errorf("until then: %v", err)
	}
	wantCode(t, join(foreign, token, link, noon), models.CodeNotFound)
	_, mine := look(foreign)
	wantCode(t, join(foreign, token, mine, noon), models.CodeNotFound) // another conversation's token
	wantCode(t, second(s.Turn(t.Context(), over.ID, models.RevokeLink(agent.ID, mine.ID, noon))), models.CodeNotFound)
}

func TestGuest_SameBrowserTwice_IsInOnce(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "one"), "ana")
	g, token := guestOf(t, s, c.ID, "guest@works.example", "Cleo")
	link, err := s.GuestLink(t.Context(), token, noon)
	if err != nil {
		t.Fatal(err)
	}
	again := models.Joining{ID: "again", Token: token, Name: "Cleo", SessionHash: hashToken("Cleo" + token), Now: noon}
	wantCode(t, second(s.Turn(t.Context(), c.ID, models.LetIn(again, link))), models.CodeConflict)
	links, err := s.LinksOf(t.Context(), owning(), c.ID)
	if err != nil || len(links[0].Guests) != 1 || links[0].Guests[0].ID != g.ID {
		t.Errorf("%+v %v", links, err)
	}
}

func TestSweep_LinksThatAreOverForLong_GoWithTheirGuests(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	open, closed := begin(t, s, bot, "ana"), begin(t, s, bot, "ben")
	guestOf(t, s, open.ID, "guest@works.example", "Cleo")
	guestOf(t, s, closed.ID, "other@works.example", "Dora")
	now := time.Now().UTC() // ids have it in them
	turnTo(t, s, closed.ID, models.CloseByVisitor(now))
	for after, want := range map[time.Duration]bool{24 * time.Hour: true, linksKept + 23*time.Hour: true} {
		if _, err := s.Sweep(t.Context(), now.Add(after)); err != nil {
			t.Fatal(err)
		}
		if there := len(holds(t, s, "other@works")) > 0; there != want {
			t.Errorf("after %v: %t", after, there)
		}
	}
	if _, err := s.Sweep(t.Context(), now.Add(linksKept+25*time.Hour)); err != nil {
		t.Fatal(err)
	}
	links := dumpTable(t, s, "guest_links") + dumpTable(t, s, "guests")
	if strings.Contains(links, "other@works") || strings.Contains(links, "Dora") || !strings.Contains(links, "Cleo") {
		t.Errorf("left: %s", links)
	}
}

// A13
func TestGuest_FilesOfHisConversation_AndHisOwnBeforeTheyAreSent(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	one, other := begin(t, s, bot, "ana"), begin(t, s, bot, "ben")
	g, _ := guestOf(t, s, one.ID, "guest@works.example", "Cleo")
	h, _ := guestOf(t, s, one.ID, "second@works.example", "Dora")
	theirs := saveFile(t, s, note(bot, "ana", "the visitor's"))
	turnTo(t, s, one.ID, sends("with-file-1", theirs.Sent()))
	foreign := saveFile(t, s, note(bot, "ben", "foreign"))
	turnTo(t, s, other.ID, sends("with-file-2", foreign.Sent()))
	unsent := saveFile(t, s, note(bot, "ana", "unsent"))
	attach := func(who models.Guest, to models.ConversationID) models.Upload {
		return models.Upload{Bot: bot.ID, Guest: who.ID, Conversation: to, Name: "a.txt", Body: strings.NewReader("x"), Now: noon}
	}
	own := saveFile(t, s, attach(g, one.ID))
	may := func(who models.Guest, f models.StoredFile, want bool) {
		t.Helper()
		_, open, err := s.OpenFile(t.Context(), models.FileReader{Guest: &who}, f.ID)
		if (err == nil) != want {
			t.Errorf("%s opens %s: %v", who.Name, f.Name, err)
		}
		if err == nil {
			_ = open.Close()
		}
	}
	may(g, theirs, true)
	may(g, foreign, false)
	may(g, unsent, false)
	may(g, own, true)
	may(h, own, false)
	sender := models.FileSender{Bot: bot.ID, Guest: g.ID, Conversation: one.ID}
	if files, err := s.FilesOf(t.Context(), sender, []models.FileID{own.ID}); err != nil || len(files) != 1 {
		t.Errorf("his own: %v", err)
	}
	sender.Guest = h.ID
	wantCode(t, second(s.FilesOf(t.Context(), sender, []models.FileID{own.ID})), models.CodeNotFound)
	sender = models.FileSender{Bot: bot.ID, Guest: g.ID, Conversation: other.ID}
	wantCode(t, second(s.FilesOf(t.Context(), sender, []models.FileID{own.ID})), models.CodeNotFound)
	wantCode(t, second(s.SaveFile(t.Context(), attach(g, other.ID))), models.CodeNotFound)
	wantCode(t, second(s.SaveFile(t.Context(), attach(g, ""))), models.CodeNotFound)
	turnTo(t, s, one.ID, models.GuestLeave(g.ID, noon))
	may(g, theirs, false)
	wantCode(t, second(s.SaveFile(t.Context(), attach(g, one.ID))), models.CodeNotFound)
}

func TestGuest_ManyFiles_AreRefusedForAnHour(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	c := begin(t, s, bot, "ana")
	g, _ := guestOf(t, s, c.ID, "guest@works.example", "Cleo")
	upload := func(now time.Time) error {
		return second(s.SaveFile(t.Context(), models.Upload{Bot: bot.ID, Guest: g.ID, Conversation: c.ID, Name: "a.txt", Body: strings.NewReader("x"), Now: now}))
	}
	for range models.MostFilesAnHour {
		if err := upload(noon); err != nil {
			t.Fatal(err)
		}
	}
	wantCode(t, upload(noon.Add(59*time.Minute)), models.CodeTooMany)
	if err := upload(noon.Add(61 * time.Minute)); err != nil {
		t.Error(err)
	}
}
