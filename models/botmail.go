package models

import "time"

// BotMail is what a bot sends by email; kept as JSON. The zero value tells nobody and answers by mail.
type BotMail struct {
	// Who is told, each with a link of their own: when a visitor begins, when a person is asked for, and when
	// nobody has taken the chat after UntakenAfter seconds (0: 60).
	Started      []string `json:"started,omitempty"`
	Wanted       []string `json:"wanted,omitempty"`
	Untaken      []string `json:"untaken,omitempty"`
	UntakenAfter int      `json:"untaken_after,omitempty"`
	// NoWords keeps what was said out of these mails.
	NoWords bool `json:"no_words,omitempty"`
	// NotAlone: a chat does not wait for those who are told by mail while nobody of the team is online.
	NotAlone bool `json:"not_alone,omitempty"`
	// GuestHours is how long a link is good after the chat's end; 0: 24. GuestGrace is how many seconds a guest
	// who has the chat may be without a page; 0: 60. GuestToBot: then the bot goes on instead of the wait.
	GuestHours int  `json:"guest_hours,omitempty"`
	GuestGrace int  `json:"guest_grace,omitempty"`
	GuestToBot bool `json:"guest_to_bot,omitempty"`
	// NoAnswers keeps answers out of visitors' mailboxes. AnswersAfter is how many seconds answers are gathered
	// before they are mailed; 0: 120. Away is how many seconds a visitor's page must have been gone; 0: 60.
	NoAnswers    bool `json:"no_answers,omitempty"`
	AnswersAfter int  `json:"answers_after,omitempty"`
	Away         int  `json:"away,omitempty"`
}

// MostTold is how many addresses a bot tells of one thing.
const MostTold = 20

func secondsOr(seconds, usual int) time.Duration {
	if seconds <= 0 {
		seconds = usual
	}
	return time.Duration(seconds) * time.Second
}

// Untakens is how long a chat waits before those are told.
func (m *BotMail) Untakens() time.Duration { return secondsOr(m.UntakenAfter, 60) }

// LinkLife is how long a guest's link is good after the chat's end.
func (m *BotMail) LinkLife() time.Duration { return secondsOr(m.GuestHours*3600, 24*3600) }

// Grace is how long a guest who has the chat may be without a page.
func (m *BotMail) Grace() time.Duration { return secondsOr(m.GuestGrace, 60) }

// Gather is how long answers are gathered before they are mailed.
func (m *BotMail) Gather() time.Duration { return secondsOr(m.AnswersAfter, 120) }

// AwayFor is how long a visitor's page must have been gone.
func (m *BotMail) AwayFor() time.Duration { return secondsOr(m.Away, 60) }
