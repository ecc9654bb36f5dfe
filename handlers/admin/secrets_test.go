package admin_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"deskbell/models"
)

// A49
func TestSecrets_TypedByAnAdmin_AreKeptAndNeverShownAgain(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("lead")
	path := "/bots/" + key
	o.want(o.get(path+"/secrets"), http.StatusOK, "Secrets", `name="value"`, `type="password"`)
	kept := o.post(path+"/secrets", url.Values{"secret": {"api_key"}, "value": {"hunter-two-hunter"}, "only": {"API.example.com"}})
	o.want(kept, http.StatusSeeOther)
	page := o.get(kept.to)
	o.want(page, http.StatusOK, "The secret is kept", "<code>API_KEY</code>", "api.example.com", "Mira")
	replacing := o.get(path + "/secrets?secret=API_KEY")
	o.want(replacing, http.StatusOK, `value="API_KEY"`, `value="https://api.example.com"`, "Replace secret")
	bad := o.post(path+"/secrets", url.Values{"secret": {"OTHER"}, "value": {"hunter-two-hunter"}, "only": {"example.com/path"}})
	o.want(bad, http.StatusUnprocessableEntity, "without a path", `value="OTHER"`, `value="example.com/path"`, "<code>API_KEY</code>")
	exported := o.get(path + "/export")
	for name, got := range map[string]answer{"the page": page, "replacing": replacing, "a refusal": bad, "the export": exported} {
		if strings.Contains(got.body, "hunter-two") {
			t.Errorf("%s shows it", name)
		}
	}
	bot, err := o.store.BotByKey(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	// Where it may go is not changed without knowing it.
	o.want(o.post(path+"/secrets", url.Values{"secret": {"API_KEY"}, "value": {""}, "only": {"evil.example"}}), http.StatusUnprocessableEntity)
	if got, err := o.store.Secrets().Open(t.Context(), bot.ID, "API_KEY"); err != nil || got != (models.OpenedSecret{Value: "hunter-two-hunter", Origin: "https://api.example.com"}) {
		t.Errorf("%+v, %v", got, err)
	}
	o.want(o.get(path+"/secrets/delete?secret=API_KEY"), http.StatusOK, "Delete the secret API_KEY?")
	o.want(o.get(path+"/secrets/delete?secret=NONE"), http.StatusNotFound)
	o.want(o.post(path+"/secrets/delete", url.Values{"secret": {"API_KEY"}}), http.StatusSeeOther)
	o.want(o.post(path+"/secrets/delete", url.Values{"secret": {"API_KEY"}}), http.StatusNotFound)
}

// A49
func TestSecrets_LowerRoles_AreRefused(t *testing.T) {
	for _, role := range []models.Role{models.RoleSupportAgent, models.RoleAgent, models.RoleAccountManager, models.RoleSupervisor} {
		o := openOffice(t, role)
		for _, path := range []string{"/bots/shop/secrets", "/bots/shop/secrets/delete"} {
			o.want(o.post(path, url.Values{"secret": {"A"}, "value": {"x"}}), http.StatusForbidden)
		}
		o.want(o.get("/bots/shop/secrets/delete?secret=A"), http.StatusForbidden)
	}
}
