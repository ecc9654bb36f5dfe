package desk

import (
	"net/url"
	"strconv"
	"time"

	"deskbell/models"
)

// BlockedPage are those who may not write.
type BlockedPage struct {
	Me   *models.Agent
	Rows []models.Blocked
	Find string
	Next string // the last one's id, where there are more
	Now  time.Time
}

func (p BlockedPage) more() string {
	q := url.Values{"before": {p.Next}}
	if p.Find != "" {
		q.Set("q", p.Find)
	}
	return "/settings/blocked?" + q.Encode()
}

// HowLong is for how long somebody is blocked, in words: "48 hours", "7 days", "for good".
func HowLong(until, at time.Time) string {
	hours := int(until.Sub(at).Round(time.Hour) / time.Hour)
	switch {
	case until.IsZero():
		return "for good"
	case hours > 48 && hours%24 == 0:
		return strconv.Itoa(hours/24) + " days"
	case hours == 1:
		return "1 hour"
	}
	return strconv.Itoa(hours) + " hours"
}
