package admin_test

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"deskbell/models"
	"deskbell/models/flow"
	"deskbell/models/flow/edit"
	"deskbell/models/flow/templates"
)

// M-11
func TestNewBot_FromEachTemplate_GreetsAtOnce(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	o.want(o.get("/bots"), http.StatusOK, "No bots yet", `href="/bots/new"`)
	page := o.get("/bots/new")
	o.want(page, http.StatusOK, "An empty flow")
	for _, one := range templates.All() {
		if !strings.Contains(page.body, one.Name) {
			t.Errorf("%s is not offered", one.Name)
		}
		key := o.newBot(one.Key)
		bot, err := o.store.BotByKey(t.Context(), key)
		if err != nil || bot.Sites[0] != "https://shop.example" {
			t.Fatalf("%+v, %v", bot, err)
		}
		if latest, err := o.store.Published(t.Context()).Latest(bot.StartFlow); err != nil || latest != 1 {
			t.Errorf("%s: latest %d, %v", one.Key, latest, err)
		}
		me, err := o.store.AgentByEmail(t.Context(), "me@example.com")
		if err != nil || !me.MaySee(bot.ID) || len(me.Bots) == 0 {
			t.Errorf("the maker does not answer for it: %v", err)
		}
		o.want(o.get("/bots/"+key), http.StatusOK, "Version 1", "Greets visitors", "https://desk.example/widget.js", `href="/w/`+key+`"`)
	}
}

func TestNewBot_Empty_IsADraft(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	key := o.newBot("")
	o.want(o.get("/bots/"+key), http.StatusOK, "Never published", `href="/bots/`+key+`/flows/welcome"`)
}

func TestNewBot_BadInput_IsToldInPlace(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	o.want(o.post("/bots", url.Values{"name": {" "}}), http.StatusUnprocessableEntity, `id="wrong-name"`)
	o.want(o.post("/bots", url.Values{"name": {strings.Repeat("x", 101)}}), http.StatusUnprocessableEntity, `id="wrong-name"`)
	o.want(o.post("/bots", url.Values{"name": {"Shop"}, "site": {"javascript:alert(1)"}}), http.StatusUnprocessableEntity, `id="wrong-site"`, "javascript:alert(1)")
	o.want(o.post("/bots", url.Values{"name": {"Shop"}, "template": {"rocket"}}), http.StatusUnprocessableEntity, "no such template")
	if all, _ := o.store.Bots(t.Context()); len(all) != 0 {
		t.Errorf("%d bots were made", len(all))
	}
}

func TestBots_WithoutTheRight_AreClosed(t *testing.T) {
	o := openOffice(t, models.RoleSupervisor)
	for _, path := range []string{"/bots", "/bots/new", "/bots/import", "/bots/x", "/bots/x/new", "/bots/x/import", "/bots/x/export", "/bots/x/flows/y/export", "/bots/x/flows/y/delete",
		"/bots/x/general", "/bots/x/look", "/bots/x/look.css", "/bots/x/sites", "/bots/x/routing", "/bots/x/hours", "/bots/x/agents", "/bots/x/secrets"} {
		o.want(o.get(path), http.StatusForbidden)
	}
	for _, path := range []string{"/bots", "/bots/x/general", "/bots/x/look", "/bots/x/sites", "/bots/x/routing", "/bots/x/hours", "/bots/x/agents", "/bots/x/flows", "/bots/x/flows/y/delete", "/bots/x/flows/y/duplicate"} {
		o.want(o.post(path, url.Values{}), http.StatusForbidden)
	}
	o.want(o.send("/bots/import", "text", "{}"), http.StatusForbidden)
}

// settings is the form of a section as the page has it, with some values changed.
func (o *office) settings(key, section string, changed url.Values) url.Values {
	o.t.Helper()
	page := o.get("/bots/" + key + "/" + section)
	o.want(page, http.StatusOK)
	_, after, _ := strings.Cut(page.body, `name="was" value="`)
	was, _, _ := strings.Cut(after, `"`)
	bot := o.bot(key)
	form := url.Values{"was": {was}}
	switch section {
	case "general":
		maps.Copy(form, url.Values{"name": {bot.Name}, "start_flow": {bot.StartFlow}, "idle": {"24"}, "most_file": {"20"}})
	case "look":
		maps.Copy(form, url.Values{"look": {"own"}, "fill": {"#0f4c81"}, "hover": {"#0b3a63"}, "on": {"#ffffff"}, "words": {"#0f4c81"}})
	case "sites":
		form.Set("sites", strings.Join(bot.Sites, "\n"))
	case "routing":
		maps.Copy(form, url.Values{"mode": {"everybody"}, "accept": {"30"}, "priority": {"0"}})
	case "hours":
		maps.Copy(form, url.Values{"hours": {"own"}, "zone": {"UTC"}})
	}
	maps.Copy(form, changed)
	return form
}

// save posts a section with some values changed.
func (o *office) save(key, section string, changed url.Values) answer {
	o.t.Helper()
	return o.post("/bots/"+key+"/"+section, o.settings(key, section, changed))
}

func (o *office) bot(key string) models.Bot {
	o.t.Helper()
	all, err := o.store.Bots(o.t.Context())
	if err != nil {
		o.t.Fatal(err)
	}
	for _, b := range all {
		if b.Key == key {
			return b
		}
	}
	o.t.Fatalf("no bot %s", key)
	return models.Bot{}
}

// M-29
func TestSettings_EachSection_IsSavedAndShownAgain(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("lead")
	for section, row := range map[string]struct {
		typed url.Values
		shown []string
	}{
		"general": {url.Values{"name": {"New shop"}, "title": {"Talk to us"}, "subtitle": {"At once"}, "idle": {"48"}, "most_file": {"35"}},
			[]string{"New shop", "Talk to us", "At once", `value="48"`, `value="35"`}},
		"look":    {url.Values{}, []string{`value="#0f4c81"`, "How it looks", "/look.css?"}},
		"sites":   {url.Values{"sites": {"https://a.example\r\nhttps://B.example:443"}}, []string{"https://a.example\nhttps://b.example"}},
		"routing": {url.Values{"mode": {"least_busy"}, "accept": {"45"}, "priority": {"-3"}}, []string{`value="least_busy" checked`, `value="45"`, `value="-3"`}},
		"hours": {url.Values{"zone": {"Europe/Zurich"}, "week.0.from": {"09:00", "13:00"}, "week.0.to": {"12:00", "00:00"}, "day": {"2026-12-25", "2026-12-24", "2026-12-24", ""},
			"day.from": {"", "09:00", "13:00", ""}, "day.to": {"", "12:00", "14:00", ""}}, []string{"Europe/Zurich", `value="13:00"`, `value="2026-12-25"`}},
	} {
		got := o.save(key, section, row.typed)
		o.want(got, http.StatusSeeOther)
		o.want(o.get(got.to), http.StatusOK, append(row.shown, "Saved. Chats that begin now have it already.")...)
	}
	b := o.bot(key)
	want := models.Routing{Mode: models.RouteLeastBusy, AcceptSeconds: 45, Priority: -3}
	if b.Settings.Look == nil || b.Settings.Routing != want || b.Settings.MostFile != 35 || b.Name != "New shop" || len(b.Sites) != 2 {
		t.Errorf("%+v", b)
	}
	h := b.Settings.Hours
	if h == nil || len(h.Week[0]) != 2 || h.Week[0][1] != (flow.Span{From: "13:00", To: "24:00"}) || len(h.Week[1]) != 0 ||
		len(h.Days) != 2 || len(h.Days["2026-12-25"]) != 0 || len(h.Days["2026-12-24"]) != 2 {
		t.Errorf("%+v", h)
	}
	o.want(o.get("/bots/"+key+"/look.css"), http.StatusOK, "--look: light-dark(#0f4c81")
}

func TestSettings_LanguagesAndTexts_AreKeptByEverySection(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("lead")
	b := o.bot(key)
	b.Settings.Languages, b.Settings.Texts = []string{"de", "en"}, map[string]map[string]string{"de": {"send": "Los"}}
	if err := o.store.SaveBot(t.Context(), &b, time.Now()); err != nil {
		t.Fatal(err)
	}
	for _, section := range []string{"general", "look", "sites", "routing", "hours"} {
		o.want(o.save(key, section, nil), http.StatusSeeOther)
	}
	if got := o.bot(key).Settings; len(got.Languages) != 2 || got.Texts["de"]["send"] != "Los" {
		t.Errorf("%+v", got)
	}
	o.want(o.get("/bots/"+key+"/export"), http.StatusOK, `"languages": [`, `"send": "Los"`, `"most_file": 20`, `"accept_seconds": 30`)
}

func TestSettings_BadInput_IsToldInPlaceAndNothingIsKept(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("lead")
	before := o.bot(key)
	for _, row := range []struct {
		section string
		changed url.Values
		want    string
	}{
		{"general", url.Values{"name": {""}}, "wrong-name"}, {"general", url.Values{"title": {strings.Repeat("x", 81)}}, "wrong-title"},
		{"general", url.Values{"idle": {"0"}}, "wrong-idle"}, {"general", url.Values{"idle": {"1.5"}}, "wrong-idle"},
		{"general", url.Values{"most_file": {"51"}}, "wrong-most_file"}, {"general", url.Values{"most_file": {"0"}}, "wrong-most_file"},
		{"general", url.Values{"start_flow": {"other/flow"}}, "wrong-start_flow"}, {"sites", url.Values{"sites": {"x"}}, "wrong-sites"},
		{"look", url.Values{"fill": {"#bbbbbb"}}, "wrong-fill"}, {"look", url.Values{"on": {"red; }"}}, "wrong-on"},
		{"routing", url.Values{"accept": {"9"}}, "wrong-accept"}, {"routing", url.Values{"accept": {"301"}}, "wrong-accept"},
		{"routing", url.Values{"priority": {"11"}}, "wrong-priority"}, {"routing", url.Values{"mode": {"dice"}}, "wrong-mode"},
		{"hours", url.Values{"zone": {"Moon"}}, "wrong-zone"}, {"hours", url.Values{"week.6.from": {"late"}, "week.6.to": {"later"}}, "wrong-week.6"},
		{"hours", url.Values{"week.2.from": {"09:00"}, "week.2.to": {""}}, "wrong-week.2"}, {"hours", url.Values{"week.1.from": {"17:00"}, "week.1.to": {"09:00"}}, "wrong-week.1"},
		{"hours", url.Values{"day": {"x"}}, "wrong-days"}, {"hours", url.Values{"day": {""}, "day.from": {"09:00"}, "day.to": {"10:00"}}, "wrong-days"},
	} {
		o.want(o.save(key, row.section, row.changed), http.StatusUnprocessableEntity, `id="`+row.want+`"`, "Not saved yet")
	}
	if after := o.bot(key); !after.UpdatedAt.Equal(before.UpdatedAt) {
		t.Error("something was kept")
	}
	o.want(o.post("/bots/gone/general", url.Values{}), http.StatusNotFound)
	faint := url.Values{"fill": {"#bbbbbb"}}
	o.want(o.save(key, "look", faint), http.StatusUnprocessableEntity, "Save with the nearest colours")
	faint.Set("mend", "1")
	o.want(o.save(key, "look", faint), http.StatusSeeOther)
}

func TestSettings_SavedBySomebodyElse_IsAskedAgainInTheSameSectionAlone(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("lead")
	mine := o.settings(key, "general", url.Values{"name": {"Mine"}})
	sites := o.settings(key, "sites", url.Values{"sites": {"https://mine.example"}})
	o.want(o.save(key, "general", url.Values{"name": {"Theirs"}}), http.StatusSeeOther)
	o.want(o.post("/bots/"+key+"/general", mine), http.StatusConflict, "Somebody else has saved", `value="Mine"`, "Now it is: Theirs")
	o.want(o.post("/bots/"+key+"/sites", sites), http.StatusSeeOther)
	o.want(o.save(key, "general", url.Values{"name": {"Mine"}}), http.StatusSeeOther)
	if b := o.bot(key); b.Name != "Mine" || b.Sites[0] != "https://mine.example" {
		t.Errorf("%+v", b)
	}
}

func TestFlows_MadeDuplicatedAndDeleted(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("lead")
	o.want(o.get("/bots/"+key+"/new"), http.StatusOK, "An empty flow")
	made := o.post("/bots/"+key+"/flows", url.Values{"name": {"Extra"}})
	o.want(made, http.StatusSeeOther)
	if made.to != "/bots/"+key+"/flows/extra" {
		t.Fatalf("leads to %s", made.to)
	}
	again := o.post("/bots/"+key+"/flows/lead/duplicate", nil)
	if again.to != "/bots/"+key+"/flows/lead-form-copy" {
		t.Fatalf("%d leads to %s", again.status, again.to)
	}
	bot, err := o.store.BotByKey(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	me, _ := o.store.AgentByEmail(t.Context(), "me@example.com")
	_, err = o.store.EditFlow(t.Context(), bot.FlowID("lead-form-copy"), models.EditFlow(edit.Op{Kind: edit.OpAdd, New: "jump"}, 0, me, bot.CreatedAt))
	if err != nil {
		t.Fatal(err)
	}
	copied, _ := o.store.Draft(t.Context(), bot.FlowID("lead-form-copy"))
	for id, b := range copied.Document.Blocks {
		if b.Kind == "jump" {
			op := edit.Op{Kind: edit.OpConnect, Block: id, Port: "next", To: flow.Target{Flow: bot.FlowID("extra")}}
			if _, err := o.store.EditFlow(t.Context(), copied.ID, models.EditFlow(op, copied.Rev, me, bot.CreatedAt)); err != nil {
				t.Fatal(err)
			}
		}
	}
	o.want(o.get(made.to+"/delete"), http.StatusOK, "1 way leads here", "Lead form (copy)")
	o.want(o.get("/bots/"+key+"/flows/lead/delete"), http.StatusOK, "begins with this flow")
	o.want(o.post("/bots/"+key+"/flows/lead/delete", nil), http.StatusConflict)
	o.want(o.post(made.to+"/delete", nil), http.StatusSeeOther)
	o.want(o.post(made.to+"/delete", nil), http.StatusNotFound)
	o.want(o.get("/bots/"+key), http.StatusOK, "Lead form (copy)")
}
