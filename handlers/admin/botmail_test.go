package admin_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"deskbell/models"
)

// botMail is the form of the bot's section as it is drawn first, with some values changed; "-" takes one away.
func (o *office) botMail(key string, changed url.Values) answer {
	o.t.Helper()
	form := url.Values{"started": {""}, "wanted": {""}, "untaken": {""}, "untaken_after": {"60"}, "words": {"1"}, "waits": {"1"},
		"guest_hours": {"24"}, "guest_grace": {"60"}, "guest_to": {""}, "answers": {"1"}, "answers_after": {"120"}, "away": {"60"}}
	for name, value := range changed {
		if form[name] = value; value[0] == "-" {
			form.Del(name)
		}
	}
	return o.post("/bots/"+key+"/email", o.settings(key, "email", form))
}

// M-20
func TestBotMail_EachField_IsSavedAndShownAgain(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("lead")
	o.want(o.get("/bots/"+key+"/email"), http.StatusOK, "No mail server is set", "When a person is asked for", `name="untaken_after"`, `value="120"`)
	got := o.botMail(key, url.Values{"started": {"a@example.com\r\n\r\n A@Example.com \r\nb@example.com, c@example.com; "}, "wanted": {"d@example.com"},
		"untaken": {"e@example.com"}, "untaken_after": {"90"}, "words": {"-"}, "waits": {"-"}, "guest_hours": {"48"}, "guest_grace": {"120"},
		"guest_to": {"bot"}, "answers": {"-"}, "answers_after": {"300"}, "away": {"30"}})
	o.want(got, http.StatusSeeOther)
	bot := o.bot(key)
	mail := bot.Settings.Mail
	if !slices.Equal(mail.Started, []string{"a@example.com", "b@example.com", "c@example.com"}) || !slices.Equal(mail.Wanted, []string{"d@example.com"}) ||
		!slices.Equal(mail.Untaken, []string{"e@example.com"}) || mail.UntakenAfter != 90 || !mail.NoWords || !mail.NotAlone || mail.GuestHours != 48 ||
		mail.GuestGrace != 120 || !mail.GuestToBot || !mail.NoAnswers || mail.AnswersAfter != 300 || mail.Away != 30 {
		t.Errorf("%+v", mail)
	}
	page := o.get("/bots/" + key + "/email?done=saved")
	o.want(page, http.StatusOK, "a@example.com\nb@example.com\nc@example.com", `value="90"`, `value="48"`, `value="300"`, "Saved.")
	if strings.Contains(page.body, `name="words" value="1" checked`) || !strings.Contains(page.body, `name="guest_to" value="bot" checked`) {
		t.Error("ticks are others than they were saved")
	}
	o.want(o.botMail(key, nil), http.StatusSeeOther)
	if mail := o.bot(key).Settings.Mail; mail.NoWords || mail.NoAnswers || len(mail.Started) != 0 {
		t.Errorf("%+v", mail)
	}
	// The other sections keep what is set here.
	o.want(o.botMail(key, url.Values{"wanted": {"d@example.com"}}), http.StatusSeeOther)
	o.want(o.save(key, "general", url.Values{"name": {"Another"}}), http.StatusSeeOther)
	if mail := o.bot(key).Settings.Mail; len(mail.Wanted) != 1 {
		t.Errorf("%+v", mail)
	}
}

// A11
func TestBotMail_BadInput_IsToldInItsFieldWithTheLine(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("lead")
	var many strings.Builder
	for i := range models.MostTold + 1 {
		fmt.Fprintf(&many, "a%d@example.com\n", i)
	}
	for _, row := range []struct{ name, value, words string }{
		{"started", "a@example.com\nnobody", "Line 2, “nobody”"}, {"wanted", "Vera <vera@example.com>", "Line 1"}, {"untaken", "a@example.com\nb@example.com Bcc: c@example.com", "Line 2"},
		{"started", many.String(), "At most 20 addresses"}, {"wanted", "a\u2028@example.com", "Line 1"},
		{"untaken_after", "5", "from 10 to 3600"}, {"untaken_after", "", "from 10 to 3600"}, {"guest_hours", "0", "from 1 to 720"}, {"guest_grace", "99999", "from 10 to 3600"},
		{"answers_after", "x", "from 10 to 3600"}, {"away", "-1", "from 10 to 3600"},
	} {
		got := o.botMail(key, url.Values{row.name: {row.value}})
		o.want(got, http.StatusUnprocessableEntity, `id="wrong-`+row.name+`"`, row.words, "Not saved yet")
		if strings.Count(got.body, "autofocus") != 1 {
			t.Errorf("%s %q: the focus is nowhere, or everywhere", row.name, row.value)
		}
	}
	if mail := o.bot(key).Settings.Mail; len(mail.Started)+len(mail.Wanted)+len(mail.Untaken) != 0 {
		t.Errorf("something was kept: %+v", mail)
	}
}
