package admin_test

import (
	"context"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"deskbell/handlers/admin"
	"deskbell/models"
	"deskbell/models/flow"
)

var wasPattern = regexp.MustCompile(`name="was" value="([^"]*)"`)

// mailForm is the form of a page about email as it is drawn, with some values changed.
func (o *office) mailForm(path string, changed url.Values) url.Values {
	o.t.Helper()
	page := o.get(path)
	o.want(page, http.StatusOK)
	form := url.Values{"was": {wasPattern.FindStringSubmatch(page.body)[1]}}
	maps.Copy(form, changed)
	return form
}

func server(more url.Values) url.Values {
	form := url.Values{"host": {"mail.example.com"}, "security": {"starttls"}, "port": {""}, "user": {"desk"}, "password": {"hunter-two"},
		"sender": {"chat@example.com"}, "sender_name": {"Pia’s Shop"}}
	maps.Copy(form, more)
	return form
}

// saveServer posts the server with some values changed.
func (o *office) saveServer(more url.Values) answer {
	o.t.Helper()
	return o.post("/settings/email", o.mailForm("/settings/email", server(more)))
}

func (o *office) opened() models.MailSettings {
	o.t.Helper()
	s, err := o.store.OpenMailSettings(o.t.Context())
	if err != nil {
		o.t.Fatal(err)
	}
	return s
}

// put writes a mail to the team into the outbox.
func (o *office) put(m models.OutMail) string {
	o.t.Helper()
	id, err := o.store.PutMail(o.t.Context(), m, time.Now().UTC())
	if err != nil {
		o.t.Fatal(err)
	}
	return id
}

func testMail(to string) models.OutMail {
	return models.OutMail{Mail: models.Mail{Purpose: models.MailTest, Who: "Mira"}, Address: to}
}

// failed has the server refuse a mail.
func (o *office) failed(id, words string) {
	o.t.Helper()
	now := time.Now().UTC()
	if err := o.store.Outgoing().Failed(o.t.Context(), models.Setback{ID: id, Error: words, Now: now}); err != nil {
		o.t.Fatal(err)
	}
}

func TestEmail_WithoutTheRight_IsClosed(t *testing.T) {
	o := openOffice(t, models.RoleSupervisor)
	for _, path := range []string{"", "/forget", "/inbox", "/inbox/hook/delete", "/outbox", "/outbox/news", "/outbox/x", "/outbox/x/html", "/test/x"} {
		o.want(o.get("/settings/email"+path), http.StatusForbidden)
	}
	for _, path := range []string{"", "/forget", "/test", "/inbox", "/inbox/hook", "/inbox/hook/delete", "/outbox/x/again"} {
		o.want(o.post("/settings/email"+path, url.Values{}), http.StatusForbidden)
	}
	if page := o.get("/settings/canned"); strings.Contains(page.body, `href="/settings/email"`) {
		t.Error("it stands among the sections")
	}
}

// M-31
func TestEmail_ServerSaved_IsUsedAndItsPasswordNeverShown(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	o.want(o.get("/settings/email"), http.StatusOK, "No mail server: mails wait in the outbox", "Save a server first")
	o.want(o.saveServer(nil), http.StatusSeeOther)
	if s := o.opened(); s.Out.Host != "mail.example.com" || s.Out.Port != 587 || s.Out.Password != "hunter-two" || s.Name != "Pia’s Shop" || s.Sender != "chat@example.com" {
		t.Errorf("%+v", s)
	}
	page := o.get("/settings/email?done=saved")
	o.want(page, http.StatusOK, "Mails go out by <b>mail.example.com:587</b>", "From chat@example.com.", "Leave it empty to keep it", `value="me@example.com"`, "Remove the server")
	// An empty password keeps the one there is; another server does not get it.
	o.want(o.saveServer(url.Values{"password": {""}, "sender_name": {"Shop"}}), http.StatusSeeOther)
	if s := o.opened(); s.Out.Password != "hunter-two" || s.Name != "Shop" {
		t.Errorf("%+v", s)
	}
	o.want(o.saveServer(url.Values{"password": {""}, "host": {"mail.evil.example"}}), http.StatusUnprocessableEntity, `id="wrong-password"`, `value="mail.evil.example"`)
	if s := o.opened(); s.Out.Host != "mail.example.com" {
		t.Errorf("%+v", s)
	}
	wrong := o.saveServer(url.Values{"password": {"hunter-three"}, "host": {"a b"}})
	o.want(wrong, http.StatusUnprocessableEntity, `id="wrong-host"`, "Not saved yet")
	if all := page.body + wrong.body + o.get("/settings/email/inbox").body; strings.Contains(all, "hunter") {
		t.Error("a password is shown")
	}
	o.want(o.get("/settings/email/forget"), http.StatusOK, "Remove the mail server?")
	o.want(o.post("/settings/email/forget", url.Values{}), http.StatusSeeOther)
	if s := o.opened(); s.Out.Host != "" || s.Sender != "" || s.Out.Password != "" {
		t.Errorf("%+v", s)
	}
}

func TestEmail_ProgramStartedWithServer_CountsUntilOneIsSaved(t *testing.T) {
	o := openOfficeWith(t, models.RoleOwner, models.MailSettings{Sender: "started@example.com", Out: models.MailServer{Host: "relay.example.com", Port: 2525}})
	o.want(o.get("/settings/email"), http.StatusOK, "<b>relay.example.com:2525</b>", "Set on the command line", "From started@example.com.")
	// A sender alone counts for it.
	o.want(o.saveServer(url.Values{"host": {""}, "user": {""}, "password": {""}}), http.StatusSeeOther)
	o.want(o.get("/settings/email"), http.StatusOK, "<b>relay.example.com:2525</b>", "From chat@example.com.", "Use what the program was started with")
	o.want(o.saveServer(nil), http.StatusSeeOther)
	o.want(o.get("/settings/email"), http.StatusOK, "<b>mail.example.com:587</b>", "Saved here")
	o.want(o.post("/settings/email/forget", url.Values{}), http.StatusSeeOther)
	o.want(o.get("/settings/email?done=forgot"), http.StatusOK, "<b>relay.example.com:2525</b>", "From started@example.com.")
	o.want(o.get("/settings/audit"), http.StatusOK, "Mail server changed", "Mail server removed", "server mail.example.com, user, password")
}

func TestEmail_BadInput_IsToldInItsField(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	_, private, _ := ed25519.GenerateKey(nil)
	der, _ := x509.MarshalPKCS8PrivateKey(private)
	key := string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	for _, row := range []struct{ name, value, field string }{
		{"host", "", "host"}, {"host", "mail.example.com/path", "host"}, {"host", "me@mail.example.com", "host"}, {"host", "mail\r\n.example.com", "host"},
		{"port", "0", "port"}, {"port", "70000", "port"}, {"port", "x", "port"}, {"security", "none", "security"}, {"security", "odd", "security"},
		{"user", "", "user"}, {"password", "", "password"}, {"password", "a\nb", "password"},
		{"sender", "", "sender"}, {"sender", "nobody", "sender"}, {"sender", "a@example.com\r\nBcc: b@example.com", "sender"}, {"sender", "a@example.com, b@example.com", "sender"},
		{"sender_name", strings.Repeat("x", 81), "sender_name"}, {"sender_name", "Eve <eve@example.com>", "sender_name"},
		{"dkim_domain", "example.com", "dkim_selector"}, {"dkim_key", "no key", "dkim_domain"},
	} {
		got := o.saveServer(url.Values{row.name: {row.value}})
		o.want(got, http.StatusUnprocessableEntity, `id="wrong-`+row.field+`"`, "Not saved yet")
		if strings.Count(got.body, "autofocus") != 1 {
			t.Errorf("%s %q: the focus is nowhere, or everywhere", row.name, row.value)
		}
	}
	if s := o.opened(); s.Out.Host != "" {
		t.Errorf("something was kept: %+v", s)
	}
	dkim := url.Values{"dkim_domain": {"Example.com"}, "dkim_selector": {"bell"}, "dkim_key": {key}}
	o.want(o.saveServer(dkim), http.StatusSeeOther)
	page := o.get("/settings/email")
	o.want(page, http.StatusOK, `value="example.com"`, `value="bell"`)
	if strings.Contains(page.body, "PRIVATE KEY-----\n") || !strings.Contains(o.opened().DKIM.Key, "PRIVATE KEY") {
		t.Error("the key is shown, or not kept")
	}
	o.want(o.saveServer(url.Values{"host": {"[::1]:2525"}, "security": {"none"}}), http.StatusSeeOther)
	if s := o.opened(); s.Out.Host != "::1" || s.Out.Port != 2525 || s.DKIM.Key != "" {
		t.Errorf("%+v", s.Out)
	}
}

func TestEmail_SavedByAnotherMeanwhile_IsAskedAgain(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	mine := o.mailForm("/settings/email", server(url.Values{"sender": {"mine@example.com"}}))
	o.want(o.saveServer(url.Values{"sender": {"theirs@example.com"}}), http.StatusSeeOther)
	got := o.post("/settings/email", mine)
	o.want(got, http.StatusConflict, "Somebody else has changed the email settings", `value="mine@example.com"`)
	mine.Set("was", wasPattern.FindStringSubmatch(got.body)[1])
	o.want(o.post("/settings/email", mine), http.StatusSeeOther)
	// What is changed about answers is none of its business.
	mine = o.mailForm("/settings/email", server(nil))
	o.want(o.post("/settings/email/inbox", o.mailForm("/settings/email/inbox", url.Values{"address": {"chat@example.com"}})), http.StatusSeeOther)
	o.want(o.post("/settings/email", mine), http.StatusSeeOther)
	if s := o.opened(); s.In.Address != "chat@example.com" {
		t.Errorf("%+v", s.In)
	}
}

// betweenMail lets somebody else save after settings were read and before they are written.
type betweenMail struct {
	models.Mailing
	saves func()
}

func (b *betweenMail) SaveMailSettings(ctx context.Context, s models.MailSettings, now time.Time) error {
	if do := b.saves; do != nil {
		b.saves = nil
		do()
	}
	return b.Mailing.SaveMailSettings(ctx, s, now)
}

// Nothing is written over that was saved while a form was on its way.
func TestEmail_SavedInTheSameMoment_TheSecondIsTold(t *testing.T) {
	b := &betweenMail{}
	o := openOfficeBy(t, models.RoleAdmin, func(o *admin.Options) { b.Mailing, o.Mailing = o.Mailing, b })
	save := func() {
		theirs, err := b.MailSettings(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		theirs.Name, theirs.In.Address = "Theirs", "theirs@example.com"
		if err := b.Mailing.SaveMailSettings(t.Context(), theirs, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	b.saves = save
	mine := o.mailForm("/settings/email", server(url.Values{"sender": {"mine@example.com"}}))
	got := o.post("/settings/email", mine)
	o.want(got, http.StatusConflict, "Somebody else has changed the email settings", `value="mine@example.com"`)
	if s := o.opened(); s.Name != "Theirs" || s.Sender != "" {
		t.Errorf("%+v", s)
	}
	mine.Set("was", wasPattern.FindStringSubmatch(got.body)[1])
	o.want(o.post("/settings/email", mine), http.StatusSeeOther)
	b.saves = save
	inbox := o.mailForm("/settings/email/inbox", url.Values{"address": {"mine@example.com"}})
	got = o.post("/settings/email/inbox", inbox)
	o.want(got, http.StatusConflict, "Somebody else has changed the email settings", `value="mine@example.com"`)
	inbox.Set("was", wasPattern.FindStringSubmatch(got.body)[1])
	o.want(o.post("/settings/email/inbox", inbox), http.StatusSeeOther)
	if s := o.opened(); s.Name != "Theirs" || s.Sender != "mine@example.com" || s.In.Address != "mine@example.com" {
		t.Errorf("%+v", s)
	}
	b.saves = save
	o.want(o.post("/settings/email/forget", url.Values{}), http.StatusConflict, "Somebody else has changed the email settings")
}

func TestEmailTest_Sent_ShowsWhatTheServerSays(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	o.want(o.post("/settings/email/test", url.Values{"to": {"me@example.com"}}), http.StatusUnprocessableEntity, "Save a server first")
	o.want(o.saveServer(nil), http.StatusSeeOther)
	for _, to := range []string{"", "nobody", "a@example.com\r\nBcc: b@example.com", "a@example.com,b@example.com"} {
		o.want(o.post("/settings/email/test", url.Values{"to": {to}}), http.StatusUnprocessableEntity, `id="wrong-to"`)
	}
	got := o.post("/settings/email/test", url.Values{"to": {"me@example.com"}})
	o.want(got, http.StatusSeeOther)
	id, _, _ := strings.Cut(strings.TrimPrefix(got.to, "/settings/email?test="), "#")
	o.want(o.get("/settings/email?test="+id), http.StatusOK, "On its way to me@example.com", `data-refresh="/settings/email/test/`+id+`"`)
	panel := func() answer {
		r, _ := http.NewRequest("GET", o.http.URL+"/settings/email/test/"+id, nil)
		r.Header.Set("HX-Request", "true")
		return o.do(r)
	}
	back := models.Setback{ID: id, Error: "451 <b>greylisted</b>", Now: time.Now(), Next: time.Now().Add(time.Hour)}
	if err := o.store.Outgoing().Failed(t.Context(), back); err != nil {
		t.Fatal(err)
	}
	later := panel()
	o.want(later, http.StatusOK, "It has not worked yet", "451 &lt;b&gt;greylisted&lt;/b&gt;", `id="test-mail"`)
	if strings.Contains(later.body, "data-refresh") {
		t.Error("it is asked for again, an hour too early")
	}
	if err := o.store.Outgoing().Done(t.Context(), id, time.Now()); err != nil {
		t.Fatal(err)
	}
	o.want(panel(), http.StatusOK, "The server has taken it", `id="mail-stands"`) // and it is no longer counted among those that wait
	o.want(o.get("/settings/email/test/"+id), http.StatusSeeOther)
	other := o.put(models.OutMail{Mail: models.Mail{Purpose: models.MailReset, Link: models.NewLinkToken()}, Address: "you@example.com"})
	o.want(o.get("/settings/email?test="+other), http.StatusNotFound)
	o.want(o.get("/settings/email/test/"+other), http.StatusNotFound)
	o.want(o.get("/settings/email/outbox"), http.StatusOK, "me@example.com", "Test")
	for range 12 {
		got = o.post("/settings/email/test", url.Values{"to": {"me@example.com"}})
	}
	o.want(got, http.StatusTooManyRequests)
}

// M-31
func TestOutbox_ManyMails_AreListedFilteredAndPaged(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	o.want(o.get("/settings/email/outbox"), http.StatusOK, "No mail yet", "No mail server is set")
	var ids []string
	for i := range 65 {
		ids = append(ids, o.put(testMail(fmt.Sprintf("n%d@example.com", i))))
	}
	o.failed(ids[3], "550 no such user")
	first := o.get("/settings/email/outbox")
	o.want(first, http.StatusOK, "n64@example.com", "n35@example.com", "Show more", "Waits for a mail server")
	if strings.Contains(first.body, "n34@example.com") || strings.Contains(first.body, "data-refresh") {
		t.Error("there are more than a page, or it is asked for without a server")
	}
	more := regexp.MustCompile(`before=([0-9a-f-]+)`)
	second := o.get("/settings/email/outbox?before=" + more.FindStringSubmatch(first.body)[1])
	o.want(second, http.StatusOK, "n34@example.com", "n5@example.com")
	third := o.get("/settings/email/outbox?before=" + more.FindStringSubmatch(second.body)[1])
	o.want(third, http.StatusOK, "n4@example.com", "n0@example.com", "550 no such user")
	if strings.Contains(third.body, "Show more") {
		t.Error("there is no end")
	}
	failed := o.get("/settings/email/outbox?state=failed")
	o.want(failed, http.StatusOK, "n3@example.com", "Send again", ">64<", ">1<")
	if strings.Contains(failed.body, "n4@example.com") {
		t.Error("others are shown")
	}
	o.want(o.get("/settings/email/outbox?purpose=join"), http.StatusOK, "Nothing here", "Show all")
	o.want(o.get("/settings/email/outbox?state=odd&purpose=odd&before=odd"), http.StatusOK)
	o.want(o.get("/settings/email/outbox/"+ids[5][:30]), http.StatusNotFound)
	o.want(o.get("/settings/email/outbox/"+ids[5][:30]+"/html"), http.StatusNotFound)
	o.want(o.saveServer(nil), http.StatusSeeOther)
	o.want(o.get("/settings/email/outbox"), http.StatusOK, `data-refresh="/settings/email/outbox/news?watch=`, "Goes out")
	if err := o.store.Outgoing().Done(t.Context(), ids[64], time.Now()); err != nil {
		t.Fatal(err)
	}
	news := o.get("/settings/email/outbox/news?watch=" + ids[64] + "&watch=none")
	o.want(news, http.StatusOK, `id="mail-`+ids[64]+`"`, "Sent", `id="outbox-news"`, `id="outbox-states"`)
	if strings.Contains(news.body, "data-refresh") || strings.Contains(strings.ToLower(news.body), "<html") {
		t.Error("it is asked for although nothing is on its way")
	}
}

// A8 A11
func TestOutbox_MailWithEvilWords_IsWordsAlone(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	evil := `"><script>alert(1)</script>`
	id := o.put(models.OutMail{Mail: models.Mail{Mail: flow.Mail{Subject: evil, Text: evil + "\r\nhttps://evil.example"}, Purpose: models.MailFlow}, Address: "vera@example.com"})
	line := models.MailedNotice{Title: evil, Line: evil, Path: "/desk", At: time.Now()}
	html := o.put(models.OutMail{Mail: models.Mail{Purpose: models.MailNotice, Notices: []models.MailedNotice{line}}, Address: "me@example.com"})
	for _, path := range []string{"", "/" + id, "/" + html, "/" + html + "?part=text", "/" + html + "/html"} {
		got := o.get("/settings/email/outbox" + path)
		o.want(got, http.StatusOK)
		if strings.Contains(got.body, "<script>alert") {
			t.Errorf("%s runs", path)
		}
	}
	o.want(o.get("/settings/email/outbox/"+id), http.StatusOK, "https://evil.example", "vera@example.com")
	o.want(o.get("/settings/email/outbox/"+id+"/html"), http.StatusNotFound)
	page := o.get("/settings/email/outbox/" + html)
	o.want(page, http.StatusOK, `<iframe class="mail-look" sandbox=""`, `src="/settings/email/outbox/`+html+`/html"`)
	part := o.get("/settings/email/outbox/" + html + "/html")
	policy := part.header.Get("Content-Security-Policy")
	for _, word := range []string{"default-src 'none'", "style-src 'unsafe-inline'", "frame-ancestors 'self'", "sandbox"} {
		if !strings.Contains(policy, word) {
			t.Errorf("the policy of the part is %q", policy)
		}
	}
	if strings.Contains(policy, "script-src") || strings.Contains(policy, "allow-") || !strings.HasPrefix(part.header.Get("Content-Type"), "text/html") {
		t.Errorf("%q, %v", policy, part.header)
	}
}

// A39
func TestOutbox_Links_AreSeenByOwnersAloneAndPasswordLinksByNobody(t *testing.T) {
	for _, role := range []models.Role{models.RoleAdmin, models.RoleOwner} {
		o := openOffice(t, role)
		bot, secret := o.bot(o.newBot("lead")), models.NewLinkToken()
		now := time.Now().UTC()
		mail := models.OutMail{Mail: models.Mail{Purpose: models.MailJoin, Why: "wanted", Bot: "Shop", Begun: now, At: now}, Address: "guest@example.com", Now: now}
		mail.To = []string{mail.Address}
		change, err := o.store.Begin(t.Context(), models.Beginning{Bot: &bot, TokenHash: "t1", Now: now}, func(c *models.Conversation) (models.Change, error) {
			c.LastSeq, c.UpdatedAt = c.LastSeq+1, now
			return models.Change{Conversation: c, Mails: []models.OutMail{mail}, Entries: []models.Entry{{Seq: c.LastSeq, Kind: models.EntrySaid, Text: "Hi", At: now,
				Author: models.Author{Kind: models.ByVisitor, ID: string(c.Visitor.ID)}}}}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		join := change.Deliveries[0]
		m, err := join.Mail()
		if err != nil {
			t.Fatal(err)
		}
		token, err := o.store.MailToken(t.Context(), m)
		if err != nil || token == "" {
			t.Fatal(token, err)
		}
		reset := o.put(models.OutMail{Mail: models.Mail{Purpose: models.MailReset, Link: secret, Who: "Mira"}, Address: "me@example.com"})
		invite := o.put(models.OutMail{Mail: models.Mail{Purpose: models.MailInvite, Link: secret, Who: "Mira"}, Address: "new@example.com"})
		list := o.get("/settings/email/outbox").body + o.get("/settings/email/outbox/news?watch="+join.ID).body
		for _, part := range []string{"", "?part=text", "/html"} {
			shown := o.get("/settings/email/outbox/" + join.ID + part).body
			if part != "" && strings.Contains(shown, token) != (role == models.RoleOwner) {
				t.Errorf("%s sees the join link in %q: %t", role, part, !strings.Contains(shown, token))
			}
			list += o.get("/settings/email/outbox/"+reset+part).body + o.get("/settings/email/outbox/"+invite+part).body
		}
		if strings.Contains(list, token) || strings.Contains(list, secret) {
			t.Errorf("%s sees a link that is nobody's", role)
		}
		o.want(o.get("/settings/email/outbox/"+reset+"?part=text"), http.StatusOK, "[link]", "it makes a password")
		o.want(o.get("/settings/email/outbox/"+join.ID), http.StatusOK, `href="/desk/`+string(change.Conversation.ID)+`"`)
	}
}

func TestOutbox_FailedMail_IsSentAgainByHand(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	id := o.put(testMail("vera@example.com"))
	again := "/settings/email/outbox/" + id + "/again"
	o.want(o.post(again, url.Values{}), http.StatusNotFound) // it waits as it is
	o.failed(id, "550 no such user")
	o.want(o.get("/settings/email/outbox/"+id), http.StatusOK, "It was given up. This was said last:", "550 no such user", "Send again")
	o.want(o.post(again, url.Values{}), http.StatusSeeOther)
	if d, err := o.store.MailByID(t.Context(), id); err != nil || d.State != models.DeliveryPending {
		t.Errorf("%+v, %v", d, err)
	}
	o.want(o.get("/settings/audit"), http.StatusOK, "Mail sent again", id)
}

func TestInbox_MailboxAndHook_AreSavedShownOnceAndTakenAway(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	o.want(o.get("/settings/email/inbox"), http.StatusOK, "Answers to mails are not taken", "https://desk.example/hooks/mail/raw", "No mail has come in yet")
	o.want(o.post("/settings/email/inbox/hook", url.Values{}), http.StatusConflict)
	save := func(more url.Values) answer {
		form := url.Values{"address": {"chat@example.com"}, "host": {"imap.example.com"}, "security": {"tls"}, "user": {"chat"}, "password": {"hunter-two"}, "folder": {""}}
		maps.Copy(form, more)
		return o.post("/settings/email/inbox", o.mailForm("/settings/email/inbox", form))
	}
	for name, value := range map[string]string{"address": "nobody", "host": "a b", "port": "x", "user": "", "password": ""} {
		got := save(url.Values{name: {value}})
		o.want(got, http.StatusUnprocessableEntity, `id="wrong-`+name+`"`)
	}
	o.want(save(url.Values{"address": {""}}), http.StatusUnprocessableEntity, `id="wrong-address"`)
	o.want(save(nil), http.StatusSeeOther)
	if in := o.opened().In; in.Server.Port != 993 || in.Server.Password != "hunter-two" {
		t.Errorf("%+v", in)
	}
	made := o.post("/settings/email/inbox/hook", url.Values{})
	secret := o.opened().In.Hook
	o.want(made, http.StatusOK, `value="`+secret+`"`)
	if len(secret) < 26 {
		t.Errorf("%q is no secret", secret)
	}
	page := o.get("/settings/email/inbox")
	o.want(page, http.StatusOK, "There is a secret", "Replace the secret", "Answers are taken from the mailbox, and by the webhook")
	if strings.Contains(page.body, secret) || strings.Contains(page.body, "hunter") {
		t.Error("a secret is shown again")
	}
	o.want(save(url.Values{"password": {""}}), http.StatusSeeOther) // both stay
	if in := o.opened().In; in.Hook != secret || in.Server.Password != "hunter-two" {
		t.Errorf("%+v", in)
	}
	o.want(o.post("/settings/email/inbox/hook", url.Values{}), http.StatusOK)
	if o.opened().In.Hook == secret {
		t.Error("it was not replaced")
	}
	o.want(o.get("/settings/email/inbox/hook/delete"), http.StatusOK, "Take the secret away?")
	o.want(o.post("/settings/email/inbox/hook/delete", url.Values{}), http.StatusSeeOther)
	if in := o.opened().In; in.Hook != "" || in.Server.Password != "hunter-two" {
		t.Errorf("%+v", in)
	}
}

func TestInbox_MailsThatCame_AreListedWithWhatBecameOfThem(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	for i := range 35 {
		r := models.MailReceipt{Hash: fmt.Sprintf("h%d", i)}
		r.ReceivedMail = models.ReceivedMail{Address: fmt.Sprintf("n%d@example.com", i), Subject: "<b>Re</b>", State: models.MailRefused, Why: "It is not signed.", At: time.Now().UTC()}
		if err := o.store.KeepReceived(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	page := o.get("/settings/email/inbox")
	o.want(page, http.StatusOK, "n34@example.com", "&lt;b&gt;Re&lt;/b&gt;", "Refused", "It is not signed.", "Older")
	if strings.Contains(page.body, "n4@example.com") {
		t.Error("there are more than a page")
	}
	older := regexp.MustCompile(`href="(/settings/email/inbox\?before=[^"#]+)`).FindStringSubmatch(page.body)[1]
	o.want(o.get(older), http.StatusOK, "n4@example.com", "n0@example.com", "Newest")
}

// A35 A39
func TestEmail_ServerSavedByAnAdmin_HasNoLinksForOwnersAndBothAreTold(t *testing.T) {
	const said = "An owner has to save the mail server before links for owners and admins go out by it."
	o := openOffice(t, models.RoleAdmin)
	page := o.get("/settings/email")
	o.want(page, http.StatusOK, "go out only by what an owner has saved", "--allow-outbound 127.0.0.1", "--smtp")
	if strings.Contains(page.body, said) {
		t.Error("there is nothing to save yet")
	}
	o.want(o.saveServer(nil), http.StatusSeeOther)
	o.want(o.get("/settings/email?done=saved"), http.StatusOK, said, "Ask an owner")
	if o.opened().ByOwner {
		t.Error("an admin is no owner")
	}
	if got := o.saveServer(url.Values{"by_owner": {"true"}, "ByOwner": {"true"}}); got.status != http.StatusSeeOther || o.opened().ByOwner {
		t.Errorf("an admin says he is one: %d", got.status)
	}
	s := o.opened()
	s.ByOwner = true
	if err := o.store.SaveMailSettings(t.Context(), s, time.Now()); err != nil {
		t.Fatal(err)
	}
	inbox := url.Values{"address": {"in@example.com"}, "host": {"imap.example.com"}, "security": {"tls"}, "user": {"in"}, "password": {"hunter-in"}}
	o.want(o.post("/settings/email/inbox", o.mailForm("/settings/email/inbox", inbox)), http.StatusSeeOther)
	o.want(o.post("/settings/email/inbox/hook", url.Values{}), http.StatusOK)
	o.want(o.saveServer(url.Values{"password": {""}, "sender_name": {"Other"}}), http.StatusSeeOther)
	if s := o.opened(); !s.ByOwner || s.Name != "Other" || s.In.Address == "" {
		t.Errorf("an admin changed nothing that sends: %+v", s)
	}
	o.want(o.saveServer(url.Values{"password": {""}, "sender": {"eve@example.com"}}), http.StatusSeeOther)
	if o.opened().ByOwner {
		t.Error("an admin’s sender goes for an owner’s")
	}

	o = openOffice(t, models.RoleOwner)
	s.ByOwner, s.SavedAt = false, time.Time{}
	if err := o.store.SaveMailSettings(t.Context(), s, time.Now()); err != nil {
		t.Fatal(err)
	}
	o.want(o.get("/settings/email"), http.StatusOK, said, "save them below")
	o.want(o.post("/settings/email/inbox", o.mailForm("/settings/email/inbox", inbox)), http.StatusSeeOther)
	if o.opened().ByOwner {
		t.Error("an owner saved the mailbox alone")
	}
	o.want(o.saveServer(nil), http.StatusSeeOther)
	if page := o.get("/settings/email?done=saved"); strings.Contains(page.body, said) || strings.Contains(page.body, "go out only by what an owner") || !o.opened().ByOwner {
		t.Error("an owner has saved, and is told to")
	}
	o.want(o.post("/settings/email/forget", url.Values{}), http.StatusSeeOther)
	if page := o.get("/settings/email"); strings.Contains(page.body, said) || o.opened().ByOwner {
		t.Error("nothing is saved any more")
	}
}
