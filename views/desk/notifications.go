package desk

import (
	"fmt"
	"net/url"
	"strconv"
	"time"

	"deskbell/models"
)

// NotificationsPage is what an agent is told, how, and where.
type NotificationsPage struct {
	Me      *models.Agent
	Devices []models.Device
	PushKey string // "" while nothing can be pushed
	Mails   bool   // there is a mail server
	Log     NoticeLog
	Done    string // saved, reset, removed, mailed; "" for nothing
	Now     time.Time
}

// NoticeLog is a page of what an agent was told.
type NoticeLog struct {
	Rows []models.Notice
	Next string // id that the next page begins behind; "" when there is none
	Now  time.Time
}

func (l NoticeLog) next() string {
	return url.Values{"before": {l.Next}}.Encode()
}

func noticeDone(done string) string {
	switch done {
	case "saved":
		return "Saved."
	case "reset":
		return "You are told as everybody is who has chosen nothing."
	case "mailed":
		return "A test email is on its way."
	case "removed":
		return "The device is told nothing any more."
	}
	return ""
}

// kindHint says when a kind is told.
func kindHint(kind models.NoticeKind) string {
	switch kind {
	case models.NoticeLive:
		return "A visitor waits for a person, and you can take the chat."
	case models.NoticeVideo:
		return "The same, for a call."
	case models.NoticeOffered:
		return "To you alone, by routing or a colleague."
	case models.NoticeMessage:
		return "A visitor wrote, and you were not looking."
	case models.NoticeMention:
		return "A colleague's note has your name in it."
	case models.NoticeLeft:
		return "Nobody was there, and the visitor left a message."
	case models.NoticeStarted:
		return "A visitor's first action, while you are online."
	case models.NoticeMissed:
		return "Two chats were offered to you and not taken."
	}
	return ""
}

// wayIn is a way as the log says it.
func wayIn(n models.Notice) string {
	if n.Way == models.WayPage {
		return "Page"
	}
	return n.Way.Words()
}

// result is what came of a notice, in one sentence.
func result(n models.Notice) string {
	switch n.State {
	case models.NoticePending:
		if n.Error != "" {
			return "Not sent yet: " + n.Error
		}
		return "About to be sent"
	case models.NoticeFailed:
		return "Not sent: " + n.Error
	case models.NoticeDropped:
		if n.Way == models.WayPage {
			return "Shown; over before you looked"
		}
		if n.Error != "" {
			return "Not sent: " + n.Error
		}
		return "Not sent: you had seen it, or nobody needed it any more"
	}
	how := "Shown"
	if n.Way != models.WayPage {
		how = "Sent"
		if n.Status > 0 {
			how = "Push " + strconv.Itoa(n.Status)
		}
	}
	if n.OpenedAt.IsZero() {
		return how
	}
	after := n.OpenedAt.Sub(n.SentAt)
	verb := "seen"
	if n.Kind == models.NoticeTest {
		verb = "opened"
	}
	return fmt.Sprintf("%s, %s %s later", how, verb, span(after))
}

// span is how long something took, to about one figure.
func span(d time.Duration) string {
	switch d = max(0, d).Round(time.Second); {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 24*time.Hour:
		return fmt.Sprintf("%d h", int(d.Hours()))
	}
	return fmt.Sprintf("%d d", int(d.Hours()/24))
}

// deviceState is how a device does.
func deviceState(d models.Device) (word, class string) {
	switch {
	case d.Failures > 0 && d.WorkedAt.IsZero():
		return "Has not worked yet", "bad"
	case d.Failures > 0:
		return "Does not work at the moment", "bad"
	case d.WorkedAt.IsZero():
		return "Not tried yet", ""
	}
	return "Works", "online"
}

func deviceRow(id string) string { return "device-" + id }

func fieldOf(kind models.NoticeKind, way models.NoticeWay) string {
	return string(kind) + "." + string(way)
}
