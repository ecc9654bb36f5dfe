package models_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"deskbell/models"
)

const partner = "partner@works.example"

// called is a desk whose bot calls a partner by mail when a person is asked for.
func called(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	d.bot.Settings.Mail.Wanted = []string{partner}
	d.saveBot()
	return d
}

// joinMails are those with join links, the oldest first.
func (d *desk) joinMails() []models.Mail {
	d.Helper()
	all, _ := d.outbox()
	var found []models.Mail
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].Purpose == models.MailJoin {
			found = append(found, all[i])
		}
	}
	return found
}

// token is the secret of the newest link that was mailed to an address.
func (d *desk) token(address string) string {
	d.Helper()
	all := d.joinMails()
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].To[0] == address {
			token, err := d.store.MailToken(context.Background(), all[i])
			if err != nil {
				d.Fatal(err)
			}
			return token
		}
	}
	d.Fatalf("no mail went to %s", address)
	return ""
}

func hashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// join lets somebody in by a link, in a browser of their own.
func (d *desk) join(token, name string) (models.Guest, error) {
	d.ids++
	link, err := d.store.GuestLink(context.Background(), token, d.now)
	if err != nil {
		return models.Guest{}, err
	}
	return d.joinBy(link, token, name, fmt.Sprint("browser", d.ids))
}

func (d *desk) joinBy(link models.GuestLink, token, name, browser string) (models.Guest, error) {
	j := models.Joining{ID: models.GuestID(uuid.Must(uuid.NewV7()).String()), Token: token, Name: name, SessionHash: hashOf(browser), Browser: browser, Now: d.now}
	if _, err := d.turn(link.Conversation, models.LetIn(j, link)); err != nil {
		return models.Guest{}, err
	}
	guest, err := d.store.GuestBySession(context.Background(), token, hashOf(browser), d.now)
	if err != nil {
		return models.Guest{}, err
	}
	return *guest, nil
}

// guest is somebody who was called to a chat that waits now, and watches.
func (d *desk) guest(token, name string) (models.Conversation, models.Guest) {
	d.Helper()
	c := d.choose(token, "leave")
	if c.State != models.StateWaiting {
		d.Fatalf("the chat is %s", c.State)
	}
	g, err := d.join(d.token(partner), name)
	if err != nil {
		d.Fatal(err)
	}
	return c, g
}

// held makes a guest the one who answers in a chat that waits.
func (d *desk) held(token, name string) (models.Conversation, models.Guest) {
	d.Helper()
	c, g := d.guest(token, name)
	return d.must(d.turn(c.ID, models.GuestTakeOver(g.ID, d.now))), g
}

func (d *desk) guestSays(g models.Guest, text string) (models.Change, error) {
	return d.turn(g.Conversation, models.GuestReply(models.GuestAnswer{Guest: g.ID, ClientID: d.clientID(), Text: text, Now: d.now}))
}

func code(err error) models.Code { return models.CodeOf(err) }

// read is how often the visitor reads of a kind.
func (d *desk) read(id models.ConversationID, kind models.EntryKind) int {
	d.Helper()
	c, err := d.store.Conversation(d.Context(), models.Reader{Agent: &models.Agent{Role: models.RoleOwner}}, id)
	if err != nil {
		d.Fatal(err)
	}
	all, err := d.store.EntriesAfter(d.Context(), models.Reader{Visitor: c.Visitor.ID}, models.Position{Conversation: c.ID, Limit: 500})
	if err != nil {
		d.Fatal(err)
	}
	n := 0
	for _, e := range all {
		if e.Kind == kind {
			n++
		}
	}
	return n
}
