package admin_test

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"deskbell/handlers/admin"
	"deskbell/models"
)

// tester is a service that says what it was tried with.
type tester struct {
	asked *models.AISettings
	fails error
}

func (s tester) TryAI(ctx context.Context, settings models.AISettings) (models.AITrial, error) {
	*s.asked = settings
	if _, bounded := ctx.Deadline(); !bounded {
		return models.AITrial{}, errors.New("no end")
	}
	return models.AITrial{Said: "Ready <b>now</b>.", Model: "small-1-2026", Took: 1234 * time.Millisecond, Embeds: false}, s.fails
}

func serviceForm(more url.Values) url.Values {
	form := url.Values{"url": {"https://api.example.com/v1/"}, "key": {"sk-hunter"}, "model": {"small-1"}, "embedding": {""}, "temperature": {"0,2"}, "seconds": {"20"},
		"tokens": {"1,000,000"}, "bot_tokens": {""}, "visitor_answers": {"12"}, "input_price": {"0.15"}, "output_price": {"0,6"}, "currency": {"eur"}, "beside": {"1"}}
	maps.Copy(form, more)
	return form
}

func (o *office) saveAI(more url.Values) answer {
	o.t.Helper()
	return o.post("/settings/ai", o.mailForm("/settings/ai", serviceForm(more)))
}

func (o *office) openedAI() models.AISettings {
	o.t.Helper()
	s, err := o.store.OpenAISettings(o.t.Context())
	if err != nil {
		o.t.Fatal(err)
	}
	return s
}

func TestAI_WithoutTheRight_IsClosed(t *testing.T) {
	o := openOffice(t, models.RoleSupervisor)
	for _, path := range []string{"", "/forget"} {
		o.want(o.get("/settings/ai"+path), http.StatusForbidden)
	}
	for _, path := range []string{"", "/test", "/forget"} {
		o.want(o.post("/settings/ai"+path, url.Values{}), http.StatusForbidden)
	}
	o.want(o.get("/settings/ai/answers"), http.StatusOK, `href="/settings/ai/answers"`)
	o = openOffice(t, models.RoleAgent)
	o.want(o.get("/settings/ai/answers"), http.StatusForbidden)
	o.want(o.post("/settings/ai/answers/done", url.Values{}), http.StatusForbidden)
	o.want(o.post("/settings/ai/answers/undo", url.Values{}), http.StatusForbidden)
	if page := o.get("/settings/canned"); strings.Contains(page.body, `href="/settings/ai`) {
		t.Error("it stands among the sections")
	}
}

// M-29
func TestAI_ServiceSaved_CountsAndItsKeyIsNeverShown(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	o.want(o.get("/settings/ai"), http.StatusOK, "Answers come from your articles alone", `value="https://api.mistral.ai/v1"`)
	o.want(o.saveAI(nil), http.StatusSeeOther)
	s := o.openedAI()
	if s.URL != "https://api.example.com/v1" || s.Key != "sk-hunter" || s.Model != "small-1" || s.Temperature != 0.2 || s.Seconds != 20 || s.Tokens != 1_000_000 ||
		s.VisitorAnswers != 12 || s.InputPrice != 0.15 || s.OutputPrice != 0.6 || s.Currency != "EUR" || !s.Beside {
		t.Errorf("%+v", s)
	}
	page := o.get("/settings/ai?done=saved")
	o.want(page, http.StatusOK, "<b>small-1</b> at <b>api.example.com</b>", "Saved here", "A key is kept. Leave empty to keep it", "Remove the service", `value="1000000"`, `name="beside" value="1" checked`)
	// An empty key keeps the one there is; another service does not get it.
	o.want(o.saveAI(url.Values{"key": {""}, "model": {"large-1"}, "beside": {""}}), http.StatusSeeOther)
	if s := o.openedAI(); s.Key != "sk-hunter" || s.Model != "large-1" || s.Beside {
		t.Errorf("%+v", s)
	}
	o.want(o.saveAI(url.Values{"key": {""}, "url": {"https://evil.example/v1"}}), http.StatusSeeOther)
	if s := o.openedAI(); s.Key != "" || s.URL != "https://evil.example/v1" {
		t.Errorf("%+v", s)
	}
	o.want(o.saveAI(nil), http.StatusSeeOther)
	o.want(o.saveAI(url.Values{"key": {""}, "drop_key": {"1"}}), http.StatusSeeOther)
	if s := o.openedAI(); s.Key != "" || s.HasKey {
		t.Errorf("%+v", s)
	}
	o.want(o.saveAI(nil), http.StatusSeeOther)
	wrong := o.saveAI(url.Values{"key": {"sk-hunter-two"}, "url": {"a b"}})
	o.want(wrong, http.StatusUnprocessableEntity, `id="wrong-url"`, "Not saved yet", `value="a b"`, "Write the key again")
	if all := page.body + wrong.body; strings.Contains(all, "hunter") {
		t.Error("a key is shown")
	}
	o.want(o.get("/settings/ai/forget"), http.StatusOK, "Remove the service?")
	o.want(o.post("/settings/ai/forget", url.Values{}), http.StatusSeeOther)
	if s := o.openedAI(); s.URL != "" || s.Key != "" || s.Model != "" || s.InputPrice != 0.15 {
		t.Errorf("%+v", s)
	}
	o.want(o.get("/settings/ai/forget"), http.StatusSeeOther)
}

func TestAI_WhatIsSaved_IsInTheAuditLogWithoutTheKey(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	o.want(o.saveAI(nil), http.StatusSeeOther)
	o.want(o.saveAI(url.Values{"key": {""}, "tokens": {""}, "beside": {""}}), http.StatusSeeOther)
	o.want(o.post("/settings/ai/forget", url.Values{}), http.StatusSeeOther)
	page := o.get("/settings/audit")
	o.want(page, http.StatusOK, "AI settings changed", "service api.example.com, key, model small-1, temperature, time limit, limits, prices, drafts for agents on",
		"limits, drafts for agents off", "AI service removed")
	if strings.Contains(page.body, "hunter") {
		t.Error("the key is in the log")
	}
}

func TestAI_ProgramStartedWithService_CountsUntilOneIsSaved(t *testing.T) {
	o := openOfficeBy(t, models.RoleAdmin, func(o *admin.Options) {
		o.StartedAI = models.AISettings{URL: "http://127.0.0.1:9/v1", Key: "sk-hunter", HasKey: true, Model: "started-1"}
	})
	page := o.get("/settings/ai")
	o.want(page, http.StatusOK, "<b>started-1</b> at <b>127.0.0.1:9</b>", "Set on the command line", "counts instead of the one")
	// Limits and drafts alone leave it as it is.
	o.want(o.saveAI(url.Values{"url": {""}, "key": {""}, "model": {""}}), http.StatusSeeOther)
	o.want(o.get("/settings/ai"), http.StatusOK, "<b>started-1</b> at", `name="beside" value="1" checked`)
	o.want(o.saveAI(nil), http.StatusSeeOther)
	o.want(o.get("/settings/ai"), http.StatusOK, "<b>small-1</b> at", "Use what the program was started with")
	o.want(o.post("/settings/ai/forget", url.Values{}), http.StatusSeeOther)
	o.want(o.get("/settings/ai?done=forgot"), http.StatusOK, "<b>started-1</b> at", "is removed")
	if strings.Contains(page.body, "hunter") {
		t.Error("the key is shown")
	}
}

func TestAI_BadInput_IsToldInItsField(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	for _, row := range []struct{ name, value, field string }{
		{"url", "", "url"}, {"url", "http://api.example.com/v1", "url"}, {"url", "https://u:p@api.example.com", "url"}, {"url", "javascript:alert(1)", "url"},
		{"key", "a b", "key"}, {"model", "", "model"}, {"model", strings.Repeat("x", 201), "model"}, {"embedding", strings.Repeat("x", 201), "embedding"},
		{"temperature", "warm", "temperature"}, {"temperature", "2.1", "temperature"}, {"temperature", "-1", "temperature"}, {"temperature", "NaN", "temperature"}, {"temperature", "1e400", "temperature"},
		{"seconds", "4", "seconds"}, {"seconds", "0", "seconds"}, {"seconds", "61", "seconds"}, {"seconds", "x", "seconds"},
		{"tokens", "-1", "tokens"}, {"tokens", "0", "tokens"}, {"tokens", "1.5", "tokens"}, {"tokens", "9999999999999999999", "tokens"},
		{"bot_tokens", "x", "bot_tokens"}, {"visitor_answers", "100001", "visitor_answers"},
		{"input_price", "0x1p4", "input_price"}, {"output_price", "Inf", "output_price"}, {"embedding_price", "-1", "embedding_price"}, {"embedding_price", "cheap", "embedding_price"}, {"currency", "Euro", "currency"},
	} {
		got := o.saveAI(url.Values{row.name: {row.value}})
		o.want(got, http.StatusUnprocessableEntity, `id="wrong-`+row.field+`"`, "Not saved yet")
		if strings.Count(got.body, "autofocus") != 1 {
			t.Errorf("%s %q: the focus is nowhere, or everywhere", row.name, row.value)
		}
	}
	if s := o.openedAI(); !s.SavedAt.IsZero() {
		t.Errorf("%+v", s)
	}
}

func TestAI_TwoAtOnce_TheSecondIsTold(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	mine := o.mailForm("/settings/ai", serviceForm(url.Values{"model": {"mine-1"}}))
	o.want(o.saveAI(nil), http.StatusSeeOther)
	got := o.post("/settings/ai", mine)
	o.want(got, http.StatusConflict, "Somebody else has changed these settings", `value="mine-1"`)
	if s := o.openedAI(); s.Model != "small-1" {
		t.Errorf("%+v", s)
	}
	mine.Set("was", wasPattern.FindStringSubmatch(got.body)[1])
	o.want(o.post("/settings/ai", mine), http.StatusSeeOther)
}

// between lets somebody else save after settings were read and before they are written.
type between struct {
	models.AIKeeping
	saves func()
}

func (b *between) SaveAISettings(ctx context.Context, s models.AISettings, now time.Time) error {
	if do := b.saves; do != nil {
		b.saves = nil
		do()
	}
	return b.AIKeeping.SaveAISettings(ctx, s, now)
}

// M-29: nothing is written over that was saved while a form was on its way.
func TestAI_SavedInTheSameMoment_TheSecondIsTold(t *testing.T) {
	b := &between{}
	o := openOfficeBy(t, models.RoleAdmin, func(o *admin.Options) { b.AIKeeping, o.AI = o.AI, b })
	theirs := models.AISettings{URL: "https://their.example/v1", Key: "sk-theirs", Model: "theirs-1"}
	save := func() {
		kept, err := b.AISettings(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		theirs.SavedAt = kept.SavedAt
		if err := b.AIKeeping.SaveAISettings(t.Context(), theirs, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	b.saves = save
	mine := o.mailForm("/settings/ai", serviceForm(url.Values{"model": {"mine-1"}}))
	got := o.post("/settings/ai", mine)
	o.want(got, http.StatusConflict, "Somebody else has changed these settings", `value="mine-1"`, "<b>theirs-1</b>")
	if s := o.openedAI(); s.Model != "theirs-1" || s.Key != "sk-theirs" {
		t.Errorf("%+v", s)
	}
	b.saves = save
	o.want(o.post("/settings/ai/forget", url.Values{}), http.StatusConflict, "Somebody else has changed these settings")
	if s := o.openedAI(); s.Model != "theirs-1" {
		t.Errorf("%+v", s)
	}
	mine.Del("was")
	mine = o.mailForm("/settings/ai", mine)
	o.want(o.post("/settings/ai", mine), http.StatusSeeOther)
	if s := o.openedAI(); s.Model != "mine-1" || s.Key != "sk-hunter" {
		t.Errorf("%+v", s)
	}
}

// M-29: tried out before it is saved, with the key that is kept where it belongs to the service.
func TestAI_TryIt_ShowsTheAnswerAndSavesNothing(t *testing.T) {
	asked := &models.AISettings{}
	service := tester{asked: asked}
	o := openOfficeBy(t, models.RoleAdmin, func(o *admin.Options) { o.AITester = &service })
	try := func(more url.Values) answer {
		t.Helper()
		return o.post("/settings/ai/test", o.mailForm("/settings/ai", serviceForm(more)))
	}
	got := try(url.Values{"embedding": {"embed-1"}, "seconds": {"60"}})
	o.want(got, http.StatusOK, "<b>small-1-2026</b> at api.example.com has answered in 1,234 ms", "Ready &lt;b&gt;now&lt;/b&gt;.", "do not work", "Write the key again")
	if asked.Key != "sk-hunter" || asked.Seconds > 25 || strings.Contains(got.body, "hunter") {
		t.Errorf("%+v", asked)
	}
	if s := o.openedAI(); !s.SavedAt.IsZero() {
		t.Errorf("saved %+v", s)
	}
	o.want(o.saveAI(nil), http.StatusSeeOther)
	for host, key := range map[string]string{"https://api.example.com/v2": "sk-hunter", "https://api.example.org/v1": "", "https://api.example.com:444/v1": ""} {
		o.want(try(url.Values{"key": {""}, "url": {host}}), http.StatusOK, "has answered")
		if asked.Key != key {
			t.Errorf("%s is tried with %q", host, asked.Key)
		}
	}
	o.want(try(url.Values{"model": {""}}), http.StatusUnprocessableEntity, "Write which model answers", `id="wrong-model"`)
	o.want(try(url.Values{"url": {""}, "key": {""}, "model": {""}}), http.StatusUnprocessableEntity, "Write the address of a service first")
	service.fails = errors.New("The service says: the key is wrong (401).")
	o.want(try(nil), http.StatusOK, "It has not answered", "the key is wrong (401)")
	for range 12 {
		got = try(nil)
	}
	o.want(got, http.StatusTooManyRequests)
}
