package admin_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

// reader is who is signed in, as a reader.
func (o *office) reader() models.Reader {
	o.t.Helper()
	me, err := o.store.AgentByEmail(o.t.Context(), "me@example.com")
	if err != nil {
		o.t.Fatal(err)
	}
	return models.Reader{Agent: me}
}

// M-29
func TestSettings_EachRole_SeesItsSectionsAlone(t *testing.T) {
	for _, role := range models.Roles() {
		o := openOffice(t, role)
		if got := o.get("/settings"); got.status != http.StatusSeeOther || got.to != "/profile" {
			t.Errorf("%s: %d to %s", role, got.status, got.to)
		}
		page := o.get("/settings/canned")
		o.want(page, http.StatusOK, `aria-label="Settings"`, `href="/profile"`, `href="/settings/notifications"`)
		for path, may := range map[string]bool{"/settings/categories": role.May(models.PermitArticles), "/settings/canned/new": role.May(models.PermitArticles),
			"/settings/audit": role.May(models.PermitOwner)} {
			want := http.StatusForbidden
			if may {
				want = http.StatusOK
			}
			if got := o.get(path); got.status != want {
				t.Errorf("%s opens %s: %d, want %d", role, path, got.status, want)
			}
			if path != "/settings/canned/new" && strings.Contains(page.body, `href="`+path+`"`) != may {
				t.Errorf("%s has %s among the sections: %t", role, path, !may)
			}
		}
	}
}

func TestCanned_Written_IsFoundChangedAndDeleted(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	o.newBot("lead")
	bot := o.reader().Agent.Bots[0]
	o.want(o.get("/settings/canned"), http.StatusOK, "No canned replies yet")
	o.want(o.get("/settings/canned/new"), http.StatusOK, "{{visitor.name}}", "From the flows of Shop", "All bots")
	hello := url.Values{"shortcut": {"/Hello"}, "title": {"Greeting"}, "text": {"Hello **{{visitor.name}}**"}}
	o.want(o.post("/settings/canned", hello), http.StatusSeeOther)
	o.want(o.post("/settings/canned", hello), http.StatusUnprocessableEntity, "There is a reply with this shortcut already.", "Hello **{{visitor.name}}**", `id="wrong-shortcut"`)
	hello.Set("bot", string(bot))
	o.want(o.post("/settings/canned", hello), http.StatusSeeOther)
	o.want(o.get("/settings/canned?q=greet+hello"), http.StatusOK, "<code>/hello</code>", "All bots", ">Shop<")
	o.want(o.get("/settings/canned?q=nothing"), http.StatusOK, "Nothing found")
	all, err := o.store.AllCanned(t.Context(), o.reader())
	if err != nil || len(all) != 2 {
		t.Fatal(all, err)
	}
	path := "/settings/canned/" + all[0].ID
	o.want(o.get(path), http.StatusOK, `value="Greeting"`, "Hello **{{visitor.name}}**", "<strong>Anna Weber</strong>")
	hello.Set("bot", "")
	hello.Set("title", "Welcome")
	o.want(o.post(path, hello), http.StatusSeeOther)
	o.want(o.get("/settings/canned"), http.StatusOK, "Welcome")
	o.want(o.get(path+"/delete"), http.StatusOK, "Delete “Welcome”?")
	o.want(o.post(path+"/delete", url.Values{}), http.StatusSeeOther)
	o.want(o.post(path+"/delete", url.Values{}), http.StatusNotFound)
	o.want(o.get("/settings/audit"), http.StatusOK, "Canned reply saved", "Canned reply deleted", "/hello", "Mira", "127.0.0.1")
}

func TestCanned_BadInput_IsToldInPlace(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	good := url.Values{"shortcut": {"hi"}, "title": {"Hi"}, "text": {"Hi"}}
	for _, row := range [][3]string{{"shortcut", "", "wrong-shortcut"}, {"shortcut", "two words", "wrong-shortcut"}, {"shortcut", "-", "wrong-shortcut"},
		{"shortcut", strings.Repeat("x", 41), "wrong-shortcut"}, {"title", " ", "wrong-title"}, {"title", strings.Repeat("x", 101), "wrong-title"},
		{"text", "\u200b", "wrong-text"}, {"text", strings.Repeat("x", 10_001), "wrong-text"}} {
		form := url.Values{"shortcut": good["shortcut"], "title": good["title"], "text": good["text"]}
		form.Set(row[0], row[1])
		o.want(o.post("/settings/canned", form), http.StatusUnprocessableEntity, `id="`+row[2]+`"`)
	}
	good.Set("bot", "none")
	o.want(o.post("/settings/canned", good), http.StatusNotFound)
	o.want(o.get("/settings/canned/none"), http.StatusNotFound)
	o.want(o.post("/settings/canned/preview", url.Values{"text": {"<b>x</b> {{order}}"}}), http.StatusOK, "&lt;b&gt;x&lt;/b&gt; ‹order›")
}

// M-24
func TestCategories_AddedRenamedMovedAndDeleted(t *testing.T) {
	o := openOffice(t, models.RoleAccountManager)
	o.want(o.get("/settings/categories"), http.StatusOK, "No categories yet")
	for _, name := range []string{"Orders", "Returns", "Praise"} {
		o.want(o.post("/settings/categories", url.Values{"name": {name}}), http.StatusSeeOther)
	}
	o.want(o.post("/settings/categories", url.Values{"name": {"orders"}}), http.StatusUnprocessableEntity, "already", `id="wrong-name"`)
	o.want(o.post("/settings/categories", url.Values{"name": {" "}}), http.StatusUnprocessableEntity, `id="wrong-name"`)
	all, err := o.store.Categories(t.Context())
	if err != nil || len(all) != 3 {
		t.Fatal(all, err)
	}
	praise := "/settings/categories/" + all[2].ID
	o.want(o.post(praise+"/move", url.Values{"place": {"0"}}), http.StatusSeeOther)
	o.want(o.post(praise+"/move", url.Values{"place": {"first"}}), http.StatusUnprocessableEntity)
	o.want(o.get("/settings/categories?edit="+all[2].ID), http.StatusOK, `aria-label="New name of Praise"`, `value="Praise"`)
	o.want(o.post(praise, url.Values{"name": {"Orders"}}), http.StatusUnprocessableEntity, "already")
	o.want(o.post(praise, url.Values{"name": {"Thanks"}}), http.StatusSeeOther)
	page := o.get("/settings/categories")
	if thanks, orders := strings.Index(page.body, ">Thanks<"), strings.Index(page.body, ">Orders<"); thanks < 0 || thanks > orders {
		t.Errorf("the order is another one: %s", page.body)
	}
	o.want(o.get(praise+"/delete"), http.StatusOK, "No conversation carries it.")
	o.want(o.post(praise+"/delete", url.Values{}), http.StatusSeeOther)
	o.want(o.get(praise+"/delete"), http.StatusNotFound)
}

func TestAudit_FilteredAndInPages_ShowsWhatIsAskedFor(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	already, err := o.store.Acts(t.Context(), o.reader(), models.ActQuery{Limit: 100}) // the sign-in
	if err != nil {
		t.Fatal(err)
	}
	before := func(n int) string { return fmt.Sprintf("/settings/audit?before=%d", n+len(already)) }
	at := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	for i := range 120 {
		act := models.Act{By: o.reader().Agent, What: "Thing done", Object: fmt.Sprintf("object-%d.", i), Address: "192.0.2.1", Now: at.Add(time.Duration(i) * time.Hour)}
		if i == 7 {
			act.By, act.What = nil, "Backup made"
		}
		if err := o.store.Note(t.Context(), act); err != nil {
			t.Fatal(err)
		}
	}
	first := o.get("/settings/audit")
	o.want(first, http.StatusOK, "object-119.", "object-70.", "Older entries", `href="`+before(71)+`"`)
	o.want(o.get(before(71)), http.StatusOK, "object-69.", "object-20.")
	if last := o.get(before(21)); strings.Contains(last.body, "Older entries") || !strings.Contains(last.body, "object-0.") {
		t.Error("the last page is another one")
	}
	machine := o.get("/settings/audit?by=-")
	o.want(machine, http.StatusOK, "Command line", "object-7.")
	if strings.Contains(machine.body, "object-8.") {
		t.Error("others are shown")
	}
	day := o.get("/settings/audit?from=2026-05-02&to=2026-05-02&what=Thing+done&by=" + string(o.reader().Agent.ID))
	o.want(day, http.StatusOK, "object-12.", "object-35.")
	if strings.Contains(day.body, "object-11.") || strings.Contains(day.body, "object-36.") {
		t.Error("other days are shown")
	}
	o.want(o.get("/settings/audit?from=2026-05-03&to=2026-05-02"), http.StatusUnprocessableEntity)
	o.want(o.get("/settings/audit?from=x"), http.StatusUnprocessableEntity)
	o.want(o.get("/settings/audit?before=x"), http.StatusNotFound)
	o.want(o.get("/settings/audit?what=None"), http.StatusOK, "Nothing matches")
}

// M-26
func TestBotAgents_Assigned_OtherBotsStay(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	shop, workshop := o.newBot("lead"), o.newBot("faq")
	first, second := o.bot(shop).ID, o.bot(workshop).ID
	tove := &models.Agent{Email: "tove@example.com", Name: "Tove Aas", Role: models.RoleAgent, MaxChats: 2, Bots: []models.BotID{second}}
	if err := o.store.SaveAgent(t.Context(), tove, time.Now()); err != nil {
		t.Fatal(err)
	}
	me := string(o.reader().Agent.ID)
	path := "/bots/" + shop + "/agents"
	o.want(o.get(path), http.StatusOK, "Tove Aas", `name="had" value="`+me+`"`)
	o.want(o.post(path, url.Values{"had": {me}, "agent": {string(tove.ID)}}), http.StatusSeeOther)
	got, err := o.store.AgentByID(t.Context(), tove.ID)
	if err != nil || len(got.Bots) != 2 || !got.MaySee(first) || !got.MaySee(second) {
		t.Errorf("%+v, %v", got.Bots, err)
	}
	if bots := o.reader().Agent.Bots; len(bots) != 1 || bots[0] != second {
		t.Errorf("%v", bots)
	}
	o.want(o.post("/bots/"+workshop+"/agents", url.Values{"had": {me, string(tove.ID)}, "agent": {string(tove.ID)}}), http.StatusSeeOther)
	o.want(o.get(path), http.StatusOK, "Without any bot, and so not offered chats: <b dir=\"auto\">Mira</b>")
	o.want(o.get("/settings/audit"), http.StatusOK, "Agents of a bot changed", "added: Tove Aas; removed: Mira")
	// Who is in neither list was assigned by somebody else meanwhile.
	o.want(o.post(path, url.Values{}), http.StatusSeeOther)
	if got, err := o.store.AgentByID(t.Context(), tove.ID); err != nil || len(got.Bots) != 2 {
		t.Errorf("%+v, %v", got.Bots, err)
	}
	o.want(o.post(path, url.Values{"agent": {"none"}}), http.StatusNotFound)
}

func TestBots_Changes_AreInTheAuditLogWithoutSecrets(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	key := o.newBot("lead")
	o.want(o.save(key, "general", url.Values{"name": {"New shop"}, "idle": {"30"}}), http.StatusSeeOther)
	o.want(o.save(key, "general", nil), http.StatusSeeOther) // back to 24 hours
	o.want(o.save(key, "routing", nil), http.StatusSeeOther) // as it is
	o.want(o.post("/bots/"+key+"/secrets", url.Values{"secret": {"api_key"}, "value": {"hunter-two"}}), http.StatusSeeOther)
	o.want(o.post("/bots/"+key+"/secrets/delete", url.Values{"secret": {"API_KEY"}}), http.StatusSeeOther)
	o.want(o.get("/bots/"+key+"/export"), http.StatusOK)
	page := o.get("/settings/audit")
	o.want(page, http.StatusOK, "Bot made", "Bot settings changed", "name, closing of quiet chats", "Secret set", "Secret deleted", "API_KEY", "Bot exported")
	if strings.Contains(page.body, "hunter") || strings.Contains(page.body, "who is asked") {
		t.Error(page.body)
	}
}
