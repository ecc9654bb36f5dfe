package flow

import "time"

// Hours is when somebody is there: a week, and days that differ.
type Hours struct {
	Zone string `json:"zone"` // IANA, e.g. Europe/Zurich
	// Week has seven days from Monday on, each with its spans; a day without one is closed.
	Week [7][]Span `json:"week"`
	// Days differ from the week, by date (yyyy-mm-dd); without spans the day is closed.
	Days map[string][]Span `json:"days,omitempty"`
}

// Span is a part of a day, "09:00" to "17:30"; To "24:00" is its end. To is not part of it.
type Span struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Open says whether now lies within the hours. Without hours it is always open; a zone that is not
// known counts as UTC.
func (h *Hours) Open(now time.Time) bool {
	if h == nil {
		return true
	}
	local := now.In(h.zone())
	clock := local.Format("15:04")
	for _, s := range h.day(local) {
		if s.From <= clock && clock < s.To {
			return true
		}
	}
	return false
}

// Never are hours of the same zone in which nobody is ever there.
func (h *Hours) Never() *Hours {
	if h == nil {
		return &Hours{}
	}
	return &Hours{Zone: h.Zone}
}

// NextOpen is when it opens next, from now on; now itself while it is open, and the zero time when it
// does not open within a year.
func (h *Hours) NextOpen(now time.Time) time.Time {
	if h.Open(now) {
		return now
	}
	local := now.In(h.zone())
	for range 366 {
		for _, s := range h.day(local) {
			at, err := time.ParseInLocation("2006-01-02 15:04", local.Format("2006-01-02 ")+s.From, local.Location())
			if err == nil && !at.Before(now) && h.Open(at) {
				return at.UTC()
			}
		}
		local = time.Date(local.Year(), local.Month(), local.Day()+1, 0, 0, 0, 0, local.Location())
	}
	return time.Time{}
}

func (h *Hours) day(local time.Time) []Span {
	if spans, ok := h.Days[local.Format("2006-01-02")]; ok {
		return spans
	}
	return h.Week[(int(local.Weekday())+6)%7]
}

func (h *Hours) zone() *time.Location {
	if zone, err := time.LoadLocation(h.Zone); err == nil && h.Zone != "" && h.Zone != "Local" {
		return zone
	}
	return time.UTC
}
