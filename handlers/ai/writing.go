package ai

import (
	"encoding/json"
	"strings"
	"time"

	"deskbell/handlers/live"
	"deskbell/models"
)

// Bell is who carries half an answer to the pages that show the conversation.
type Bell interface {
	Whisper(topic string, w live.Whisper)
}

// How often half an answer is sent, and how often all of it: a page that has missed a part waits for that.
const (
	writeEvery = 150 * time.Millisecond
	wholeEvery = 10
)

// writer sends an answer while it is written. Nothing of it is kept: the finished answer is an entry.
type writer struct {
	bell  Bell
	topic string
	sent  string // so far
	count int
	last  time.Time
}

func newWriter(bell Bell, id models.ConversationID) *writer {
	return &writer{bell: bell, topic: live.ConversationTopic(id)}
}

// payload is what a page gets: the words behind the first At characters (runes) that it has.
type payload struct {
	At   int    `json:"at"`
	Text string `json:"text"`
}

// say sends what is new of the text so far, which is asked for only when it is time: it grows with each word.
func (w *writer) say(so func() string) {
	now := time.Now()
	if now.Sub(w.last) < writeEvery {
		return
	}
	text := half(so())
	if text == "" || text == w.sent {
		return
	}
	p := payload{Text: text}
	if rest, more := strings.CutPrefix(text, w.sent); more && w.count%wholeEvery != 0 {
		p = payload{At: len([]rune(w.sent)), Text: rest}
	}
	w.sent, w.last = text, now
	w.count++
	w.whisper(p)
}

// takeBack takes away what was sent: there will be no such answer.
func (w *writer) takeBack() {
	if w.sent != "" {
		w.sent, w.count = "", 0
		w.whisper(payload{})
	}
}

func (w *writer) whisper(p payload) {
	data, err := json.Marshal(p)
	if err == nil {
		w.bell.Whisper(w.topic, live.Whisper{Event: "writing", Data: string(data)})
	}
}

// half is what can be shown of an answer that is still written: without marks of sources, also a half one, and without
// a word that stands for a tool.
func half(text string) string {
	if begun(text) {
		return ""
	}
	text, _ = cited(plain(text))
	if i := strings.LastIndexAny(text, "[【<"); i >= 0 && len(text)-i < 24 && !strings.ContainsAny(text[i:], "]】>\n") {
		text = text[:i]
	}
	if runes := []rune(text); len(runes) > mostShown {
		text = string(runes[:mostShown])
	}
	return strings.TrimRight(text, " \t\n")
}
