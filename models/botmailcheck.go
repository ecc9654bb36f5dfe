package models

import (
	"slices"
	"strings"
)

// The bounds of what a bot's emails are set to: in seconds, and of a link's life in hours.
const (
	LeastMailWait  = 10
	MostMailWait   = 3600
	MostGuestHours = 720
)

// Addresses reads one address a line, or several with commas between them, each kept once. It errors with
// CodeInvalid, the field, and the line that is wrong.
func Addresses(field, text string) ([]string, error) {
	var all []string
	place := 0
	for line := range strings.Lines(text) {
		place++
		for _, one := range strings.FieldsFunc(line, func(c rune) bool { return strings.ContainsRune(",;\r\n", c) }) {
			if one = strings.TrimSpace(one); one == "" {
				continue
			}
			address, err := CleanEmail(field, one)
			if err != nil {
				return nil, invalid(field, "Line %d, “%s”, is not an email address; one looks like name@example.com.", place, shorten(CleanLine(one, 60), 50))
			}
			if !slices.ContainsFunc(all, func(other string) bool { return strings.EqualFold(other, address) }) {
				all = append(all, address)
			}
			if len(all) > MostTold {
				return nil, invalid(field, "At most %d addresses can be told of one thing; line %d is one more.", MostTold, place)
			}
		}
	}
	return all, nil
}

// Check errors with CodeInvalid and the field for what no form makes; zero stands for what is usual. Addresses
// become what Addresses makes of them.
func (m *BotMail) Check() error {
	for _, list := range []struct {
		field string
		all   *[]string
	}{{"started", &m.Started}, {"wanted", &m.Wanted}, {"untaken", &m.Untaken}} {
		clean, err := Addresses(list.field, strings.Join(*list.all, "\n"))
		if err != nil {
			return err
		}
		*list.all = clean
	}
	for _, n := range []struct {
		field       string
		n           int
		least, most int
	}{{"untaken_after", m.UntakenAfter, LeastMailWait, MostMailWait}, {"guest_hours", m.GuestHours, 1, MostGuestHours},
		{"guest_grace", m.GuestGrace, LeastMailWait, MostMailWait}, {"answers_after", m.AnswersAfter, LeastMailWait, MostMailWait},
		{"away", m.Away, LeastMailWait, MostMailWait}} {
		if n.n != 0 && (n.n < n.least || n.n > n.most) {
			return invalid(n.field, "Write a whole number from %d to %d.", n.least, n.most)
		}
	}
	return nil
}
