package admin_test

import (
	"fmt"
	"html"
	"net/http"
	"strings"
	"testing"

	"deskbell/models"
	"deskbell/models/flow"
)

const small = `{"schema":1,"id":"hi","name":"Hi there","start":"a","blocks":{"a":{"kind":"text","settings":{"text":"Hi"},"out":{"next":{"block":"ü"}}},"ü":{"kind":"end"}}}`

func TestImport_Flow_ReportsThenKeeps(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("lead")
	path := "/bots/" + key + "/import"
	o.want(o.get(path), http.StatusOK, `enctype="multipart/form-data"`, "5 MB")
	got := o.send(path, "file", "\xef\xbb\xbf"+small, "text", "")
	o.want(got, http.StatusOK, "Hi there", "1 flow with 2 blocks", "Renamed", `name="sure"`)
	o.count(key, 1)
	kept := o.send(path, "document", hidden(t, got.body), "sure", "1", "into", "")
	o.want(kept, http.StatusSeeOther)
	if kept.to != "/bots/"+key+"/flows/hi" {
		t.Errorf("leads to %s", kept.to)
	}
	o.count(key, 2)
	bot, err := o.store.BotByKey(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	into := bot.FlowID("lead")
	o.want(o.send(path, "text", small, "sure", "1", "into", into), http.StatusSeeOther)
	d, err := o.store.Draft(t.Context(), into)
	if err != nil || d.Name != "Hi there" || d.Rev != 1 || d.ID != into || d.Document.ID != into || !d.Changed {
		t.Errorf("%+v, %v", d, err)
	}
	me, _ := o.store.AgentByEmail(t.Context(), "me@example.com")
	if _, err := o.store.EditFlow(t.Context(), into, models.UndoFlow(me, bot.CreatedAt)); err != nil {
		t.Errorf("it cannot be undone: %v", err)
	}
	o.want(o.send(path, "text", small, "sure", "1", "into", "other/flow"), http.StatusNotFound)
	o.count(key, 2)
}

func (o *office) count(key string, want int) {
	o.t.Helper()
	bot, err := o.store.BotByKey(o.t.Context(), key)
	if err != nil {
		o.t.Fatal(err)
	}
	if flows, err := o.store.FlowsOf(o.t.Context(), bot.ID); err != nil || len(flows) != want {
		o.t.Fatalf("%d flows, want %d (%v)", len(flows), want, err)
	}
}

// hidden is the document that the report's form sends again.
func hidden(t *testing.T, page string) string {
	t.Helper()
	_, rest, found := strings.Cut(page, `name="document" value="`)
	text, _, _ := strings.Cut(rest, `"`)
	if !found {
		t.Fatalf("no document in %s", page)
	}
	return html.UnescapeString(text)
}

func TestImport_BadInput_IsRefusedWithThePlace(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("lead")
	deep := `{"schema":1,"id":"x","name":"X","start":"a","blocks":{"a":{"kind":"text","settings":` + strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000) + `}}}`
	for name, row := range map[string][2]string{
		"no JSON": {"hello", "line 1, column"}, "half": {small[:80], "ends too early"}, "deep": {deep, "nested more than 100 deep (line 1, column"},
		"newer schema": {`{"schema":2}`, "schema 2"}, "no schema": {`{"blocks":{}}`, "neither a flow"}, "schema 0": {`{"schema":0,"blocks":{}}`, "schema is 0"},
		"list": {"[]", "neither"}, "number": {"7", "neither"}, "null": {"null", "neither"}, "same id": {"{\"schema\":1,\n\"blocks\":{\"a\":{\"kind\":\"end\"},\"a\":{\"kind\":\"end\"}}}", `&#34;a&#34; is there twice in one object (line 2`},
		"unknown field": {`{"schema":1,"colour":"red"}`, "colour"}, "not UTF-8": {"{\"schema\":1,\"name\":\"\xff\"}", "UTF-8"},
		"bot of another format": {`{"format":"deskbell/bot/9"}`, "deskbell/bot/9"}, "bot without flows": {`{"format":"deskbell/bot/1","flows":[]}`, "no flow in this bot"},
		"bot with a bad flow": {"{\"format\":\"deskbell/bot/1\",\"flows\":[\n{\"schema\":1,\"x\":1}]}", "Flow 1"},
		"large flow":          {`{"schema":1,"name":"` + strings.Repeat("x", flow.MaxSize) + `"}`, "at most"}, "nothing": {"", "Choose a file"},
		"two flows of one id": {`{"format":"deskbell/bot/1","name":"B","start_flow":"x","flows":[{"schema":1,"id":"x"},{"schema":1,"id":"x"}]}`, "Two flows have the id"},
	} {
		got := o.send("/bots/"+key+"/import", "file", row[0], "sure", "1")
		if got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, row[1]) {
			t.Errorf("%s: %d, %q is missing in %.3000s", name, got.status, row[1], got.body[strings.Index(got.body, "<main"):])
		}
	}
	large := o.send("/bots/"+key+"/import", "file", strings.Repeat(" ", 5<<20)+small)
	o.want(large, http.StatusRequestEntityTooLarge, "5 MB")
	o.count(key, 1)
}

func TestImport_Bot_MakesItOrReplacesIt(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("support")
	file := o.get("/bots/" + key + "/export")
	o.want(file, http.StatusOK, `"format": "deskbell/bot/1"`)
	if got := file.header.Get("Content-Disposition"); got != `attachment; filename="`+key+`.json"` {
		t.Errorf("disposition %q", got)
	}
	o.want(o.send("/bots/import", "file", file.body), http.StatusOK, "It replaces the bot", key)
	moved := strings.Replace(file.body, key, "second", 1)
	got := o.send("/bots/import", "file", moved)
	o.want(got, http.StatusOK, "It becomes a new bot")
	if all, _ := o.store.Bots(t.Context()); len(all) != 1 {
		t.Fatalf("%d bots before it was agreed to", len(all))
	}
	o.want(o.send("/bots/import", "document", hidden(t, got.body), "sure", "1"), http.StatusSeeOther)
	o.want(o.send("/bots/import", "document", hidden(t, got.body), "sure", "1"), http.StatusSeeOther) // now it replaces itself
	if all, _ := o.store.Bots(t.Context()); len(all) != 2 {
		t.Fatalf("%d bots", len(all))
	}
	o.want(o.send("/bots/import", "text", small, "sure", "1"), http.StatusUnprocessableEntity, "This is a flow, not a bot")
	broken := strings.Replace(moved, `"start_flow": "`, `"start_flow": "gone-`, 1)
	o.want(o.send("/bots/import", "text", broken, "sure", "1"), http.StatusUnprocessableEntity, "start flow")
	for _, taken := range []string{"new", "import"} {
		o.want(o.send("/bots/import", "text", strings.Replace(file.body, key, taken, 1), "sure", "1"), http.StatusUnprocessableEntity, "belongs to a page")
	}
	// Of a bot whose flows have errors nothing is kept.
	wrong := fmt.Sprintf(`{"format":"deskbell/bot/1","key":"third","name":"W","sites":[],"settings":{},"start_flow":"x","flows":[{"schema":1,"id":"x","name":"X","start":"%s","blocks":{}}]}`, "gone")
	o.want(o.send("/bots/import", "text", wrong, "sure", "1"), http.StatusOK, "To mend before it can be published")
	if all, _ := o.store.Bots(t.Context()); len(all) != 2 {
		t.Fatalf("%d bots", len(all))
	}
}

func TestExport_Flow_CanBeImportedAgain(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("support")
	bot, err := o.store.BotByKey(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	heads, err := o.store.FlowsOf(t.Context(), bot.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, head := range heads {
		path := "/bots/" + key + "/flows/" + strings.TrimPrefix(head.ID, bot.FlowID(""))
		file := o.get(path + "/export")
		o.want(file, http.StatusOK, `"schema": 1`)
		if strings.Contains(file.body, string(bot.ID)) {
			t.Error("the id of the bot is in the file")
		}
		o.want(o.send("/bots/"+key+"/import", "file", file.body, "sure", "1"), http.StatusSeeOther)
	}
	o.want(o.get("/bots/"+key+"/flows/gone/export"), http.StatusNotFound)
	o.want(o.get("/bots/gone/export"), http.StatusNotFound)
}

func TestImport_Typebot_ReportsAndKeepsADraft(t *testing.T) {
	const export = `{"version":"6","id":"t1","name":"Old bot","events":[{"id":"e1","type":"start","outgoingEdgeId":"x1"}],
		"groups":[{"id":"g1","title":"Hello","graphCoordinates":{"x":0,"y":0},"blocks":[
			{"id":"k1","type":"text","content":{"richText":[{"type":"p","children":[{"text":"Hi"}]}]}},
			{"id":"k2","type":"payment input","options":{"provider":"Stripe"}}]}],
		"edges":[{"id":"x1","from":{"eventId":"e1"},"to":{"groupId":"g1"}}],"variables":[],"settings":{},"theme":{}}`
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("lead")
	got := o.send("/bots/"+key+"/import", "file", export)
	o.want(got, http.StatusOK, "An export of Typebot", "Old bot", "Without a counterpart", "To mend before it can be published")
	o.count(key, 1)
	kept := o.send("/bots/"+key+"/import", "document", hidden(t, got.body), "sure", "1")
	o.want(kept, http.StatusSeeOther)
	o.count(key, 2)
	o.want(o.get("/bots/"+key), http.StatusOK, "Old bot", "Never published")
	o.want(o.send("/bots/"+key+"/import", "file", `{"version":"6","groups":7}`), http.StatusUnprocessableEntity, "Typebot")
}
