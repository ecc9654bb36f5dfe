package mail

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"deskbell/models/wording"
	"deskbell/views/ui"
)

// words is a word with its parts: those that are given, and the bot, and when it happened.
func (l *letter) words(n wording.Name, fill ...string) string {
	return l.say.Of(n, append(fill, "bot", l.bot(), "time", l.moment(l.At))...)
}

// bot is what the chat is called.
func (l *letter) bot() string {
	if called := name(l.Bot); called != "" {
		return called
	}
	return "Deskbell"
}

// moment is a time with its zone: a mail is read anywhere.
func (l *letter) moment(t time.Time) string { return l.momentIn(t, l.zone()) }

func (l *letter) momentIn(t time.Time, zone *time.Location) string {
	t = t.In(zone)
	return l.say.Moment(t) + " " + l.zoneOf(t)
}

// hour is moment without the day where that is the mail's; "" for none.
func (l *letter) hour(t time.Time) string { return l.hourIn(t, l.zone()) }

func (l *letter) hourIn(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	t, at := t.In(zone), l.At.In(zone)
	if t.YearDay() == at.YearDay() && t.Year() == at.Year() {
		return t.Format("15:04") + " " + l.zoneOf(t)
	}
	return l.momentIn(t, zone)
}

func (l *letter) begun() time.Time {
	if l.Begun.IsZero() {
		return l.At
	}
	return l.Begun
}

// page is where the visitor was, in words that no client makes a link of our own of.
func (l *letter) page() string {
	if title := line(l.PageTitle, longestName); title != "" {
		return isolated(title)
	}
	at, err := url.Parse(l.Page)
	if err != nil || at.Host == "" {
		return ""
	}
	return isolated(line(at.Host+strings.TrimRight(at.Path, "/"), longestName))
}

// size is how large a file is.
func (l *letter) size(bytes int64) string {
	switch {
	case bytes < 1000:
		return l.say.Of(wording.Bytes, "count", strconv.FormatInt(bytes, 10))
	case bytes < 1_000_000:
		return fmt.Sprintf("%d KB", (bytes+500)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

// name is what somebody is called, fit to stand in a sentence.
func name(s string) string { return isolated(line(s, longestName)) }

// line is what somebody wrote on one line of at most that many characters, without signs that turn the direction
// of what stands behind it.
func line(s string, most int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError || unicode.Is(unicode.Bidi_Control, r):
			return -1
		case r == '\r':
			return ' '
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(ui.Line(s)), " ")
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	cut := []rune(s)[:most-1]
	return strings.TrimRight(string(cut), " ") + "…"
}

// isolated keeps words that are written from the right from moving those around them.
func isolated(s string) string {
	for _, r := range s {
		if unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko) {
			return "\u2068" + s + "\u2069"
		}
	}
	return s
}
