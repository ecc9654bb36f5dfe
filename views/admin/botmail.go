package admin

import (
	"strconv"
	"strings"
	"time"

	"deskbell/models"
)

// MailForm is what a bot sends by email, as it was typed.
type MailForm struct {
	Started, Wanted, Untaken string // addresses, a line each
	UntakenAfter             string // seconds
	Words, Waits             bool
	GuestHours, GuestGrace   string // hours, seconds
	ToBot                    bool
	Answers                  bool
	AnswersAfter, Away       string // seconds
}

// mailFormOf is the form of what is kept.
func mailFormOf(m *models.BotMail) MailForm {
	whole := func(d, unit time.Duration) string { return strconv.Itoa(int(d / unit)) }
	return MailForm{Started: strings.Join(m.Started, "\n"), Wanted: strings.Join(m.Wanted, "\n"), Untaken: strings.Join(m.Untaken, "\n"),
		UntakenAfter: whole(m.Untakens(), time.Second), Words: !m.NoWords, Waits: !m.NotAlone,
		GuestHours: whole(m.LinkLife(), time.Hour), GuestGrace: whole(m.Grace(), time.Second), ToBot: m.GuestToBot,
		Answers: !m.NoAnswers, AnswersAfter: whole(m.Gather(), time.Second), Away: whole(m.AwayFor(), time.Second)}
}

// fields are those of the form, for what was changed.
func (f MailForm) fields() []fieldOf {
	said := func(yes bool) string { return map[bool]string{true: "yes", false: "no"}[yes] }
	loses := map[bool]string{true: "to the bot", false: "to waiting"}[f.ToBot]
	return []fieldOf{{"started", "who is told when a chat starts", f.Started}, {"wanted", "who is told when a person is asked for", f.Wanted},
		{"untaken", "who is told when nobody takes a chat", f.Untaken}, {"untaken_after", "after how long they are told", f.UntakenAfter + " seconds"},
		{"words", "last messages in mails", said(f.Words)}, {"waits", "waiting for those who are told", said(f.Waits)},
		{"guest_hours", "life of links", f.GuestHours + " hours"}, {"guest_grace", "guests without a page", f.GuestGrace + " seconds"},
		{"guest_to", "where a guest's chat goes", loses}, {"answers", "answers by email", said(f.Answers)},
		{"answers_after", "gathering of answers", f.AnswersAfter + " seconds"}, {"away", "when a visitor counts as gone", f.Away + " seconds"}}
}
