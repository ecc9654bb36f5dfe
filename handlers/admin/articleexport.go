package admin

import (
	"archive/zip"
	"io"
	"net/http"
	"time"

	"deskbell/handlers/intake"
	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// exportArticles writes all articles, or those of a category, as a zip while they are read.
func (a *admin) exportArticles(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	category := r.URL.Query().Get("category")
	one := r.URL.Query().Has("category") && category != "*"
	who := models.Reader{Agent: me}
	all, err := a.Articles.Articles(r.Context(), who, models.ArticleQuery{})
	if err != nil {
		return err
	}
	object := "All"
	if one {
		object = view.CategoryName(category)
		if all = ofCategory(all, category); len(all) == 0 {
			return models.ErrNotFound
		}
	}
	if r.Method == http.MethodGet {
		web.Note(r, a.Audit, models.Act{By: me, What: models.ActArticlesExported, Object: object, Detail: view.ArticlesCount(len(all)), Now: a.Now()})
	}
	head := w.Header()
	head.Set("Content-Type", "application/zip")
	head.Set("Content-Disposition", `attachment; filename="articles-`+a.Now().Format("2006-01-02")+`.zip"`)
	head.Set("Cache-Control", "private, no-store")
	if r.Method == http.MethodHead {
		return nil
	}
	z := zip.NewWriter(w)
	file := intake.ZipTo(z)
	x := intake.Exporter{Articles: a.Articles, ArticleDesk: a.ArticleDesk, Files: a.Files}
	_, err = x.Write(r.Context(), intake.Export{Who: who, Category: category, One: one, File: func(name string, at time.Time) (io.Writer, error) {
		web.Patient(w, 1<<20) // of each file
		return file(name, at)
	}})
	if err != nil {
		panic(http.ErrAbortHandler) // so that nobody takes what there is for all of it
	}
	return z.Close()
}

func ofCategory(all []models.Article, category string) []models.Article {
	var some []models.Article
	for i := range all {
		if all[i].Category == category {
			some = append(some, all[i])
		}
	}
	return some
}
