package admin

import (
	"cmp"
	"net/url"

	"deskbell/models"
)

// InboxPage is how answers to mails come in, and what came.
type InboxPage struct {
	EmailHead
	Form     InboxForm
	Hook     string // address of the webhook
	HasHook  bool
	Kept     models.MailInbox
	Status   models.InboxStatus
	Received []models.ReceivedMail
	More     string // id of the last one where there are older ones; else ""
	Older    bool   // it is not the newest ones
}

// InboxForm is the mailbox as it was typed, but for its password.
type InboxForm struct {
	Address, Folder string
	Server          ServerForm
	Was             string // which state the form was made of
	Problems        map[string]string
	Message         string
	Overtaken       bool
}

// HookSecret is the secret of the webhook, shown this once.
type HookSecret struct{ Address, Secret string }

// takes says how answers are taken now, in a sentence.
func (p InboxPage) takes() (class, words string) {
	box := p.Kept.Server.Host != ""
	switch {
	case p.Kept.Address == "":
		return "", "Answers to mails are not taken"
	case box && p.Status.Error != "":
		return "bad", "The mailbox cannot be read just now"
	case box && p.HasHook:
		return "live", "Answers are taken from the mailbox, and by the webhook"
	case box:
		return "live", "Answers are taken from the mailbox"
	case p.HasHook:
		return "live", "Answers are taken by the webhook"
	}
	return "bad", "Nothing brings answers here yet: set a mailbox, or the webhook"
}

// looks says how the mailbox is watched; "" where there is nothing to tell.
func (p InboxPage) looks() string {
	switch {
	case !p.Status.Connected:
		return ""
	case p.Status.AtOnce:
		return "Its server tells of new mails at once."
	}
	return "Its server does not tell of new mails, so it is asked once a minute."
}

func (p InboxPage) older() string {
	return "/settings/email/inbox?" + url.Values{"before": {p.More}}.Encode() + "#received"
}

// receivedState is what became of a mail that came in.
func receivedState(m models.ReceivedMail) (class, words string) {
	switch m.State {
	case "taken":
		return "live", "Taken"
	case "ignored":
		return "left", "Ignored"
	}
	return "bad", "Refused"
}

// subjectOf is a subject, or a word for none.
func subjectOf(m models.ReceivedMail) string { return cmp.Or(m.Subject, "Without a subject") }
