package mailbox

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"deskbell/models"
)

// Verdict is what became of a mail.
type Verdict struct {
	State string // models.MailTaken, MailIgnored or MailRefused
	Why   string
	// Conversation that it belongs to; "" where it is none of ours.
	Conversation models.ConversationID
}

// Take takes a raw mail. It returns when what became of it is durable; one that came before becomes what it became
// then. It errors only where nothing was kept, and the mail is to come again.
func (b *Box) Take(ctx context.Context, raw []byte) (verdict Verdict, err error) {
	defer func() {
		if p := recover(); p != nil { // a mail is anybody's: it ends no program
			b.Log.Error("a mail that came in", "panic", p, "stack", string(debug.Stack()))
			verdict, err = Verdict{State: models.MailRefused, Why: "It cannot be read."}, nil
		}
	}()
	m, err := Parse(raw)
	if err != nil {
		var known *models.Error
		if errors.As(err, &known) {
			return Verdict{State: models.MailRefused, Why: known.Message}, nil
		}
		return Verdict{State: models.MailRefused, Why: "This is no email."}, nil
	}
	b.taking.Lock()
	defer b.taking.Unlock()
	switch before, err := b.Store.Received(ctx, m.Hash); {
	case err == nil:
		return Verdict{State: before.State, Why: before.Why, Conversation: before.Conversation}, nil
	case !errors.Is(err, models.ErrNotFound):
		return Verdict{}, err
	}
	t := &taking{Box: b, mail: m, now: b.Now()}
	if err := t.decide(ctx); err != nil {
		return Verdict{}, err
	}
	b.Log.Info("a mail came in", "state", t.verdict.State, "why", t.verdict.Why, "conversation", string(t.verdict.Conversation))
	return t.verdict, nil
}

// taking is one mail on its way in.
type taking struct {
	*Box
	mail    *Mail
	now     time.Time
	way     models.WayBack
	to      models.ConversationID // where it goes; "" where it is none of ours
	signed  bool                  // by an address that only a reader of our mail knew
	verdict Verdict
}

// decide finds out what the mail is, and does what follows.
func (t *taking) decide(ctx context.Context) error {
	if t.mail.Report != nil {
		return t.cameBack(ctx)
	}
	if ours, err := t.ours(ctx); ours || err != nil {
		return t.unless(err, func() error { return t.keep(ctx, models.MailIgnored, "It is a mail of this Deskbell itself.") })
	}
	if err := t.match(ctx); err != nil {
		return err
	}
	switch {
	case t.mail.Machine != "":
		return t.keep(ctx, models.MailIgnored, t.mail.Machine)
	case t.way.ID == "":
		return t.keep(ctx, models.MailRefused, "It answers no mail of ours.")
	}
	flagged, why, err := t.suspicious(ctx)
	if err == nil && why == "" {
		var state string
		if state, why, err = t.tooMany(ctx); err == nil && why != "" {
			return t.keep(ctx, state, why)
		}
	}
	switch {
	case err != nil:
		return err
	case why != "":
		return t.keep(ctx, models.MailRefused, why)
	}
	return t.post(ctx, flagged)
}

func (t *taking) unless(err error, then func() error) error {
	if err != nil {
		return err
	}
	return then()
}

// keep notes what became of it where it goes into no conversation.
func (t *taking) keep(ctx context.Context, state, why string) error {
	t.verdict = Verdict{State: state, Why: why, Conversation: t.to}
	return t.Store.KeepReceived(ctx, t.receipt())
}

func (t *taking) receipt() models.MailReceipt {
	return models.MailReceipt{Hash: t.mail.Hash, ReceivedMail: models.ReceivedMail{Conversation: t.verdict.Conversation,
		Address: t.mail.From, Subject: t.mail.Subject, State: t.verdict.State, Why: t.verdict.Why, At: t.now}}
}

// ours says that this server has sent it itself: a mailbox that forwards to where mails go out would go round.
func (t *taking) ours(ctx context.Context) (bool, error) {
	if _, host, _ := strings.Cut(t.mail.MessageID, "@"); t.Domain != "" && strings.EqualFold(host, t.Domain) {
		return true, nil
	}
	settings, err := t.Store.MailSettings(ctx)
	if err != nil {
		return false, err
	}
	for _, own := range []string{settings.Sender, settings.In.Address} {
		if own != "" && models.AddressKey(own) == models.AddressKey(t.mail.From) {
			return true, nil
		}
	}
	return false, nil
}

// match finds the way back that it came by, and where that leads; none is no error.
func (t *taking) match(ctx context.Context) error {
	err := t.matched(ctx)
	if err == nil && t.way.ID != "" {
		t.to, err = t.Store.ConversationFor(ctx, t.way)
	}
	return err
}

func (t *taking) matched(ctx context.Context) error {
	for _, sign := range t.mail.Signs {
		way, err := t.Store.WayBackBySign(ctx, sign)
		if err == nil {
			t.way, t.signed = way, true
			return nil
		}
		if !errors.Is(err, models.ErrNotFound) {
			return err
		}
	}
	for _, id := range t.mail.Replies {
		way, err := t.Store.WayBackByMessage(ctx, id)
		if err == nil {
			t.way = way
			return nil
		}
		if !errors.Is(err, models.ErrNotFound) {
			return err
		}
	}
	return nil
}

// suspicious says whether nobody vouches for whom the mail is from, and why it is not taken at all.
func (t *taking) suspicious(ctx context.Context) (flagged bool, why string, err error) {
	others := t.mail.Several || models.AddressKey(t.mail.From) != models.AddressKey(t.way.Address)
	failed := t.mail.DMARC == "fail"
	if !t.signed && others {
		return false, "It answers a mail of ours, but comes from another address than that went to.", nil
	}
	if !t.signed && failed {
		return false, "It answers a mail of ours, but its sender is forged (DMARC).", nil
	}
	_, err = t.Team.AgentByEmail(ctx, t.mail.From)
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return false, "", err
	}
	if err == nil && failed {
		return false, "It says that it is from a colleague, and that is forged (DMARC).", nil
	}
	if _, host, _ := strings.Cut(t.mail.From, "@"); others && t.Domain != "" && host == t.Domain {
		return false, "It says that it is from this Deskbell itself.", nil
	}
	return others || failed, "", nil
}

// tooMany says that a machine answers, or somebody writes without end.
func (t *taking) tooMany(ctx context.Context) (state, why string, err error) {
	hour, _, err := t.Store.ReceivedSince(ctx, t.to, t.now.Add(-time.Hour))
	if err != nil {
		return "", "", err
	}
	if hour >= models.MostMailsAnHour {
		return models.MailRefused, fmt.Sprintf("More than %d mails came for this conversation within an hour.", models.MostMailsAnHour), nil
	}
	_, automatic, err := t.Store.ReceivedSince(ctx, t.to, t.now.Add(-24*time.Hour))
	if err == nil && t.mail.Automatic && automatic >= models.MostAutomatic {
		return models.MailIgnored, "It looks like an automatic answer, and others came before it.", nil
	}
	return "", "", err
}
