package mail

import (
	"fmt"
	"strings"
	"time"
)

// zone is where the mail's times are told.
func (l *letter) zone() *time.Location {
	if l.place == nil {
		l.place = zoneNamed(l.Zone)
	}
	return l.place
}

// zoneNamed is the time zone of an IANA name; UTC for none and for one that is not known here.
func zoneNamed(name string) *time.Location {
	if zone, err := time.LoadLocation(name); err == nil && name != "" && name != "Local" {
		return zone
	}
	return time.UTC
}

// zoneOf is what is written behind a time: its zone as people there call it, or how far it is from UTC where they
// have no letters for it.
func (l *letter) zoneOf(t time.Time) string {
	name, offset := t.Zone()
	if german, ok := map[string]string{"CET": "MEZ", "CEST": "MESZ"}[name]; ok && l.say.Language() == "de" {
		return german
	}
	if !strings.HasPrefix(name, "+") && !strings.HasPrefix(name, "-") {
		return name
	}
	if offset == 0 {
		return "UTC"
	}
	sign, minutes := '+', offset/60
	if minutes < 0 {
		sign, minutes = '-', -minutes
	}
	if minutes%60 == 0 {
		return fmt.Sprintf("UTC%c%d", sign, minutes/60)
	}
	return fmt.Sprintf("UTC%c%d:%02d", sign, minutes/60, minutes%60)
}
