package admin_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"

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
	for _, path := range []string{"/bots", "/bots/new", "/bots/import", "/bots/x", "/bots/x/new", "/bots/x/import", "/bots/x/export", "/bots/x/flows/y/export", "/bots/x/flows/y/delete"} {
		o.want(o.get(path), http.StatusForbidden)
	}
	for _, path := range []string{"/bots", "/bots/x", "/bots/x/flows", "/bots/x/flows/y/delete", "/bots/x/flows/y/duplicate"} {
		o.want(o.post(path, url.Values{}), http.StatusForbidden)
	}
	o.want(o.send("/bots/import", "text", "{}"), http.StatusForbidden)
}

// settings is the form as the page has it, with some values changed.
func (o *office) settings(key string, changed url.Values) url.Values {
	o.t.Helper()
	all, err := o.store.Bots(o.t.Context())
	if err != nil {
		o.t.Fatal(err)
	}
	form := url.Values{"name": {"Shop"}, "idle": {"24"}, "sites": {"https://shop.example"}, "fill": {"#0f4c81"}, "hover": {"#0b3a63"}, "on": {"#ffffff"}, "words": {"#0f4c81"}}
	for i := range all {
		if all[i].Key == key {
			form.Set("was", json.Number(json.RawMessage(encode(all[i].UpdatedAt.UnixMilli()))).String())
		}
	}
	maps.Copy(form, changed)
	return form
}

func encode(v any) []byte {
	text, _ := json.Marshal(v)
	return text
}

func TestSettings_SavedAndShownAgain(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("lead")
	got := o.post("/bots/"+key, o.settings(key, url.Values{"name": {"New shop"}, "title": {"Talk to us"}, "subtitle": {"At once"}, "look": {"own"},
		"hours": {"own"}, "zone": {"Europe/Zurich"}, "week.0": {"9-12, 13-17"}, "days": {"2026-12-25: closed"}, "idle": {"48"},
		"sites": {"https://a.example\r\nhttps://B.example:443"}}))
	o.want(got, http.StatusSeeOther)
	o.want(o.get(got.to), http.StatusOK, "The settings are saved.", "New shop", "Talk to us", "At once", "09:00-12:00, 13:00-17:00", "2026-12-25: closed",
		"https://a.example\nhttps://b.example", `value="48"`, "#0f4c81")
	bot, err := o.store.BotByKey(t.Context(), key)
	if err != nil || bot.Settings.Look == nil || bot.Settings.Hours == nil || bot.Settings.Hours.Zone != "Europe/Zurich" {
		t.Errorf("%+v, %v", bot, err)
	}
}

func TestSettings_BadInput_IsToldInPlaceAndNothingIsKept(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("lead")
	for _, row := range []struct {
		changed url.Values
		want    string
	}{
		{url.Values{"name": {""}}, "wrong-name"}, {url.Values{"title": {strings.Repeat("x", 81)}}, "wrong-title"},
		{url.Values{"idle": {"0"}}, "wrong-idle"}, {url.Values{"idle": {"1.5"}}, "wrong-idle"}, {url.Values{"sites": {"x"}}, "wrong-sites"},
		{url.Values{"start_flow": {"other/flow"}}, "wrong-start_flow"}, {url.Values{"look": {"own"}, "fill": {"#bbbbbb"}}, "wrong-fill"},
		{url.Values{"look": {"own"}, "on": {"red; }"}}, "wrong-on"}, {url.Values{"hours": {"own"}, "zone": {"Moon"}}, "wrong-zone"},
		{url.Values{"hours": {"own"}, "zone": {"UTC"}, "week.6": {"late"}}, "wrong-week.6"},
		{url.Values{"hours": {"own"}, "zone": {"UTC"}, "days": {"x"}}, "wrong-days"},
	} {
		o.want(o.post("/bots/"+key, o.settings(key, row.changed)), http.StatusUnprocessableEntity, `id="`+row.want+`"`, "Not saved yet")
	}
	o.want(o.post("/bots/"+key, o.settings(key, url.Values{"was": {"x"}})), http.StatusUnprocessableEntity)
	o.want(o.post("/bots/gone", url.Values{}), http.StatusNotFound)
	faint := url.Values{"look": {"own"}, "fill": {"#bbbbbb"}}
	o.want(o.post("/bots/"+key, o.settings(key, faint)), http.StatusUnprocessableEntity, "Save with the nearest colours")
	faint.Set("mend", "1")
	o.want(o.post("/bots/"+key, o.settings(key, faint)), http.StatusSeeOther)
}

func TestSettings_SavedBySomebodyElse_IsAskedAgain(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("lead")
	mine := o.settings(key, url.Values{"name": {"Mine"}})
	o.want(o.post("/bots/"+key, o.settings(key, url.Values{"name": {"Theirs"}})), http.StatusSeeOther)
	o.want(o.post("/bots/"+key, mine), http.StatusConflict, "Somebody else has saved", `value="Mine"`, "Now it is: Theirs")
	o.want(o.post("/bots/"+key, o.settings(key, url.Values{"name": {"Mine"}})), http.StatusSeeOther)
	o.want(o.get("/bots/"+key), http.StatusOK, "Mine")
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
