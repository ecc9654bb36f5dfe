package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// newQuiz is a site with the bot "prompts", which asks everything that can be asked.
func newQuiz(t *testing.T) *site {
	t.Helper()
	text, err := os.ReadFile("testdata/prompts.json")
	if err != nil {
		t.Fatal(err)
	}
	return newSite(t).having(string(text))
}

// having adds a bot.
func (s *site) having(bot string) *site {
	s.Helper()
	var file models.BotFile
	s.check(json.Unmarshal([]byte(bot), &file))
	_, err := s.app.store.ImportBot(context.Background(), file, time.Now())
	s.check(err)
	return s
}

var promptPattern = regexp.MustCompile(`(?s)<div id="prompt" data-kind="([^"]*)".*?data-token="([^"]*)"`)

// quizzed is somebody who is asked by the bot "prompts".
type quizzed struct {
	*person
	bot string
}

func (s *site) quizzed() *quizzed { return &quizzed{s.visitor(), "prompts"} }

// asked is what is asked for now: its kind, its token, and the page's part about it.
func (q *quizzed) asked() (kind, token, html string) {
	q.Helper()
	log := q.get("/w/" + q.bot + "/log").body
	found := promptPattern.FindStringSubmatchIndex(log)
	if found == nil {
		q.Fatalf("nothing is asked for in %.300s", log)
	}
	return log[found[2]:found[3]], log[found[4]:found[5]], log[found[0]:]
}

// does posts fields, as often as the limit says; a name may come more than once.
func (q *quizzed) does(path string, fields ...string) answer {
	q.Helper()
	form := url.Values{"client_id": {q.id()}}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	for {
		got := q.do(q.request("POST", "/w/"+q.bot+"/"+path, form))
		if got.status != http.StatusTooManyRequests {
			return got
		}
		wait, err := strconv.Atoi(got.header.Get("Retry-After")) // nobody answers this fast by hand
		q.check(err)
		time.Sleep(time.Duration(wait) * time.Second)
	}
}

// answers posts an answer to what is asked now, which has to be accepted.
func (q *quizzed) answers(path string, fields ...string) {
	q.Helper()
	_, token, _ := q.asked()
	if got := q.does(path, append([]string{"token", token}, fields...)...); got.status != http.StatusNoContent {
		q.Fatalf("%s %v: %d %s", path, fields, got.status, got.body)
	}
}

// sends uploads a file and is its id.
func (q *quizzed) sends(name, text string) string {
	q.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	q.check(err)
	_, _ = part.Write([]byte(text))
	q.check(form.Close())
	r, err := http.NewRequest("POST", q.base+"/w/"+q.bot+"/files", &body)
	q.check(err)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Authorization", "Bearer "+q.token)
	r.Header.Set("X-Forwarded-For", q.address)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	got := q.do(r)
	var kept struct{ ID string }
	if err := json.Unmarshal([]byte(got.body), &kept); err != nil || kept.ID == "" {
		q.Fatalf("uploading %s: %d %s", name, got.status, got.body)
	}
	return kept.ID
}

// question is one that the bot asks: of a kind, with an answer that does not fit, what is said about that,
// and one that fits.
type question struct {
	kind  string
	wrong []string // path, then fields; nil when everything fits
	says  string
	right []string
}

func questions() []question {
	say := func(text string) []string { return []string{"say", "text", text} }
	return []question{
		{"text", nil, "", []string{"skip"}},
		{"text", say("no"), "at least 5", say("It squeaks loudly")},
		{"email", say("hanna@"), "email address", say("hanna@fjell.example")},
		{"url", say("no page at all"), "address", say("fjell.example/bike")},
		{"phone", say("12"), "phone number", say("079 123 45 67")},
		{"number", say("300"), "from 1 to 200", say("12,5")},
		{"date", say("whenever"), "date", say("24 December 2026")},
		{"time", say("25:00"), "time", say("09:30")},
		{"datetime", say("soon"), "date", say("26 December 2026, 09:30")},
		{"date", say("2026-12-31/2026-12-24"), "", say("24 December 2026 – 31 December 2026")},
		{"choices", []string{"choose", "choices", "lights"}, "2", []string{"choose", "choices", "bell", "choices", "lights"}},
		{"choices", say("Paris"), "", []string{"choose", "choice", "1"}},
		{"pictures", say("a moped"), "", []string{"choose", "choice", "skarv"}},
		{"rating", say("7"), "from 1 to 5", []string{"choose", "choice", "4"}},
		{"rating", say("fine"), "from 1 to 5", []string{"choose", "choice", "5"}},
		{"rating", say("11"), "from 0 to 10", []string{"choose", "choice", "9"}},
		{"file", say("I have none"), "attach", nil},
		{"form", []string{"choose", "f.name", "Hanna", "f.email", "h@fjell.example", "f.size", "Large", "f.zip", "12"}, "A postcode has four digits.",
			[]string{"choose", "f.name", "Hanna", "f.email", "h@fjell.example", "f.size", "Large", "f.zip", "8004", "f.unknown", "x"}},
		{"text", nil, "", say("4711")},
		{"consent", say("perhaps"), "", []string{"choose", "choice", "yes"}},
		{"offer", say("let me see"), "", []string{"choose", "choice", "video"}},
	}
}

// M-16
func TestPrompts_EachKind_TakesWhatFitsAndAsksAgainForWhatDoesNot(t *testing.T) {
	t.Parallel()
	q := newQuiz(t).quizzed()
	if got := q.does("choose", "token", "t1", "choice", "questions"); got.status != http.StatusNoContent {
		t.Fatalf("%d %s", got.status, got.body)
	}
	for i, each := range questions() {
		kind, token, _ := q.asked()
		if kind != each.kind {
			t.Fatalf("question %d is a %s, not a %s", i, kind, each.kind)
		}
		if each.wrong != nil {
			q.answers(each.wrong[0], each.wrong[1:]...)
			again, same, html := q.asked()
			if log := q.get("/w/prompts/log").body; again != kind || same != token || !strings.Contains(log, each.says) {
				t.Fatalf("%s after %v: asked for a %s (%s, before %s) without %q:\n%s", kind, each.wrong, again, same, token, each.says, html)
			}
		}
		if each.kind == "file" {
			q.attaches()
			continue
		}
		q.answers(each.right[0], each.right[1:]...)
		if _, now, _ := q.asked(); now == token {
			t.Fatalf("%s: %v was not taken", kind, each.right)
		}
	}
	_, _, html := q.asked()
	for _, want := range []string{`data-kind="waiting"`, "You are next", "video call", "Stop waiting", `id="skip"`, `id="back"`} {
		if !strings.Contains(html, want) {
			t.Errorf("%q is missing in\n%s", want, html)
		}
	}
	q.answers("cancel")
	if log := q.get("/w/prompts/log").body; !strings.Contains(log, "That was all. Thank you.") || strings.Contains(log, `data-kind="waiting"`) {
		t.Errorf("still waiting:\n%s", log)
	}
}

// attaches tries files of another visitor, of another kind, and then one that fits.
func (q *quizzed) attaches() {
	q.Helper()
	_, token, _ := q.asked()
	theirs := (&quizzed{q.visitor(), "prompts"}).sends("theirs.txt", "mine")
	for _, id := range []string{theirs, "no-such-file"} {
		if got := q.does("choose", "token", token, "file", id); got.status != http.StatusNotFound {
			q.Errorf("a file of somebody else: %d %s", got.status, got.body)
		}
	}
	if got := q.does("choose", "token", token); got.status != http.StatusUnprocessableEntity {
		q.Errorf("no file: %d %s", got.status, got.body)
	}
	q.answers("choose", "file", q.sends("list.csv", "a,b\n"))
	if kind, same, _ := q.asked(); kind != "file" || same != token {
		q.Fatalf("a file of another kind was taken; a %s is asked for", kind)
	}
	q.answers("choose", "file", q.sends("receipt.txt", "paid 300"))
}

func TestPrompts_FormWithAMistake_ComesBackAsItWasFilled(t *testing.T) {
	t.Parallel()
	s := newSite(t).having(`{"format":"deskbell/bot/1","key":"prompts","name":"Form","sites":[],"start_flow":"f","flows":[{"schema":1,"id":"f","name":"F","start":"a","blocks":{
		"a":{"kind":"form","settings":{"text":"Who?","fields":[{"id":"n","label":"Name","required":true},{"id":"e","label":"Email","type":"email"}]}}}}]}`)
	q := s.quizzed()
	stream := "/w/prompts/stream?after=0"
	if got := q.does("choose", "token", "t1", "f.n", `"Hanna"`, "f.e", "hanna"); got.status != http.StatusNoContent {
		t.Fatalf("%d %s", got.status, got.body)
	}
	for _, where := range []string{q.get("/w/prompts/log").body, q.stream(stream).until(`id="prompt"`).data} {
		for _, want := range []string{`value="&#34;Hanna&#34;"`, `value="hanna"`, `aria-invalid="true"`, "ask-1-error"} {
			if !strings.Contains(where, want) {
				t.Errorf("%q is missing in\n%s", want, where)
			}
		}
	}
	// The second mistake is drawn again, though the same question is asked.
	f := q.stream(stream)
	f.until(`id="prompt"`)
	q.answers("choose", "f.e", "hanna@fjell.example")
	f.until("Please fill this in.")
}

func TestPrompts_Greeting_ComesOutAsItWasShown(t *testing.T) {
	t.Parallel()
	s := newSite(t).having(`{"format":"deskbell/bot/1","key":"prompts","name":"Split","sites":[],"start_flow":"f","flows":[{"schema":1,"id":"f","name":"F","start":"s","blocks":{
		"s":{"kind":"split","settings":{"branches":[{"id":"a","label":"A","weight":1},{"id":"b","label":"B","weight":1}]},"out":{"branch:a":{"block":"a"},"branch:b":{"block":"b"}}},
		"a":{"kind":"question","settings":{"text":"Heads it is","required":false}},"b":{"kind":"question","settings":{"text":"Tails it is","required":false}}}}]}`)
	shown := regexp.MustCompile(`data-seed="(\d+)"`)
	seen := map[string]bool{}
	for i := range 16 {
		q := s.quizzed()
		page := q.get("/w/prompts").body
		words := regexp.MustCompile(`(Heads|Tails) it is`).FindString(page)
		q.does([]string{"say", "skip"}[i%2], "text", "Hello", "token", "t1", "version", "1", "seed", shown.FindStringSubmatch(page)[1])
		if log := q.get("/w/prompts/log").body; !strings.Contains(log, words) {
			t.Fatalf("%q was shown, and not kept:\n%s", words, log)
		}
		seen[words] = true
	}
	if len(seen) != 2 {
		t.Errorf("every visitor gets %v", seen)
	}
	if got := s.quizzed().does("say", "text", "Hello", "seed", "heads"); got.status != http.StatusUnprocessableEntity {
		t.Errorf("a seed that is no number: %d", got.status)
	}
}

func TestSay_ForAQuestionThatIsOver_AnswersNoOtherOne(t *testing.T) {
	t.Parallel()
	q := newQuiz(t).quizzed()
	q.does("choose", "token", "t1", "choice", "questions")
	_, old, _ := q.asked()
	q.answers("skip")
	_, token, _ := q.asked()
	if got := q.does("say", "token", old, "text", "My name came late"); got.status != http.StatusNoContent {
		t.Fatalf("%d %s", got.status, got.body)
	}
	log := q.get("/w/prompts/log").body
	if _, now, _ := q.asked(); now != token || !strings.Contains(log, "My name came late") {
		t.Errorf("it was taken for the answer to the next question, or lost:\n%s", log)
	}
}

// M-5
func TestQuickReply_PressedTwice_IsPlayedOnce(t *testing.T) {
	t.Parallel()
	q := newQuiz(t).quizzed()
	q.does("choose", "token", "t1", "choice", "questions")
	const said = "We are here from 9 to 18"
	once := []string{"client_id", "the-same-press", "choice", "hours"}
	q.must("/w/prompts/press", once...)
	q.must("/w/prompts/press", once...)
	log := q.get("/w/prompts/log").body
	if n := strings.Count(log, said); n != 1 || strings.Count(log, "What is your name?") != 2 {
		t.Errorf("said %d times, or the question was not asked again:\n%s", n, log)
	}
	q.answers("say", "text", "Hanna")
	q.does("press", "choice", "person")
	if kind, _, html := q.asked(); kind != "waiting" || !strings.Contains(html, `data-quick="hours"`) {
		t.Fatalf("a %s is asked for, without quick replies perhaps:\n%s", kind, html)
	}
	q.does("press", "choice", "hours")
	if kind, _, _ := q.asked(); kind != "waiting" || strings.Count(q.get("/w/prompts/log").body, said) != 2 {
		t.Errorf("while waiting a quick reply only says what it has to say; asked for is %s", kind)
	}
	if got := q.does("press", "choice", "nothing"); got.status != http.StatusConflict {
		t.Errorf("one that is not there: %d", got.status)
	}
}

// M-3
func TestWaiting_SomebodyBeforeStops_TheOthersMoveUp(t *testing.T) {
	t.Parallel()
	s := newQuiz(t)
	var line []*quizzed
	var feeds []*feed
	for i := range 3 {
		q := s.quizzed()
		q.does("press", "choice", "person")
		f := q.stream("/w/prompts/stream?after=0")
		f.until([]string{"You are next", "1 before you", "2 before you"}[i])
		line, feeds = append(line, q), append(feeds, f)
	}
	line[0].answers("cancel")
	feeds[1].until("You are next")
	feeds[2].until("1 before you")
	line[1].answers("skip")
	feeds[2].until("You are next")
}

func TestPrompts_MoreThanAForm_IsRefused(t *testing.T) {
	t.Parallel()
	q := newQuiz(t).quizzed()
	q.does("choose", "token", "t1", "choice", "questions")
	var many []string
	for i := range 400 {
		many = append(many, fmt.Sprintf("f.%d", i), "x")
	}
	if got := q.does("choose", many...); got.status != http.StatusUnprocessableEntity {
		t.Errorf("400 fields: %d", got.status)
	}
	if got := q.does("choose", "f.a", strings.Repeat("x", 200<<10)); got.status != http.StatusRequestEntityTooLarge {
		t.Errorf("200 KB: %d", got.status)
	}
	if got := q.does("press", "choice", strings.Repeat("x", 200<<10)); got.status != http.StatusRequestEntityTooLarge {
		t.Errorf("200 KB of a quick reply: %d", got.status)
	}
}
