package admin

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"deskbell/models"
	"deskbell/models/flow"
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

func TestBot_ScriptTag_IsEscapedAndOutlineLeadsOn(t *testing.T) {
	items := []flow.OutlineItem{
		{Block: "a", Kind: "Message", Summary: "<b>Hi</b>", Exits: []flow.OutlineExit{{Label: "Next", TargetBlock: "b"}}},
		{Block: "b", Kind: "Live chat", Title: "Ring", Exits: []flow.OutlineExit{{Label: "Next", TargetFlow: "f2"}, {Label: "Skip", TargetBlock: "gone"}, {Label: "Back"}}},
	}
	page := drawn(t, Bot(BotPage{Me: owner(), Bot: &models.Bot{Key: "shop", Name: "Shop", Sites: []string{"https://x.example"}, StartFlow: "f1"},
		Base: "https://d.example", Flows: []FlowOutline{{ID: "f1", Name: "Welcome", Items: items,
			Problems: []flow.Problem{{Severity: flow.SeverityError, Block: "b", Message: "It leads nowhere."}}}, {ID: "f2", Name: "Bikes"}}}))
	wants(t, page, `data-bot=&#34;shop&#34; async&gt;&lt;/script&gt;`, `data-copy="script-tag"`, "<code>https://x.example</code>",
		"&lt;b&gt;Hi&lt;/b&gt;", `href="#flow-1-2"`, `id="flow-1-2"`, "to 2. Ring", "to the flow Bikes", "a block that is missing",
		"ends here", "It leads nowhere.", "greets the visitor", `href="/bots/shop/playground"`, "deskbell bot import")
}

func TestPages_SupportAgent_SeesNoWayToTheBots(t *testing.T) {
	page := drawn(t, Articles(&models.Agent{Name: "Tove", Role: models.RoleSupportAgent},
		[]models.Article{{Slug: "sizes", Title: "Sizes", Published: true}, {Slug: "new", Title: "New"}}))
	wants(t, page, `href="/help/sizes"`, "Draft", "Published")
	for _, no := range []string{`href="/bots"`, `href="/help/new"`} {
		if strings.Contains(page, no) {
			t.Errorf("should not be there: %s", no)
		}
	}
}

func TestPlayground_Frame_IsMarkedAsPlayground(t *testing.T) {
	page := drawn(t, Playground(PlaygroundPage{Me: owner(), Bot: &models.Bot{Key: "shop", Name: "Shop"}}))
	wants(t, page, `title="Chat" src="/w/shop?playground=1"`, "Start again")
}

func TestProblem_Reference_IsShown(t *testing.T) {
	wants(t, drawn(t, Problem(ProblemPage{Title: "Gone", Message: "<i>", Ref: "R7"})), "<code>R7</code>", "&lt;i&gt;")
}
