package admin

import (
	"bytes"
	"io"
	"net/http"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/portrait"
	view "deskbell/views/admin"
)

// previewArticle draws what is typed as /help would. What cannot be drawn is said in its place.
func (a *admin) previewArticle(w http.ResponseWriter, r *http.Request, _ *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	drawn, err := a.drawnArticle(r.PostForm.Get("body"))
	if err != nil {
		return err
	}
	language, _ := models.CleanLanguage("language", r.PostForm.Get("language"))
	return web.Render(w, r, http.StatusOK, view.ArticlePreview(view.PreviewOf{Title: r.PostForm.Get("title"), Language: language, Drawn: drawn}))
}

// drawnArticle is a body as HTML, or a sentence that says why not.
func (a *admin) drawnArticle(body string) (view.DrawnArticle, error) {
	clean, err := models.CleanMarkdown("body", body)
	if models.CodeOf(err) == models.CodeInvalid {
		return view.DrawnArticle{Problem: err.Error()}, nil
	}
	if err != nil {
		return view.DrawnArticle{}, err
	}
	html, err := a.prose.HTML(clean)
	return view.DrawnArticle{HTML: html}, err
}

// sentPictureFile is what a browser is told about a picture for an article.
type sentPictureFile struct {
	ID   string `json:"id"`
	URL  string `json:"url"`
	Name string `json:"name"`
	Type string `json:"type"`
	Size int64  `json:"size"`
}

// articleMedia keeps a picture for an article, drawn anew. Everybody who knows its address may see it. One is
// made at a time: to decode a photograph takes memory.
func (a *admin) articleMedia(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	name, body, err := web.File(r, "file")
	if err != nil {
		return err
	}
	photo, err := io.ReadAll(io.LimitReader(body, mostPicture+1))
	if err == nil && len(photo) > mostPicture {
		err = &models.Error{Code: models.CodeTooLarge, Field: "file", Message: "This picture is larger than 10 MB."}
	}
	if err != nil {
		return err
	}
	leave, ok := a.drawing.Enter(string(me.ID))
	if !ok {
		return web.TooMany(drawingWait)
	}
	picture, err := portrait.Redraw(name, photo)
	leave()
	if err != nil {
		return err
	}
	f, err := a.Files.SaveFile(r.Context(), models.Upload{Agent: me.ID, Name: picture.Name, Body: bytes.NewReader(picture.Bytes), Now: a.Now()})
	if err != nil {
		return err
	}
	return web.JSON(w, http.StatusCreated, sentPictureFile{ID: string(f.ID), URL: models.MediaPath(f.Sent()), Name: f.Name, Type: f.Type, Size: f.Size})
}

// askArticle asks before an article is deleted, and says which flows show it.
func (a *admin) askArticle(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	article, err := a.articleOf(r, me)
	if err != nil {
		return err
	}
	p := view.DeleteArticlePage{Me: me, Article: *article}
	if p.Uses, err = a.usesOf(r, article); err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, view.DeleteArticle(p))
}

func (a *admin) deleteArticle(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil { // nothing is read from it, but what is no form was not sent by our page
		return err
	}
	gone, err := a.ArticleDesk.DeleteArticle(r.Context(), models.Reader{Agent: me}, web.Param(r, "article"))
	if err != nil {
		return err
	}
	web.Note(r, a.Audit, models.Act{By: me, What: models.ActArticleDeleted, Object: gone.Title, Detail: gone.ArticlePath(), Now: a.Now()})
	http.Redirect(w, r, "/articles?done="+doneDeleted, http.StatusSeeOther)
	return nil
}
