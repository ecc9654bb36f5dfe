package admin

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

func (a *admin) mountCategories(s *web.Server) {
	page := func(method, path string, h action) { s.Handle(method, path, a.only(models.PermitArticles, h)) }
	page("GET", "/settings/categories", a.categories)
	page("POST", "/settings/categories", a.saveCategory)
	page("POST", "/settings/categories/:category", a.saveCategory)
	page("POST", "/settings/categories/:category/move", a.moveCategory)
	page("GET", "/settings/categories/:category/delete", a.askCategory)
	page("POST", "/settings/categories/:category/delete", a.deleteCategory)
}

// categories is the list; ?edit= begins to rename one of it.
func (a *admin) categories(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	p, err := a.categoriesPage(r, me)
	if err != nil {
		return err
	}
	query := r.URL.Query()
	p.Moved, p.Done = query.Get("moved"), categoryDone(query.Get("done"))
	if i := slices.IndexFunc(p.Categories, func(c models.Category) bool { return c.ID == query.Get("edit") }); i >= 0 {
		p.Edit, p.Name = p.Categories[i].ID, p.Categories[i].Name
	}
	return web.Render(w, r, http.StatusOK, view.Categories(p))
}

func (a *admin) categoriesPage(r *http.Request, me *models.Agent) (view.CategoriesPage, error) {
	p := view.CategoriesPage{Me: me}
	var err error
	if p.Categories, err = a.Categories.Categories(r.Context()); err != nil {
		return p, err
	}
	p.Uses, err = a.CategoryUses.CategoryUses(r.Context())
	return p, err
}

func categoryDone(what string) string {
	switch what {
	case doneMade:
		return "The category is added."
	case doneSaved:
		return "The category is renamed."
	case doneDeleted:
		return "The category is deleted. Conversations that carry it keep the word."
	}
	return ""
}

// category is the one of the address; a zero one for a new one.
func (a *admin) category(ctx context.Context, id string) (models.Category, error) {
	if id == "" {
		return models.Category{}, nil
	}
	all, err := a.Categories.Categories(ctx)
	if err != nil {
		return models.Category{}, err
	}
	at := slices.IndexFunc(all, func(c models.Category) bool { return c.ID == id })
	if at < 0 {
		return models.Category{}, models.ErrNotFound
	}
	return all[at], nil
}

// saveCategory adds one or renames it, or shows the list again with what was typed.
func (a *admin) saveCategory(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	old, err := a.category(r.Context(), web.Param(r, "category"))
	if err == nil {
		err = web.Parse(r)
	}
	if err != nil {
		return err
	}
	c := models.Category{ID: old.ID, Name: r.PostForm.Get("name")}
	err = a.Categories.SaveCategory(r.Context(), &c)
	if err == nil {
		return a.savedCategory(w, r, me, [2]models.Category{old, c})
	}
	var known *models.Error
	if !errors.As(err, &known) || known.Field == "" {
		return err
	}
	p, err := a.categoriesPage(r, me)
	if err != nil {
		return err
	}
	p.Edit, p.Name, p.Problem = old.ID, r.PostForm.Get("name"), known.Message
	return web.Render(w, r, http.StatusUnprocessableEntity, view.Categories(p))
}

func (a *admin) savedCategory(w http.ResponseWriter, r *http.Request, me *models.Agent, was [2]models.Category) error {
	old, c := was[0], was[1]
	act, done := models.Act{By: me, What: models.ActCategory, Object: c.Name, Now: a.Now()}, doneMade
	if old.ID != "" {
		done = doneSaved
	}
	if old.ID == "" || old.Name != c.Name {
		if old.ID != "" {
			act.Detail = "was: " + old.Name
			a.ringCarriers(r, me, c.Name)
		}
		web.Note(r, a.Audit, act)
	}
	http.Redirect(w, r, "/settings/categories?done="+done, http.StatusSeeOther)
	return nil
}

// ringCarriers has open desks show the new name. What is not rung shows it with the next look.
func (a *admin) ringCarriers(r *http.Request, me *models.Agent, name string) {
	if a.Bell == nil {
		return
	}
	ctx := context.WithoutCancel(r.Context())
	carriers, err := a.CategoryUses.Carriers(ctx, models.Reader{Agent: me}, name)
	for i := range carriers {
		if err == nil {
			a.Bell.Ring(models.Change{Conversation: &carriers[i], Before: carriers[i].State})
		}
	}
}

// moveCategory puts one at another place.
func (a *admin) moveCategory(w http.ResponseWriter, r *http.Request, _ *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	place, err := strconv.Atoi(r.PostForm.Get("place"))
	if err != nil {
		return &models.Error{Code: models.CodeInvalid, Field: "place", Message: "A place is a whole number."}
	}
	id := web.Param(r, "category")
	if err := a.Categories.MoveCategory(r.Context(), id, place); err != nil {
		return err
	}
	if r.Header.Get("HX-Request") != "" {
		return web.NoContent(w)
	}
	http.Redirect(w, r, "/settings/categories?moved="+id, http.StatusSeeOther)
	return nil
}

func (a *admin) askCategory(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	c, err := a.category(r.Context(), web.Param(r, "category"))
	if err != nil {
		return err
	}
	uses, err := a.CategoryUses.CategoryUses(r.Context())
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.DeleteCategory(me, c, uses[c.Name]))
}

func (a *admin) deleteCategory(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil { // nothing is read from it, but what is no form was not sent by our page
		return err
	}
	c, err := a.category(r.Context(), web.Param(r, "category"))
	if err == nil {
		err = a.Categories.DeleteCategory(r.Context(), c.ID)
	}
	if err != nil {
		return err
	}
	web.Note(r, a.Audit, models.Act{By: me, What: models.ActCategoryGone, Object: c.Name, Now: a.Now()})
	http.Redirect(w, r, "/settings/categories?done="+doneDeleted, http.StatusSeeOther)
	return nil
}
