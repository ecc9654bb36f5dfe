package mailbox

import (
	"context"
	"errors"
	"strings"

	"deskbell/models"
)

// cameBack notes at a mail of ours that it did not arrive, and shows it in its conversation. Who knows its
// Message-ID has had it.
func (t *taking) cameBack(ctx context.Context) error {
	r := t.mail.Report
	d, err := t.original(ctx)
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		return err
	}
	if !r.Failed() || err != nil {
		return t.keep(ctx, models.MailIgnored, r.words())
	}
	if t.to = d.Conversation; t.to != "" { // whoever has the mail may write as many as he likes
		state, why, err := t.tooMany(ctx)
		if err != nil || why != "" {
			return t.unless(err, func() error { return t.keep(ctx, state, why) })
		}
	}
	t.verdict = Verdict{State: models.MailTaken, Why: r.words(), Conversation: d.Conversation}
	receipt := t.receipt()
	receipt.Bounce = &models.Bounce{Delivery: d.ID, Address: d.Address, Why: t.why()}
	if m, err := d.Mail(); err == nil {
		if len(m.To) == 1 {
			receipt.Bounce.Address = m.To[0]
		}
		if r.Hard() && d.Purpose.ToVisitor() && d.Agent == "" {
			receipt.Bounce.Stop = models.WayBackID(m.Link)
		}
	}
	if d.Conversation == "" {
		return t.Store.KeepReceived(ctx, receipt)
	}
	_, err = t.Turns.Turn(ctx, d.Conversation, models.MailCameBack(receipt, t.now))
	if models.CodeOf(err) == models.CodeConflict {
		return nil // it came twice at once
	}
	return t.given(ctx, err)
}

// original is the mail that a report is about.
func (t *taking) original(ctx context.Context) (models.Delivery, error) {
	for _, id := range append(t.mail.Report.Originals, t.mail.Replies...) {
		if _, host, _ := strings.Cut(id, "@"); t.Domain != "" && !strings.EqualFold(host, t.Domain) {
			continue
		}
		d, err := t.Store.SentMail(ctx, id)
		if !errors.Is(err, models.ErrNotFound) {
			return d, err
		}
	}
	return models.Delivery{}, models.ErrNotFound
}

// why is what the team is told.
func (t *taking) why() string {
	r := t.mail.Report
	if r.Type == "feedback-report" {
		return "The mail was taken for spam by whoever got it."
	}
	if r.Status != "" && !strings.Contains(r.Why, r.Status) {
		return r.Status + " " + r.Why
	}
	return r.Why
}
