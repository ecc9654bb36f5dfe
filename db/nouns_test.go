package db

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
)

func asText(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestBot_ExportIsWhatWasImported(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	addBot(t, s, "two")
	if bot.Sites[0] != "https://shop.example" || bot.Sites[1] != "http://localhost:8080" {
		t.Errorf("sites %q", bot.Sites)
	}
	file, err := s.ExportBot(t.Context(), "one")
	if err != nil {
		t.Fatal(err)
	}
	want := shop("one")
	want.Sites = bot.Sites
	if got := asText(t, file); got != asText(t, want) {
		t.Errorf("exported\n%s, want\n%s", got, asText(t, want))
	}
	_, err = s.ExportBot(t.Context(), "three")
	wantCode(t, err, models.CodeNotFound)
}

func TestBot_ImportAgain_MakesVersionsOfWhatChanged(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	if got, err := s.BotByKey(t.Context(), "one"); err != nil || got.ID != bot.ID { // now it is remembered
		t.Fatal(got, err)
	}
	file := shop("one")
	file.Name = "New"
	file.Flows[0].Name = "Changed"
	file.Flows = append(file.Flows, flow.Document{Schema: 1, ID: "third", Start: "x"})
	again, err := s.ImportBot(t.Context(), file, noon.Add(time.Hour))
	if err != nil || again.ID != bot.ID {
		t.Fatal(again, err)
	}
	if got, err := s.BotByKey(t.Context(), "one"); err != nil || got.Name != "New" || !got.CreatedAt.Equal(noon) {
		t.Errorf("bot %+v, %v", got, err)
	}
	library := s.Published(t.Context())
	for id, want := range map[string]int{"main": 2, "more": 1, "third": 1} {
		if got, err := library.Latest(inside(bot.ID, id)); err != nil || got != want {
			t.Errorf("%s has version %d, want %d (%v)", id, got, want, err)
		}
	}
	old, err := library.Document(inside(bot.ID, "main"), 1)
	if err != nil || old.Name != "Main" {
		t.Errorf("the old version: %+v, %v", old, err)
	}
	if jump := asText(t, old.Blocks["j"].Settings); jump != `{"flow":"`+inside(bot.ID, "more")+`"}` {
		t.Errorf("jump %s", jump)
	}
	file.Flows = file.Flows[:2]
	if _, err := s.ImportBot(t.Context(), file, noon); err != nil {
		t.Fatal(err)
	}
	if exported, err := s.ExportBot(t.Context(), "one"); err != nil || len(exported.Flows) != 2 {
		t.Errorf("%d flows, %v", len(exported.Flows), err)
	}
	if _, err := library.Latest(inside(bot.ID, "third")); err != nil {
		t.Errorf("a flow that conversations may be in is gone: %v", err)
	}
}

func TestImportBot_BadFiles_AreRefusedByField(t *testing.T) {
	s := openNew(t)
	for name, row := range map[string]struct {
		field string
		spoil func(*models.BotFile)
	}{
		"format":        {"format", func(f *models.BotFile) { f.Format = "x" }},
		"key":           {"key", func(f *models.BotFile) { f.Key = "Übel" }},
		"long key":      {"key", func(f *models.BotFile) { f.Key = fmt.Sprintf("%065d", 1) }},
		"name":          {"name", func(f *models.BotFile) { f.Name = "  " }},
		"start":         {"start_flow", func(f *models.BotFile) { f.StartFlow = "x" }},
		"same id":       {"flows", func(f *models.BotFile) { f.Flows[1].ID = "main" }},
		"no id":         {"flows", func(f *models.BotFile) { f.Flows[1].ID = "" }},
		"path":          {"sites", func(f *models.BotFile) { f.Sites = []string{"https://a.example/x"} }},
		"wildcard":      {"sites", func(f *models.BotFile) { f.Sites = []string{"https://*.a.example"} }},
		"directive":     {"sites", func(f *models.BotFile) { f.Sites = []string{"https://a.example; script-src *"} }},
		"scheme":        {"sites", func(f *models.BotFile) { f.Sites = []string{"ftp://a.example"} }},
		"bare":          {"sites", func(f *models.BotFile) { f.Sites = []string{"a.example"} }},
		"user":          {"sites", func(f *models.BotFile) { f.Sites = []string{"https://u@a.example"} }},
		"port":          {"sites", func(f *models.BotFile) { f.Sites = []string{"https://a.example:99999"} }},
		"reserved key":  {"key", func(f *models.BotFile) { f.Key = "new" }},
		"flow id":       {"flows", func(f *models.BotFile) { f.Flows[1].ID = "a/b" }},
		"colour":        {"settings", func(f *models.BotFile) { f.Settings.Look = &models.Look{Fill: "url(x)"} }},
		"hours":         {"settings", func(f *models.BotFile) { f.Settings.Hours = &flow.Hours{Zone: "Moon"} }},
		"idle":          {"settings", func(f *models.BotFile) { f.Settings.IdleHours = -1 }},
		"jump settings": {"flows", func(f *models.BotFile) { f.Flows[0].Blocks["j"] = flow.Block{Kind: "jump", Settings: []byte(`[]`)} }},
		"too many blocks": {"flows", func(f *models.BotFile) {
			for i := range 1001 {
				f.Flows[1].Blocks[fmt.Sprint("x", i)] = flow.Block{Kind: "end"}
			}
		}},
	} {
		file := shop("bad")
		row.spoil(&file)
		_, err := s.ImportBot(t.Context(), file, noon)
		known, ok := err.(*models.Error)
		if !ok || known.Code != models.CodeInvalid || known.Field != row.field {
			t.Errorf("%s: %v", name, err)
		}
	}
	if bots, err := s.Bots(t.Context()); err != nil || len(bots) != 0 {
		t.Errorf("left %v, %v", bots, err)
	}
	file := shop("")
	bot, err := s.ImportBot(t.Context(), file, noon)
	if err != nil || !botKey.MatchString(bot.Key) {
		t.Errorf("without a key: %+v, %v", bot, err)
	}
}

func TestSaveAgent_EmailsAreOneWhateverTheirCase(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	a := &models.Agent{Email: " Ada@Example.com", Name: "Ada", Role: models.RoleAgent, MaxChats: 3, Bots: []models.BotID{bot.ID}, Willing: true}
	if err := s.SaveAgent(t.Context(), a, noon); err != nil {
		t.Fatal(err)
	}
	err := s.SaveAgent(t.Context(), &models.Agent{Email: "ADA@example.com"}, noon)
	wantCode(t, err, models.CodeConflict)
	wantCode(t, s.SaveAgent(t.Context(), &models.Agent{Email: "b@example.com", Bots: []models.BotID{"none"}}, noon), models.CodeNotFound)
	if err := s.Reach(t.Context(), a.ID, noon.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	a.Name, a.Bots, a.AuthRev = "Ada L", nil, 4
	if err := s.SaveAgent(t.Context(), a, noon.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	got, err := s.AgentByEmail(t.Context(), "ada@EXAMPLE.com")
	if err != nil || got.Name != "Ada L" || len(got.Bots) != 0 || got.AuthRev != 4 || !got.Online(noon) || !got.CreatedAt.Equal(noon) {
		t.Errorf("agent %+v, %v", got, err)
	}
	if err := s.SetWilling(t.Context(), a.ID, false); err != nil {
		t.Fatal(err)
	}
	if err := s.Reach(t.Context(), a.ID, time.Time{}); err != nil {
		t.Fatal(err)
	}
	if got, _ := s.AgentByID(t.Context(), a.ID); got.Willing || !got.ReachableUntil.IsZero() {
		t.Errorf("agent %+v", got)
	}
	wantCode(t, s.Reach(t.Context(), "nobody", noon), models.CodeNotFound)
}

func TestTimers_ComeWhenDueAndAgainWhenTheLeaseEnds(t *testing.T) {
	s := openNew(t)
	c := begin(t, s, addBot(t, s, "one"), "t1")
	set := func(token string, due time.Time, cancelled ...string) {
		turnTo(t, s, c.ID, func(c *models.Conversation) (models.Change, error) {
			return models.Change{Conversation: c, Cancelled: cancelled, Timers: []models.Timer{{Token: token, Due: due}}}, nil
		})
	}
	lease := func(now time.Time) int {
		t.Helper()
		due, err := s.Lease(t.Context(), now, 10)
		if err != nil {
			t.Fatal(err)
		}
		return len(due)
	}
	if _, err := s.NextDue(t.Context()); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("next %v", err)
	}
	set("t1", noon)
	set("t2", noon.Add(time.Minute))
	set("t1", noon.Add(time.Second))
	for _, step := range []struct {
		after time.Duration
		want  int
	}{{0, 0}, {time.Second, 1}, {2 * time.Second, 0}, {31 * time.Second, 1}, {32 * time.Second, 0}} {
		if got := lease(noon.Add(step.after)); got != step.want {
			t.Errorf("%v: %d timers, want %d", step.after, got, step.want)
		}
	}
	turnTo(t, s, c.ID, func(*models.Conversation) (models.Change, error) {
		return models.Change{Cancelled: []string{"t1"}}, nil
	})
	if next, err := s.NextDue(t.Context()); err != nil || !next.Equal(noon.Add(time.Minute)) {
		t.Errorf("next %v, %v", next, err)
	}
}

func TestLeaseJob_OnceEverySoOften(t *testing.T) {
	s := openNew(t)
	for _, step := range []struct {
		after time.Duration
		want  bool
	}{{0, true}, {0, false}, {59 * time.Second, false}, {time.Minute, true}, {61 * time.Second, false},
		{-time.Hour, true}, {-time.Hour, false}} { // the clock was put back
		got, err := s.LeaseJob(t.Context(), "idle", noon.Add(step.after), time.Minute)
		if err != nil || got != step.want {
			t.Errorf("%v: %v, want %v (%v)", step.after, got, step.want, err)
		}
	}
}

func TestIdleBefore_FindsStillOnesWithTheBot(t *testing.T) {
	s := openNew(t)
	bot := addBot(t, s, "one")
	still, moved, waiting := begin(t, s, bot, "t1"), begin(t, s, bot, "t2"), begin(t, s, bot, "t3")
	turnTo(t, s, moved.ID, say("x", "still here", noon.Add(time.Hour)))
	turnTo(t, s, waiting.ID, become(models.StateWaiting, "", noon))
	turnTo(t, s, still.ID, func(*models.Conversation) (models.Change, error) { // a page that is left open keeps none
		return models.Change{Timers: []models.Timer{{Token: models.AnswersToken, Due: noon}}}, nil
	})
	idle, err := s.IdleBefore(t.Context(), bot.ID, noon.Add(time.Minute), 10)
	if err != nil || len(idle) != 1 || idle[0] != still.ID {
		t.Errorf("idle %v, %v", idle, err)
	}
}

func TestMakeOwner_OnceWithTheNewestCode(t *testing.T) {
	s := openNew(t)
	old, err := s.SetupCode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	code, err := s.SetupCode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	owner := func(email string) *models.Agent { return &models.Agent{Email: email, Name: "Olga", MaxChats: 3} }
	for _, wrong := range []string{"", old, "x"} {
		wantCode(t, s.MakeOwner(t.Context(), wrong, owner("a@example.com"), noon), models.CodeInvalid)
	}
	if has, err := s.HasOwner(t.Context()); err != nil || has {
		t.Errorf("owner %v, %v", has, err)
	}
	o := owner("o@example.com")
	if err := s.MakeOwner(t.Context(), code, o, noon); err != nil || o.ID == "" || o.Role != models.RoleOwner {
		t.Fatal(o, err)
	}
	wantCode(t, s.MakeOwner(t.Context(), code, owner("b@example.com"), noon), models.CodeConflict)
	_, err = s.SetupCode(t.Context())
	wantCode(t, err, models.CodeConflict)
	if has, err := s.HasOwner(t.Context()); err != nil || !has {
		t.Errorf("owner %v, %v", has, err)
	}
}

// M-18: on a first run the owner is the one who can be asked, whichever came first.
func TestOwner_BotMadeBeforeOrAfter_IsHis(t *testing.T) {
	s := openNew(t)
	before, err := s.ImportBot(t.Context(), shop("before"), noon)
	if err != nil {
		t.Fatal(err)
	}
	code, err := s.SetupCode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	o := &models.Agent{Email: "o@example.com", Name: "Olga", MaxChats: 3}
	if err := s.MakeOwner(t.Context(), code, o, noon); err != nil {
		t.Fatal(err)
	}
	after, err := s.ImportBot(t.Context(), shop("after"), noon)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // importing it again changes nothing about who answers
		kept, err := s.AgentByID(t.Context(), o.ID)
		if err != nil || !slices.Contains(kept.Bots, before.ID) || !slices.Contains(kept.Bots, after.ID) || len(kept.Bots) != 2 {
			t.Fatalf("%v, %v", kept.Bots, err)
		}
		if _, err := s.ImportBot(t.Context(), shop("after"), noon); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSearchArticles_AnyTextFindsTheBestFirst(t *testing.T) {
	s := openNew(t)
	for _, a := range []models.Article{
		{Slug: "returns", Title: "Returns", Category: "Orders", Body: "Send it back. Shipping is free.", Published: true},
		{Slug: "shipping", Title: "Shipping", Category: "Orders", Body: "Two days.", Published: true},
		{Slug: "draft", Title: "Shipping draft", Body: "Shipping.", Published: false},
	} {
		if err := s.SaveArticle(t.Context(), &a, noon); err != nil {
			t.Fatal(err)
		}
	}
	for query, want := range map[string][]string{
		"shipping": {"shipping", "returns"}, "ship": {"shipping", "returns"}, "send it": {"returns"},
		"how do returns go?": {"returns"}, "what's up?": nil, `a-b AND "x" foo:bar ( *`: nil, `"`: nil,
	} {
		got, err := articlesWith(t, s, query)
		slugs := []string(nil)
		for _, a := range got {
			slugs = append(slugs, a.Slug)
		}
		if err != nil || fmt.Sprint(slugs) != fmt.Sprint(want) {
			t.Errorf("%q finds %v, want %v (%v)", query, slugs, want, err)
		}
	}
	wantCode(t, s.SaveArticle(t.Context(), &models.Article{Slug: "draft"}, noon), models.CodeConflict)
	a, err := s.ArticleBySlug(t.Context(), models.Reader{}, "shipping")
	if err != nil {
		t.Fatal(err)
	}
	a.Body = "Norway takes a week."
	if err := s.SaveArticle(t.Context(), a, noon); err != nil {
		t.Fatal(err)
	}
	if got, err := articlesWith(t, s, "norway"); err != nil || len(got) != 1 {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := articlesWith(t, s, "days"); err != nil || len(got) != 0 {
		t.Errorf("the old words still find: %v, %v", got, err)
	}
	all, _ := s.Articles(t.Context(), editor(), models.ArticleQuery{})
	public, _ := s.Articles(t.Context(), models.Reader{}, models.ArticleQuery{})
	if len(all) != 3 || len(public) != 2 {
		t.Errorf("%d articles, %d public", len(all), len(public))
	}
}

func TestSessions_KeepOnlyAHashAndEnd(t *testing.T) {
	s := openNew(t)
	x := s.Sessions()
	if err := x.Commit("token", []byte("one"), time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := x.Commit("token", []byte("two"), time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := x.Commit("old", []byte("x"), time.Now().Add(-time.Second)); err != nil {
		t.Fatal(err)
	}
	if data, found, err := x.Find("token"); err != nil || !found || !bytes.Equal(data, []byte("two")) {
		t.Errorf("%q %v %v", data, found, err)
	}
	if _, found, err := x.Find("old"); err != nil || found {
		t.Errorf("an old session is found: %v", err)
	}
	var kept string
	if err := s.read.QueryRow("SELECT token_hash FROM sessions WHERE data = $1", []byte("two")).Scan(&kept); err != nil || kept == "token" {
		t.Errorf("kept %q, %v", kept, err)
	}
	if err := x.Delete("token"); err != nil {
		t.Fatal(err)
	}
	if _, found, err := x.Find("token"); err != nil || found {
		t.Errorf("a deleted session is found: %v", err)
	}
}
