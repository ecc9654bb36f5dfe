// Package wording is what stands around the conversation in a visitor's chat, in each language that Deskbell
// speaks: names of buttons and fields, what happened, what does not work. What flows and people say is not in
// it. A word has one Name in all languages, and a file each language; a bot's own texts go before them.
//
// Parts in braces, like {name}, are filled in where the word is shown. Visitors are addressed formally.
package wording

import (
	"strings"
	"time"
)

// Name is one of the words.
type Name int

// Group is where words stand.
type Group int

// The groups, in the order in which they are shown.
const (
	groupStart Group = iota
	groupChat
	groupPeople
	groupLeave
	groupAnswers
	groupFitting
	groupFiles
	groupShown
	groupErrors
	groupRefused
	groupAsk
	groupBlocks
	groupAI
	groupMail
	groupTeam // of the team's mails: no bot has texts of its own for it and those behind it
	groupGuest
	groupCompose
	groupWatch
	groups
)

// Languages are the tags of those that there are words in, English first.
func Languages() []string { return []string{"en", "de", "es", "fr", "it", "nl", "pt"} }

// Set is the words of one language with a bot's own texts; the zero value is Deskbell's own in English.
type Set struct {
	language string // "" is English
	own      map[string]string
}

// In is the Set of a language; texts are own ones by language and name. One that there are no words in is English.
func In(language string, texts map[string]map[string]string) Set {
	for _, known := range Languages() {
		if language == known {
			return Set{language: language, own: texts[language]}
		}
	}
	return Set{own: texts["en"]}
}

// Language is its tag.
func (s Set) Language() string {
	if s.language == "" {
		return "en"
	}
	return s.language
}

// Plain says that it is Deskbell's own words in English.
func (s Set) Plain() bool { return s.Language() == "en" && len(s.own) == 0 }

// Of is a word. Fill has the names of its parts, each with what stands there: "name", "Mira".
func (s Set) Of(n Name, fill ...string) string {
	text := ""
	if len(s.own) > 0 {
		text = s.own[n.Key()]
	}
	if text == "" {
		text = Standard(s.language, n)
	}
	return filled(text, fill)
}

// Around is a word cut at one of its parts.
func (s Set) Around(n Name, part string) (before, after string) {
	before, after, _ = strings.Cut(s.Of(n), "{"+part+"}")
	return before, after
}

// Day is a date as it is written, Moment one with a time of the day.
func (s Set) Day(t time.Time) string {
	switch s.Language() {
	case "en":
		return t.Format("2 January 2006")
	case "de":
		return t.Format("2.1.2006")
	case "nl":
		return t.Format("2-1-2006")
	}
	return t.Format("2/1/2006")
}

// Moment is Day with the time.
func (s Set) Moment(t time.Time) string { return s.Day(t) + ", " + t.Format("15:04") }

// Standard is Deskbell's own word.
func Standard(language string, n Name) string { return table(language)[n.group()](n) }

// Key is how a word is called where own texts are kept: "open_chat".
func (n Name) Key() string {
	return [groups]func(Name) string{keyStart, keyChat, keyPeople, keyLeave, keyAnswers, keyFitting, keyFiles, keyShown, keyErrors, keyRefused, keyAsk, keyBlocks, keyAI, keyMail, keyTeam, keyGuest, keyCompose, keyWatch}[n.group()](n)
}

// Named is the word of a key, of one of Groups.
func Named(key string) (n Name, found bool) {
	for n := range groupTeam.first() {
		if n.Key() == key {
			return n, true
		}
	}
	return 0, false
}

// end is behind the last word.
const end = GuestOut + 1

func (n Name) group() Group {
	g := groups - 1
	for g > 0 && n < g.first() {
		g--
	}
	return g
}

func (g Group) first() Name {
	return [groups + 1]Name{OpenChat, Message, Waiting, LeaveTitle, Choices, Between, AttachFile, Picture, CannotEnd, FieldTooLong, AskText, ConsentYes, AIAgain, MailWanted, TeamInvited, GuestJoinTitle, Formatting, GuestToday, end}[g]
}

// Groups are those that a bot may have texts of its own for.
func Groups() []Group {
	var all []Group
	for g := range groupTeam {
		all = append(all, g)
	}
	return all
}

// Title is a group's heading, for the team.
func (g Group) Title() string {
	return [groups]string{"Opening and closing", "Writing and reading", "Waiting and live chat", "Leaving a message", "Choosing and filling in",
		"Answers that do not fit yet", "Files", "What a message shows", "When something does not work", "Answers and files that are refused", "What the bot says of an answer that does not fit", "What blocks say that have no text of their own", "Answers of the AI", "Emails", "Emails to the team", "Around a guest's conversation", "Where a guest writes", "In a guest's conversation"}[g]
}

// Names are the words of a group.
func (g Group) Names() []Name {
	var all []Name
	for n := g.first(); n < (g + 1).first(); n++ {
		all = append(all, n)
	}
	return all
}

func table(language string) [groups]func(Name) string {
	switch language {
	case "de":
		return [groups]func(Name) string{germanStart, germanChat, germanPeople, germanLeave, germanAnswers, germanFitting, germanFiles, germanShown, germanErrors, germanRefused, germanAsk, germanBlocks, germanAI, germanMail, germanTeam, germanGuest, germanCompose, germanWatch}
	case "es":
		return [groups]func(Name) string{spanishStart, spanishChat, spanishPeople, spanishLeave, spanishAnswers, spanishFitting, spanishFiles, spanishShown, spanishErrors, spanishRefused, spanishAsk, spanishBlocks, spanishAI, spanishMail, spanishTeam, spanishGuest, spanishCompose, spanishWatch}
	case "fr":
		return [groups]func(Name) string{frenchStart, frenchChat, frenchPeople, frenchLeave, frenchAnswers, frenchFitting, frenchFiles, frenchShown, frenchErrors, frenchRefused, frenchAsk, frenchBlocks, frenchAI, frenchMail, frenchTeam, frenchGuest, frenchCompose, frenchWatch}
	case "it":
		return [groups]func(Name) string{italianStart, italianChat, italianPeople, italianLeave, italianAnswers, italianFitting, italianFiles, italianShown, italianErrors, italianRefused, italianAsk, italianBlocks, italianAI, italianMail, italianTeam, italianGuest, italianCompose, italianWatch}
	case "nl":
		return [groups]func(Name) string{dutchStart, dutchChat, dutchPeople, dutchLeave, dutchAnswers, dutchFitting, dutchFiles, dutchShown, dutchErrors, dutchRefused, dutchAsk, dutchBlocks, dutchAI, dutchMail, dutchTeam, dutchGuest, dutchCompose, dutchWatch}
	case "pt":
		return [groups]func(Name) string{portugueseStart, portugueseChat, portuguesePeople, portugueseLeave, portugueseAnswers, portugueseFitting, portugueseFiles, portugueseShown, portugueseErrors, portugueseRefused, portugueseAsk, portugueseBlocks, portugueseAI, portugueseMail, portugueseTeam, portugueseGuest, portugueseCompose, portugueseWatch}
	}
	return [groups]func(Name) string{englishStart, englishChat, englishPeople, englishLeave, englishAnswers, englishFitting, englishFiles, englishShown, englishErrors, englishRefused, englishAsk, englishBlocks, englishAI, englishMail, englishTeam, englishGuest, englishCompose, englishWatch}
}
