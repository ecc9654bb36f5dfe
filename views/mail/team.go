package mail

import (
	"net/url"
	"strconv"
	"strings"

	"deskbell/models/wording"
)

// product is whose mails those to the team are.
const product = "Deskbell"

// invite lets a new colleague choose a password.
func (l *letter) invite() {
	l.from = product
	l.heading = l.words(wording.TeamInvited)
	l.subject = l.heading
	l.preheader = l.words(wording.TeamAccount, "email", l.address())
	if l.Who != "" {
		l.preheader = l.words(wording.TeamAccountBy, "name", name(l.Who), "email", l.address())
	}
	l.intro = []string{l.preheader}
	l.button = link{l.words(wording.TeamChoose), l.path("/welcome/", "")}
	l.hints = []string{l.words(wording.TeamOnce)}
	l.why = l.words(wording.TeamNotExpected)
}

// reset lets a colleague choose another password.
func (l *letter) reset() {
	l.from = product
	l.heading = l.words(wording.TeamReset)
	l.subject = l.heading + " · " + product
	l.preheader = l.words(wording.TeamResetAsked, "email", l.address())
	l.intro = []string{l.preheader}
	l.button = link{l.words(wording.TeamReset), l.path("/welcome/", "")}
	l.hints = []string{l.words(wording.TeamOnce)}
	l.why = l.words(wording.TeamNotAsked)
}

// notices are an agent's news: one with a button, several with a link each.
func (l *letter) notices() {
	l.from = product
	for _, n := range l.Notices {
		title := line(n.Title, longestSubject)
		if n.Count > 1 {
			title += " (" + strconv.Itoa(n.Count) + ")"
		}
		l.news = append(l.news, news{link{title, l.at.Base + path(n.Path)}, line(n.Line, 2*longestSubject), l.hourIn(n.At, zoneNamed(n.Zone))})
	}
	l.heading = l.words(wording.TeamNotices, "count", strconv.Itoa(len(l.news)))
	if len(l.news) > 0 {
		l.preheader = l.news[0].words + ": " + l.news[0].text
	}
	if len(l.news) == 1 {
		one := l.news[0]
		l.heading, l.preheader, l.news = one.words, one.text, nil
		for _, part := range []string{one.text, one.when} {
			if part != "" {
				l.intro = append(l.intro, part)
			}
		}
		l.button = link{l.words(wording.TeamOpen), one.to}
	} else {
		l.intro = []string{l.words(wording.TeamAway)}
	}
	l.subject = l.heading
	l.why = l.words(wording.TeamNoticeWhy)
	l.ends = []link{{l.words(wording.TeamNoticeSettings), l.at.Base + "/settings/notifications"}}
}

// test shows that mails arrive.
func (l *letter) test() {
	l.from = product
	l.heading = l.words(wording.TeamTest)
	l.subject = l.heading
	l.preheader = l.words(wording.TeamTestWorks, "site", host(l.at.Base))
	l.intro = []string{l.preheader}
	if l.Who != "" {
		l.intro = append(l.intro, l.words(wording.TeamTestBy, "name", name(l.Who)))
	}
	l.why = l.words(wording.TeamTestAt)
}

// address is whose mail it is.
func (l *letter) address() string {
	if len(l.To) == 0 {
		return ""
	}
	return line(l.To[0], 254)
}

func host(base string) string {
	if at, err := url.Parse(base); err == nil && at.Host != "" {
		return at.Host
	}
	return product
}

// path is one on this server; what is none leads to the desk.
func path(p string) string {
	if !strings.HasPrefix(p, "/") || strings.HasPrefix(p, "//") || strings.ContainsAny(p, "\\ \t\r\n\"'<>") {
		return "/desk"
	}
	return p
}
