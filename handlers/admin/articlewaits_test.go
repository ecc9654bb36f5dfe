package admin_test

import (
	"net/http"
	"net/url"
	"testing"

	"deskbell/db"
	"deskbell/handlers/admin"
	"deskbell/handlers/intake"
	"deskbell/models"
)

// M-28: nobody works on them here, so that all wait.
func TestImport_OthersAreBeforeIt_SaysHowMany(t *testing.T) {
	var runner *intake.Runner
	o := openOfficeBy(t, models.RoleOwner, func(o *admin.Options) {
		store := o.Files.(*db.Store)
		runner = intake.NewRunner(intake.Keeper{Imports: store, Files: store, Now: o.Now}, http.DefaultClient)
		o.Imports = runner
	})
	var others []*intake.Job
	for _, id := range []models.AgentID{"a", "b"} {
		job, err := runner.Fetch(intake.By{Agent: &models.Agent{ID: id, Role: models.RoleOwner}}, intake.PagesWanted{Addresses: []string{"http://127.0.0.1:1/"}})
		if err != nil {
			t.Fatal(err)
		}
		others = append(others, job)
	}
	got := o.post("/articles/import", url.Values{"addresses": {"http://127.0.0.1:1/"}})
	o.want(got, http.StatusSeeOther)
	o.want(o.get(got.to), http.StatusOK, "Waiting: 2 other imports are before it in line", "data-refresh", "Stop")
	runner.Stop(others[0])
	o.want(o.get(got.to), http.StatusOK, "Waiting: 1 other import is before it in line")
	runner.Stop(others[1])
	o.want(o.get(got.to), http.StatusOK, "Waiting for another import")
	o.want(o.get("/articles/import"), http.StatusOK, "is going on")
	o.want(o.post(got.to+"/stop", url.Values{}), http.StatusSeeOther)
	o.want(o.get(got.to), http.StatusOK, "It was stopped", "Nothing of it was kept")
}
