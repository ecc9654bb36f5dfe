package admin

import (
	"net/url"
	"slices"
	"strconv"
	"time"

	"deskbell/models"
)

// MailRow is a mail of the outbox with what it is about.
type MailRow struct {
	models.Delivery
	To, Subject string
}

// OutboxPage is a page of the outbox.
type OutboxPage struct {
	EmailHead
	State   models.DeliveryState // as chosen; "": all
	Purpose models.MailPurpose
	Rows    []MailRow
	More    string // id of the last one where there are older ones; else ""
	Older   bool   // it is not the newest ones
}

// MailPage is one mail, and what it says.
type MailPage struct {
	EmailHead
	Row     MailRow
	Mail    models.Mail
	Text    string
	HTML    bool   // it has a part in HTML, at an address of its own
	Plain   bool   // the text was asked for
	Why     string // what is masked in it; "" for nothing
	Problem string
}

// stateTab is a choice of the filter.
type stateTab struct {
	state models.DeliveryState
	name  string
	count int
}

func (p OutboxPage) states() []stateTab {
	all := []stateTab{{"", "All", 0}, {models.DeliveryPending, "Waiting", 0}, {models.DeliverySent, "Sent", 0}, {models.DeliveryFailed, "Failed", 0}, {models.DeliveryDropped, "Not sent", 0}}
	for i := range all {
		if all[i].count = p.Counts[all[i].state]; i > 0 {
			all[0].count += all[i].count
		}
	}
	return all
}

// path is the outbox with another choice.
func (p OutboxPage) path(state models.DeliveryState, before string) string {
	query := url.Values{}
	for name, value := range map[string]string{"state": string(state), "purpose": string(p.Purpose), "before": before} {
		if value != "" {
			query.Set(name, value)
		}
	}
	if len(query) == 0 {
		return "/settings/email/outbox"
	}
	return "/settings/email/outbox?" + query.Encode()
}

func (p OutboxPage) filtered() bool { return p.State != "" || p.Purpose != "" || p.Older }

// news is where it is told what became of those that are on their way; "" where nothing is.
func (p OutboxPage) news() string {
	var ids []string
	for i := range p.Rows {
		if stirs(p.Rows[i].Delivery, p.EmailHead) {
			ids = append(ids, p.Rows[i].ID)
		}
	}
	if len(ids) == 0 {
		return ""
	}
	query := url.Values{"watch": ids}
	if p.State != "" {
		query.Set("state", string(p.State))
	}
	if p.Purpose != "" {
		query.Set("purpose", string(p.Purpose))
	}
	return "/settings/email/outbox/news?" + query.Encode()
}

// soon is in how many milliseconds it is worth to look again: a server answers within seconds, and then less often.
func (p OutboxPage) soon() string {
	young := slices.ContainsFunc(p.Rows, func(r MailRow) bool {
		return stirs(r.Delivery, p.EmailHead) && p.Now.Sub(r.CreatedAt) < time.Minute
	})
	if young {
		return "3000"
	}
	return "10000"
}

// triesWords say how often it was tried; "" where that is nothing to tell. Behind: a time stands before it.
func triesWords(d models.Delivery, behind bool) string {
	if d.Tries < 2 && (d.Tries == 0 || d.State == models.DeliverySent) {
		return ""
	}
	words := counted(d.Tries, "try", "tries")
	if behind {
		words = " · " + words
	}
	return words
}

func mailRowID(id string) string { return "mail-" + id }

// counter is a number for a label, or nothing.
func counter(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
