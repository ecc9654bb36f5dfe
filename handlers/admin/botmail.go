package admin

import (
	"errors"
	"net/http"
	"strings"

	"deskbell/models"
	view "deskbell/views/admin"
)

// typedMail is what a bot sends by email, as it was typed.
func typedMail(r *http.Request) view.MailForm {
	get := func(name string) string { return strings.TrimSpace(r.PostForm.Get(name)) }
	on := func(name string) bool { return get(name) != "" }
	return view.MailForm{Started: get("started"), Wanted: get("wanted"), Untaken: get("untaken"), UntakenAfter: get("untaken_after"),
		Words: on("words"), Waits: on("waits"), GuestHours: get("guest_hours"), GuestGrace: get("guest_grace"), ToBot: get("guest_to") == "bot",
		Answers: on("answers"), AnswersAfter: get("answers_after"), Away: get("away")}
}

func fillMail(b *models.Bot, f *view.BotForm) {
	m := f.Mail
	addresses := func(field, text string) []string {
		all, err := models.Addresses(field, text)
		var wrong *models.Error
		if errors.As(err, &wrong) {
			f.Problems[field] = wrong.Message
		}
		return all
	}
	seconds := func(field, text string) int {
		return between(f, field, text, [2]int{models.LeastMailWait, models.MostMailWait})
	}
	mail := &b.Settings.Mail
	mail.Started, mail.Wanted, mail.Untaken = addresses("started", m.Started), addresses("wanted", m.Wanted), addresses("untaken", m.Untaken)
	mail.UntakenAfter, mail.NoWords, mail.NotAlone = seconds("untaken_after", m.UntakenAfter), !m.Words, !m.Waits
	mail.GuestHours = between(f, "guest_hours", m.GuestHours, [2]int{1, models.MostGuestHours})
	mail.GuestGrace, mail.GuestToBot = seconds("guest_grace", m.GuestGrace), m.ToBot
	mail.NoAnswers, mail.AnswersAfter, mail.Away = !m.Answers, seconds("answers_after", m.AnswersAfter), seconds("away", m.Away)
}
