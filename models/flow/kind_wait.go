package flow

import (
	"fmt"
	"time"
)

const (
	maxSeconds = 86_400 // a day
	maxWait    = 366 * 24 * time.Hour
	untilOpen  = "opening"
)

// waitBlock lets some time pass: Seconds, or until a moment. A moment that is over is not waited for.
type waitBlock struct {
	Seconds int `json:"seconds,omitempty"`
	// Until is "opening", a time of the day such as "18:30", or a date with or without a time; a template.
	Until string `json:"until,omitempty"`
	Zone  string `json:"zone,omitempty"` // of Until; default: where the bot is at home
}

func waitKind() Kind {
	k := kindFor[waitBlock]("wait", "Wait")
	k.Icon, k.Group = "timer", groupDo
	k.Help = "Lets some time pass, or waits until a time, a date or the next opening."
	until := lineSetting("until", "Until", "“opening”, a time such as 18:30, or a date such as 2026-12-24 09:00.")
	until.Options = []Option{{untilOpen, "The next opening"}, {"09:00", "A time of the day"}}
	k.Form = []Setting{
		{Name: "seconds", Label: "Time", Control: ControlNumber, Unit: "seconds", Min: 1, Max: maxSeconds, When: "until="},
		until,
		{Name: "zone", Label: "Time zone", Control: ControlZone, Help: "If empty, that of the bot's opening hours."},
	}
	k.Presets = []Preset{
		{Title: "Wait", Help: "Lets some seconds pass.", Icon: k.Icon, Group: k.Group, Settings: `{"seconds":3}`},
		{Title: "Wait until", Help: "Waits for a time, a date or the next opening.", Icon: k.Icon, Group: k.Group,
			Settings: `{"until":"opening"}`},
	}
	return k
}

func (b *waitBlock) flaws() []flaw {
	found := zoneFlaws("zone", b.Zone)
	if blank(b.Until) {
		return append(found, rangeFlaws("seconds", b.Seconds, within{1, maxSeconds}, "The time in seconds")...)
	}
	if _, ok := moment(b.Until, time.Unix(0, 0).UTC()); !ok && !templated(b.Until) && !same(b.Until, untilOpen) {
		found = append(found, one("until", "%q is no time; 18:30 and 2026-12-24 09:00 are.", brief(b.Until))...)
	}
	return found
}

func (b *waitBlock) check() []string { return sentences(b.flaws()) }

func (b *waitBlock) ports() []Port { return onlyNext() }

func (b *waitBlock) summary() string {
	switch {
	case blank(b.Until):
		return inWords(b.Seconds)
	case same(b.Until, untilOpen):
		return "Until the next opening"
	}
	return brief("Until " + b.Until)
}

// waits is false for a moment that may be over already.
func (b *waitBlock) waits() bool { return blank(b.Until) || clockTime(b.Until) }

func (b *waitBlock) play(r *run, at place) {
	due := b.due(r)
	if !due.After(r.now) {
		r.leave(at, PortNext)
		return
	}
	w := r.await(WaitTimer)
	w.Due = due
	r.emit(at, Effect{Kind: EffectTimer, Token: w.Token, Due: w.Due})
}

// due is when it goes on, a year from now at the latest; the zero time for at once.
func (b *waitBlock) due(r *run) time.Time {
	if blank(b.Until) {
		return r.now.Add(time.Duration(b.Seconds) * time.Second)
	}
	var due time.Time
	if until := Fill(b.Until, r.s.Vars); same(until, untilOpen) {
		due = r.hours.NextOpen(r.now)
	} else {
		due, _ = moment(until, r.in(b.Zone)) // what is no time is not waited for
	}
	if last := r.now.Add(maxWait); due.After(last) {
		due = last
	}
	return due.UTC()
}

// inWords is a time as a reader sees it.
func inWords(seconds int) string {
	n, unit := seconds, "second"
	switch {
	case seconds >= 3600 && seconds%3600 == 0:
		n, unit = seconds/3600, "hour"
	case seconds >= 60 && seconds%60 == 0:
		n, unit = seconds/60, "minute"
	}
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}
