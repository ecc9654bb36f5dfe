package admin

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"

	"deskbell/models"
	"deskbell/models/flow/edit"
)

func drawn(t *testing.T, c templ.Component) string {
	t.Helper()
	var out bytes.Buffer
	if err := c.Render(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func wants(t *testing.T, page string, all ...string) {
	t.Helper()
	for _, part := range all {
		if !strings.Contains(page, part) {
			t.Errorf("missing: %s\nin: %s", part, page)
		}
	}
}

func owner() *models.Agent { return &models.Agent{ID: "a1", Name: "Mira", Role: models.RoleOwner} }

func TestLogin_Fields_HaveNamesAndAutocomplete(t *testing.T) {
	page := drawn(t, Login(LoginForm{Next: "/desk/c1"}))
	wants(t, page, `<label for="email">Email</label>`, `<label for="password">Password</label>`, `autocomplete="username"`,
		`autocomplete="current-password"`, `>Sign in</button>`, `name="next" value="/desk/c1"`)
}

func TestLogin_Refused_KeepsTheAddressAndFocusesThePassword(t *testing.T) {
	page := drawn(t, Login(LoginForm{Email: "mira@x.example", Problem: "Email and password do not go together."}))
	wants(t, page, `value="mira@x.example"`, `role="alert"`, "do not go together")
	at := strings.Index(page, `id="password"`)
	if !strings.Contains(page[at:at+300], "autofocus") || strings.Count(page, "autofocus") != 1 {
		t.Error("the focus is not in the password alone")
	}
}

func TestSetup_BadField_HasTheFocusAndTheSentence(t *testing.T) {
	page := drawn(t, Setup(SetupForm{Code: "x", Name: "Mira", Email: "no", Field: "email", Problem: "This is not an email address."}))
	at := strings.Index(page, `id="email"`)
	wants(t, page[at:at+500], "autofocus", `aria-invalid="true"`, `aria-describedby="problem"`)
	if strings.Count(page, `id="problem"`) != 1 || strings.Count(page, "autofocus") != 1 {
		t.Error("one sentence and one focus were expected")
	}
}

func shop() *models.Bot {
	return &models.Bot{ID: "b1", Key: "shop", Name: "Shop", Sites: []string{"https://x.example"}, StartFlow: "b1/f1"}
}

func TestBot_Page_HasScriptFlowsAndSettings(t *testing.T) {
	bot := shop()
	flows := []models.FlowHead{{ID: "b1/f1", Name: "Welcome", Latest: 3, Changed: true}, {ID: "b1/a ü", Name: "<b>Fresh</b>"}}
	page := drawn(t, Bot(BotPage{Me: owner(), Bot: bot, Base: "https://d.example", Flows: flows}))
	wants(t, page, `data-bot=&#34;shop&#34; async&gt;&lt;/script&gt;`, `data-copy="script-tag"`, `href="/bots/shop/playground"`, `href="/w/shop"`,
		`href="/bots/shop/flows/f1"`, `href="/bots/shop/flows/a%20%C3%BC"`, "&lt;b&gt;Fresh&lt;/b&gt;", "Never published", "Version 3", "changed since",
		"Greets visitors", `aria-label="Duplicate Welcome"`, `aria-label="Delete Welcome"`, `href="/bots/shop/general"`)
	general := drawn(t, BotSettings(BotSettingsPage{BotHead: BotHead{Me: owner(), Bot: bot, Here: BotGeneral}, Flows: flows, Form: BotFormOf(bot, BotGeneral)}))
	wants(t, general, `<option value="b1/f1" selected>`, `<option value="b1/a ü" disabled>`, `action="/bots/shop/general"`,
		`name="idle" type="number" min="1" max="720"`, `value="24"`, `name="most_file" type="number" min="1" max="50"`, `value="20"`)
	sites := drawn(t, BotSettings(BotSettingsPage{BotHead: BotHead{Me: owner(), Bot: bot, Here: BotSites}, Form: BotFormOf(bot, BotSites)}))
	wants(t, sites, `action="/bots/shop/sites"`, "https://x.example</textarea>")
}

func TestBot_WrongSettings_KeepWhatWasTypedAndFocusTheFirst(t *testing.T) {
	bot := shop()
	for section, first := range map[string]string{BotSites: `id="f-sites"`, BotLook: `id="f-fill"`, BotHours: `aria-label="Wednesday, from, 1"`} {
		f := BotFormOf(bot, section)
		f.Sites, f.Own, f.Timed = "ftp://x", true, true
		f.Problems = map[string]map[string]string{BotSites: {"sites": "This is no site."}, BotLook: {"fill": "Too faint.", "words": "Too faint."}, BotHours: {"week.2": "No times.", "days": "No days."}}[section]
		f.Better = map[string]string{"fill": "#123456"}
		page := drawn(t, BotSettings(BotSettingsPage{BotHead: BotHead{Me: owner(), Bot: bot, Here: section}, Form: f, Now: time.Now()}))
		wants(t, page, map[string][]string{BotSites: {"ftp://x</textarea>", `id="wrong-sites"`}, BotLook: {`id="wrong-fill"`, `id="wrong-words"`, "#123456", `name="mend"`},
			BotHours: {`id="wrong-week.2"`, `id="wrong-days"`}}[section]...)
		at := strings.Index(page, first)
		if strings.Count(page, "autofocus") != 1 || at < 0 || !strings.Contains(page[at-200:at+400], "autofocus") {
			t.Errorf("%s: the focus is not in the first field that is wrong", section)
		}
	}
}

func TestImport_Report_SaysAllBeforeAnythingIsKept(t *testing.T) {
	page := drawn(t, Import(ImportPage{Me: owner(), Bot: shop(), Flows: []models.FlowHead{{ID: "b1/f1", Name: "Welcome"}},
		Report: &ImportReport{What: "A flow", Name: "<i>", Flows: 1, Blocks: 2, Document: `{"a":"<b>"}`, Errors: []ReportLine{{"Hello", "It leads nowhere."}},
			Parts: []ReportPart{{"Empty", nil}, {"Without a counterpart", []ReportLine{{"Pay", "Payments."}}}}}}))
	wants(t, page, "&lt;i&gt;", "1 flow with 2 blocks", "To mend before it can be published", "It leads nowhere.", "Without a counterpart", "1 place",
		`value="{&#34;a&#34;:&#34;&lt;b&gt;&#34;}"`, `name="sure" value="1"`, "In place of “Welcome”")
	if strings.Contains(page, "Empty") {
		t.Error("a part without lines is shown")
	}
	page = drawn(t, Import(ImportPage{Me: owner(), Report: &ImportReport{Errors: []ReportLine{{"", "x"}}}}))
	if strings.Contains(page, `name="sure"`) {
		t.Error("a bot that cannot be published can be imported")
	}
}

func TestDeleteFlow_StartFlow_CannotBeDeleted(t *testing.T) {
	p := DeleteFlowPage{Me: owner(), Bot: shop(), Flow: models.FlowHead{ID: "b1/f1", Name: "Welcome"}, Start: true}
	if page := drawn(t, DeleteFlow(p)); strings.Contains(page, ">Delete</button>") || !strings.Contains(page, "begins with this flow") {
		t.Error("the start flow can be deleted")
	}
	p.Start, p.Refs = false, []FlowRef{{Flow: models.FlowHead{ID: "b1/more", Name: "More"}, Ref: edit.Ref{Block: "x", Name: "Go there", Label: "Next"}}}
	wants(t, drawn(t, DeleteFlow(p)), ">Delete</button>", "1 way leads here", `href="/bots/shop/flows/more?block=x"`, "More, Go there")
}

func TestPages_SupportAgent_SeesNoWayToTheBots(t *testing.T) {
	page := drawn(t, Articles(ArticlesPage{Me: &models.Agent{Name: "Tove", Role: models.RoleSupportAgent}, All: 1,
		Articles: []models.Article{{ID: "a1", Slug: "sizes", Title: "Sizes", Language: "en", Published: true}}}))
	wants(t, page, `href="/help/sizes"`, "English")
	for _, no := range []string{`href="/bots"`, `href="/articles/new"`, `href="/articles/a1/edit"`, "rename"} {
		if strings.Contains(page, no) {
			t.Errorf("should not be there: %s", no)
		}
	}
}

func TestProblem_Reference_IsShown(t *testing.T) {
	wants(t, drawn(t, Problem(ProblemPage{Title: "Gone", Message: "<i>", Ref: "R7"})), "<code>R7</code>", "&lt;i&gt;")
}

func TestArticleJob_Stopped_SaysWhatBecameOfIt(t *testing.T) {
	wants(t, drawn(t, ArticleJob(ArticleJobPage{Me: owner(), What: "faq.zip", Stopped: true})), "It was stopped", "Nothing of it was kept.")
	wants(t, drawn(t, ArticleJob(ArticleJobPage{Me: owner(), What: "faq.zip", Stopped: true, Back: true})), "It was stopped", "Nothing was taken back.")
}
