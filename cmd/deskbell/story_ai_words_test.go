package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"deskbell/handlers/live"
	"deskbell/models"
	"deskbell/models/flow"
)

// aiWords is a visitor who has asked something, an agent who looks on, and the answers of an AI that nobody runs: what
// it would say is put in its place.
type aiWords struct {
	*site
	visitor, agent *tab
	id             models.ConversationID
}

// forgetsLate has a page wait ten minutes where it would wait twenty seconds, as it does for the rest of an answer.
const forgetsLate = `{ const real = setTimeout; window.setTimeout = (f, ms, ...more) => real(f, ms === 20000 ? 600000 : ms, ...more); }`

func newAIWords(t *testing.T) *aiWords {
	t.Helper()
	browser(t)
	s := &aiWords{site: newSite(t), visitor: newcomer(t, "visitor"), agent: newcomer(t, "agent")}
	s.withArticle()
	for _, w := range []*tab{s.visitor, s.agent} { // a busy machine is longer silent than that in the midst of an answer
		call(w, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: forgetsLate})
	}
	s.asks(s.visitor)
	s.signIn(s.agent, "agent")
	s.agent.visit(s.base + "/desk/" + string(s.id) + "?list=bot")
	s.agent.reads("Anything else?")
	for _, w := range []*tab{s.visitor, s.agent} { // their streams stand
		w.wait("the first whisper", func() bool {
			s.writes(0, " ")
			return w.half() == "…"
		})
	}
	s.writes(0, "")
	s.visitor.halfReads("")
	s.agent.halfReads("")
	return s
}

// asks: the visitor is in a conversation with the bot.
func (s *aiWords) asks(w *tab) {
	s.Helper()
	w.visit(s.base + "/w/shop")
	w.click("button", "Ask")
	w.reads("Which colour?")
	w.send("Message", "Blue")
	w.reads("Anything else?")
	s.id = models.ConversationID(ask[string](w, `document.querySelector('ol[data-log]').dataset.conversation`))
}

// writes tells every page a part of an answer.
func (s *aiWords) writes(at int, text string) {
	data, err := json.Marshal(map[string]any{"at": at, "text": text})
	s.check(err)
	s.whispers("writing", string(data))
}

func (s *aiWords) whispers(event, data string) {
	s.app.hub.Whisper(live.ConversationTopic(s.id), live.Whisper{Event: event, Data: data})
}

// answers is the answer as it is kept.
func (s *aiWords) answers(text string, sources ...flow.Source) int64 {
	s.Helper()
	return s.says(models.ByBot, text, &flow.Content{Kind: flow.ContentAnswer, Answer: "answer-1", Sources: sources})
}

func (s *aiWords) says(by models.AuthorKind, text string, content *flow.Content) int64 {
	s.Helper()
	name := map[models.AuthorKind]string{models.ByBot: "Bot shop"}[by]
	change, err := s.app.turns.Turn(s.Context(), s.id, func(c *models.Conversation) (models.Change, error) {
		next := *c
		next.LastSeq++
		return models.Change{Conversation: &next, Entries: []models.Entry{{Seq: next.LastSeq, Kind: models.EntrySaid, Text: text, At: time.Now(),
			Author: models.Author{Kind: by, Name: name}, Body: models.Body{Content: content}}}}, nil
	})
	s.check(err)
	return change.Entries[0].Seq
}

var returnsSource = flow.Source{Slug: "returns", Title: "Returns", Heading: "How to send it back"}

// half is the bubble of an answer that is being written: its words, "…" for dots, "" for none.
func (w *tab) half() string {
	got, _ := attempt[string](w, `(() => { const all = document.querySelectorAll('ol > [data-writing]'); if (all.length !== 1) return all.length ? all.length + ' bubbles' : '';
  const words = all[0].querySelector('.bubble > p'), dots = all[0].querySelector('.typing');
  return (words.hidden ? '' : words.textContent) + (dots.hidden ? '' : '…'); })()`)
	return got
}

func (w *tab) halfReads(want string) {
	w.Helper()
	w.wait(fmt.Sprintf("is shown %q", want), func() bool { return w.half() == want })
}

// M-28
func TestStory_AnswerBeingWritten_IsOneBubbleUntilItsEntry(t *testing.T) {
	t.Parallel()
	s := newAIWords(t)
	both := func(want string) {
		t.Helper()
		s.visitor.halfReads(want)
		s.agent.halfReads(want)
	}
	s.writes(0, " ")
	both("…")
	s.visitor.audited("AI dots")
	s.writes(0, "Send it 🚲 ")
	s.writes(10, "back <b>within</b>")
	both("Send it 🚲 back <b>within</b>")
	s.visitor.audited("AI writing")
	s.agent.shot("AI writing, desk")
	for _, lost := range []string{`{"at":99,"text":"lost"}`, `{"at":3,"text":"lost"}`, `{"at":28}`, `{"at":"28","text":"lost"}`, `{"at":-1,"text":"lost"}`, `{"at":28.5,"text":"lost"}`, `lost`, `null`, `[]`, ``} {
		s.whispers("writing", lost)
	}
	s.writes(28, " **30** days")
	both("Send it 🚲 back <b>within</b> **30** days")
	s.writes(0, "Send it back within **30** days")
	both("Send it back within **30** days")

	// While the visitor adds something it stays, behind that.
	s.says(models.ByVisitor, "One more thing", nil)
	s.visitor.reads("One more thing")
	s.agent.reads("One more thing")
	both("Send it back within **30** days")
	if last := ask[bool](s.visitor, `document.querySelector('ol[data-log]').lastElementChild.matches('[data-writing]')`); !last {
		t.Error("the bubble is not the last of the log")
	}
	// In every picture that is drawn the words are there once.
	for _, w := range []*tab{s.visitor, s.agent} {
		ask[any](w, `(() => { window.seen = new Set(); const look = () => { seen.add([...document.querySelectorAll('ol .bubble')].filter((b) => b.innerText.startsWith('Send it back') && getComputedStyle(b.closest('li')).opacity === '1').length); requestAnimationFrame(look); }; look(); })()`)
	}
	s.answers("Send it back within **30** days.", returnsSource)
	s.writes(0, "Send it back **with") // it was on its way still
	for _, w := range []*tab{s.visitor, s.agent} {
		w.reads("Send it back within 30 days.")
		w.halfReads("")
		if seen := ask[string](w, `[...seen].join()`); seen != "1" {
			t.Errorf("%s saw the words %s times", w.name, seen)
		}
	}
	s.visitor.audited("AI answer")
	s.agent.audited("AI answer, desk")
}

// M-28
func TestStory_AnswerBeingWritten_GoesWithWhatEndsIt(t *testing.T) {
	t.Parallel()
	s := newAIWords(t)
	ask[any](s.visitor, `(() => { const real = setTimeout; window.setTimeout = (f, ms, ...more) => real(f, ms === 20000 ? 300 : ms, ...more); })()`)
	s.writes(0, "Half of")
	s.visitor.halfReads("Half of")
	s.visitor.halfReads("") // nothing more has come for long
	s.agent.halfReads("Half of")
	s.writes(0, "")
	s.agent.halfReads("")
	s.visitor.reload()
	s.visitor.reads("Anything else?")
	s.visitor.wait("listening", func() bool {
		s.writes(0, "Half of it")
		return s.visitor.half() == "Half of it"
	})
	s.agent.click("button", "Take over")
	s.visitor.tells("Agent joined the chat")
	s.visitor.halfReads("")
	s.agent.halfReads("")
}

// M-28: while the AI looks for an answer the visitor sees that, also after a reload.
func TestStory_AnswerLookedFor_HasDotsUntilItIsThere(t *testing.T) {
	t.Parallel()
	s := newAIWords(t)
	wait := func(w *flow.Wait) {
		t.Helper()
		_, err := s.app.turns.Turn(t.Context(), s.id, func(c *models.Conversation) (models.Change, error) {
			next := *c
			next.Flow.Wait = w
			return models.Change{Conversation: &next}, nil
		})
		s.check(err)
	}
	wait(&flow.Wait{Kind: flow.WaitResult, Token: "t7", AI: &flow.AIWait{First: 7, Turn: 1}})
	s.visitor.halfReads("…")
	s.visitor.reload()
	s.visitor.halfReads("…")
	s.visitor.wait("listening", func() bool {
		s.writes(0, "Send it")
		return s.visitor.half() == "Send it"
	})
	s.says(models.ByVisitor, "And what does it cost?", nil)
	s.visitor.reads("And what does it cost?")
	s.visitor.halfReads("Send it")
	wait(nil) // nothing is said after all
	s.visitor.halfReads("")
	wait(&flow.Wait{Kind: flow.WaitResult, Token: "t8", AI: &flow.AIWait{First: 7, Turn: 2}})
	s.visitor.halfReads("…")
	s.answers("Nothing.", returnsSource)
	s.visitor.reads("Nothing.")
}

// M-28 M-31
func TestStory_Guest_SeesAnswersAndWhatTheVisitorThinksOfThem(t *testing.T) {
	t.Parallel()
	j := newJoinStory(t, models.BotMail{})
	j.called()
	s := &aiWords{site: j.site, visitor: j.visitor}
	s.id = models.ConversationID(ask[string](j.visitor, `document.querySelector('ol[data-log]').dataset.conversation`))
	j.comes("Sam Berg")
	j.guest.wait("listening", func() bool {
		s.writes(0, "Send it **back**")
		return j.guest.half() == "Send it **back**"
	})
	s.answers("Send it **back**.", returnsSource)
	j.guest.reads("Send it back.")
	j.guest.halfReads("")
	if thumbs := j.guest.look("button", "Helpful"); len(thumbs) > 0 {
		t.Error("the guest can rate it")
	}
	j.visitor.click("button", "Helpful")
	j.guest.wait("the sign", func() bool {
		said, _ := attempt[string](j.guest, `document.querySelector('ol .rated:not([hidden])')?.innerText.trim() ?? ''`)
		return said == "Helpful"
	})
	j.guest.audited("AI answer, guest")
}

// M-28
func TestStory_LongAnswerBeingWritten_IsFollowedAsMessagesAre(t *testing.T) {
	t.Parallel()
	s := newAIWords(t)
	s.visitor.phone()
	for range 6 {
		s.says(models.ByBot, strings.Repeat("Something that was said before. ", 12), nil)
	}
	atEnd := `(() => { const s = document.querySelector('.scroll'); return s.scrollHeight - s.clientHeight - s.scrollTop < 48; })()`
	for at := 0; at < 1200; at += 150 {
		s.writes(at, strings.Repeat("word ", 30))
		s.visitor.wait("the end of it", func() bool { return len(s.visitor.half()) == at+150 && ask[bool](s.visitor, atEnd) })
	}
	ask[any](s.visitor, `document.querySelector('.scroll').scrollTop = 0`)
	ask[any](s.visitor, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`) // it hears of that with a picture
	s.writes(1200, "and more")
	s.visitor.wait("the rest", func() bool { return strings.HasSuffix(s.visitor.half(), "and more") })
	if top := ask[float64](s.visitor, `document.querySelector('.scroll').scrollTop`); top > 100 {
		t.Errorf("who reads above is moved to %v", top)
	}
	s.answers("word and more", returnsSource)
	s.visitor.find("button", "New messages")
}

// M-28 A53: the visitor alone rates, sees it at once, and can take it back; the desk sees it.
func TestStory_Thumbs_AreKeptOrTakenBack(t *testing.T) {
	t.Parallel()
	s := newAIWords(t)
	s.visitor.phone()
	s.answers("Send it back within **30 days**.\n\n- In its box\n- With the receipt", returnsSource)
	pressed := func(name, want string) {
		t.Helper()
		s.visitor.wait(name+" "+want, func() bool {
			found := s.visitor.look("button", name)
			return len(found) == 1 && found[0].properties["pressed"] == want
		})
	}
	signs := func(want string) {
		t.Helper()
		s.agent.wait("the sign "+want, func() bool {
			got, _ := attempt[string](s.agent, `[...document.querySelectorAll('ol .rated:not([hidden])')].map((e) => e.innerText.trim()).join()`)
			return got == want
		})
	}
	s.visitor.click("button", "Helpful")
	pressed("Helpful", "true")
	s.visitor.tells("Thank you for saying so.")
	signs("Helpful")
	s.visitor.click("button", "Not helpful")
	pressed("Helpful", "false")
	pressed("Not helpful", "true")
	signs("Not helpful")
	s.agent.shot("AI rated, desk")
	s.visitor.shot("AI rated")
	s.visitor.noSideways()
	s.visitor.reload()
	pressed("Not helpful", "true")
	s.agent.reload()
	signs("Not helpful")
	s.visitor.click("button", "Not helpful")
	pressed("Not helpful", "false")
	signs("")

	s.visitor.answering("/rate", 1, `new Response('<h1>502</h1>', {status: 502})`)
	s.visitor.click("button", "Helpful")
	s.visitor.tells("This could not be saved just now. Please try again.")
	pressed("Helpful", "false")
	if high := ask[[]float64](s.visitor, `[...document.querySelectorAll('.thumb')].flatMap((b) => [b.offsetWidth, b.offsetHeight])`); fmt.Sprint(high) != "[44 44 44 44]" {
		t.Errorf("thumbs are %v large", high)
	}
	s.visitor.click("link", "Returns How to send it back")
}

// M-28: what an answer, its sources and its choices look like, at the widths and in the lights there are.
func TestStory_AnswerInEveryLight_FitsItsPage(t *testing.T) {
	t.Parallel()
	s := newAIWords(t)
	s.answers("You have **30 days**. Send it back like this:\n\n1. Put it into its box\n2. Add the receipt\n\nSee [the shop](https://shop.example/returns).",
		returnsSource, flow.Source{Slug: "delivery", Title: "Delivery times, and how one follows a parcel that is on its way to another country"})
	s.visitor.reads("You have 30 days.")
	for _, width := range []int64{320, 390, 1440} {
		for _, scheme := range []string{"light", "dark"} {
			for _, w := range []*tab{s.visitor, s.agent} {
				w.run(chromedp.EmulateViewport(width, 844))
				w.prefers("prefers-color-scheme", scheme)
				ask[any](w, `document.querySelector('.scroll').scrollTop = 1e6`)
				w.noSideways()
				w.shot(fmt.Sprintf("%s %d %s", w.name, width, scheme))
			}
		}
	}
	ask[any](s.visitor, `document.documentElement.dir = 'rtl'`)
	s.visitor.run(chromedp.EmulateViewport(390, 844))
	s.visitor.noSideways()
	s.visitor.shot("visitor from right to left")
}
