package mail

import (
	"deskbell/models"
	"deskbell/models/wording"
)

// join calls somebody into a conversation. Nothing in it but the button leads anywhere.
func (l *letter) join() {
	l.from = l.bot()
	what, since := wording.MailWanted, l.words(wording.MailWaitingSince)
	switch l.Why {
	case "started":
		what, since = wording.MailStarted, l.words(wording.MailBegun, "time", l.moment(l.begun()))
	case "untaken":
		what, since = wording.MailUntaken, l.words(wording.MailUntakenBy)
	}
	l.heading = l.words(what)
	l.subject = l.heading + " · " + l.bot()
	l.intro = []string{since}
	if page := l.page(); page != "" {
		l.intro = append(l.intro, l.words(wording.MailOnPage, "page", page))
	}
	if l.Who != "" {
		l.intro = append(l.intro, l.words(wording.MailNamed, "name", name(l.Who)))
	}
	l.speak()
	l.button = link{l.words(wording.MailJoin), l.path("/join/", "")}
	l.hints = append(l.whereFiles(), l.words(wording.MailJoinHow), l.words(wording.MailJoinLife))
	l.why = l.words(wording.MailJoinWhy)
	l.preheader = since
	for _, s := range l.said {
		if !s.mine {
			l.preheader = s.who + ": " + s.text
		}
	}
}

// answer brings what the team has said. The subject stays the same in all mails of a conversation: clients make a
// thread of them by it.
func (l *letter) answer() {
	l.from = l.bot()
	l.subject = l.words(wording.MailAnswerFrom)
	l.heading = l.words(wording.MailAnswered, "name", l.answerer())
	if !l.Begun.IsZero() {
		l.intro = []string{l.words(wording.MailYouWrote, "day", l.say.Day(l.Begun.In(l.zone())))}
	}
	l.speak()
	l.preheader = l.heading
	for i := range l.said {
		if s := l.said[i]; s.text != "" && l.Lines[i].By != models.ByVisitor {
			l.preheader = s.text
			break
		}
	}
	l.button = link{l.words(wording.MailGoOn), l.path("/c/", "")}
	l.hints = append(l.whereFiles(), l.words(wording.MailAnyDevice), l.words(l.replies()))
	l.why = l.words(wording.MailAnswerWhy)
	l.ends = []link{{l.words(wording.MailStop), l.stop()}}
}

// transcript is all that was said: for the visitor with the way back, for a colleague without.
func (l *letter) transcript() {
	l.from = l.bot()
	l.heading = l.words(wording.MailTranscript)
	if l.Link == "" {
		who := l.words(wording.MailVisitor)
		if l.Who != "" {
			who = name(l.Who)
		}
		l.heading = l.words(wording.TeamTranscript, "name", who)
	}
	l.subject, l.preheader = l.heading, l.heading
	if l.Link == "" && l.Bot != "" {
		l.subject += " · " + l.bot()
	}
	if !l.Begun.IsZero() {
		l.preheader = l.words(wording.MailBegun, "time", l.moment(l.Begun))
		l.intro = []string{l.preheader}
	}
	l.speak()
	if l.Link == "" {
		l.why = l.words(wording.TeamTranscriptWhy)
		return
	}
	l.button = link{l.words(wording.MailGoOn), l.path("/c/", "")}
	l.hints = append(l.whereFiles(), l.words(wording.MailAnyDevice))
	l.why = l.words(wording.MailTranscriptWhy)
	l.ends = []link{{l.words(wording.MailStop), l.stop()}}
}

// answerer is who has answered, as he stands over his words.
func (l *letter) answerer() string {
	if l.Who == "" {
		return l.bot()
	}
	for _, each := range l.Lines {
		if each.By.Person() && each.Who == l.Who {
			return l.speaker(each, true)
		}
	}
	return name(l.Who)
}

func (l *letter) replies() wording.Name {
	if l.Answerable {
		return wording.MailJustReply
	}
	return wording.MailNoReply
}

// file is where an attached file of an answer is: in the conversation. A long transcript has no room for so many links.
func (l *letter) file() string {
	if l.Purpose != models.MailAnswer || l.at.Token == "" {
		return ""
	}
	return l.path("/c/", "")
}

// whereFiles says where attached files are: an address of one would open it for whoever has the mail.
func (l *letter) whereFiles() []string {
	for _, each := range l.Lines {
		if len(each.Files) > 0 {
			return []string{l.words(wording.MailFilesThere)}
		}
	}
	return nil
}
