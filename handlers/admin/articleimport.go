package admin

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"deskbell/handlers/intake"
	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// mostPastImports are listed.
const mostPastImports = 10

// importArticles is the page where articles come in.
func (a *admin) importArticles(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	return a.showImports(w, r, http.StatusOK, view.ArticleImportPage{Me: me})
}

// showImports answers with that page; one with a problem is shown as it was typed.
func (a *admin) showImports(w http.ResponseWriter, r *http.Request, status int, p view.ArticleImportPage) error {
	who := models.Reader{Agent: p.Me}
	shelf, err := a.Imports.Imports.ArticleShelf(r.Context(), who)
	if err != nil {
		return err
	}
	p.Count, p.Categories, p.MostMB, p.MostPages = shelf.Count, shelf.Categories, models.MostUpload>>20, models.MostPages
	if p.Past, err = a.Imports.Imports.ArticleImports(r.Context(), who, mostPastImports); err != nil {
		return err
	}
	for _, j := range a.Imports.Jobs(p.Me.ID) {
		how := "waits for you to say what is to be imported."
		if j.Busy() {
			how = "is going on."
		}
		p.Going = append(p.Going, view.GoingImport{ID: j.ID, What: j.What, How: how})
		p.Past = slices.DeleteFunc(p.Past, func(i models.ArticleImport) bool { return i.ID == j.Report })
	}
	return web.Render(w, r, status, view.ArticleImports(p))
}

// sentWhere tells a script where to go on.
type sentWhere struct {
	To string `json:"to"`
}

// lookAtArticles takes files, or addresses to read, and leads to what they hold.
func (a *admin) lookAtArticles(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	by := intake.By{Agent: me, Address: web.Address(r)}
	p := view.ArticleImportPage{Me: me}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	var job *intake.Job
	var err error
	if kind == "multipart/form-data" {
		job, err = a.lookAtFiles(r, by)
	} else if err = web.Parse(r); err == nil {
		p.Addresses, p.Below = r.PostForm.Get("addresses"), strings.TrimSpace(r.PostForm.Get("below"))
		job, err = a.readPages(p, by)
	}
	var known *models.Error
	switch {
	case err == nil && web.WantsJSON(r):
		return web.JSON(w, http.StatusCreated, sentWhere{importAt(job.ID)})
	case err == nil:
		http.Redirect(w, r, importAt(job.ID), http.StatusSeeOther)
		return nil
	case web.WantsJSON(r) || !errors.As(err, &known) || known.Code == models.CodeForbidden || known.Code == models.CodeUnavailable:
		return err
	}
	p.Field, p.Problem = known.Field, known.Message
	status := http.StatusUnprocessableEntity
	switch known.Code {
	case models.CodeTooLarge:
		p.Field, status = "files", http.StatusRequestEntityTooLarge
	case models.CodeTooMany:
		status = http.StatusTooManyRequests
	case models.CodeConflict:
		status = http.StatusConflict
	}
	return a.showImports(w, r, status, p)
}

func importAt(id string) string { return "/articles/import/" + id }

// readPages begins to read what was typed.
func (a *admin) readPages(p view.ArticleImportPage, by intake.By) (*intake.Job, error) {
	all, err := intake.CleanAddresses(p.Addresses)
	if err != nil {
		return nil, err
	}
	return a.Imports.Fetch(by, intake.PagesWanted{Addresses: all, Below: models.CleanLine(p.Below, 500)})
}

// lookAtFiles reads files as they come. Few do so at a time, each person once: what is in them is in memory.
func (a *admin) lookAtFiles(r *http.Request, by intake.By) (*intake.Job, error) {
	leave, ok := a.Imports.Enter(by.ID)
	if !ok {
		return nil, web.TooMany(drawingWait)
	}
	defer leave()
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, &models.Error{Code: models.CodeInvalid, Field: "files", Message: "The upload cannot be read."}
	}
	files := intake.NewFiles()
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil && part.FormName() == "files" {
			if name := sentName(part); name != "" {
				err = files.Add(name, part)
			}
		}
		if err != nil {
			return nil, uploadFailed(err)
		}
	}
	return a.Imports.LookAt(r.Context(), by, files)
}

// sentName is the name of a file with the folders that it is in, which FileName leaves out; "" for no file.
func sentName(part *multipart.Part) string {
	_, said, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	if err != nil {
		return part.FileName()
	}
	return said["filename"]
}

// uploadFailed says why an upload was not read to its end.
func uploadFailed(err error) error {
	var large *http.MaxBytesError
	var known *models.Error
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &large):
		return &models.Error{Code: models.CodeTooLarge, Field: "files", Message: "That is too large: at most " + strconv.Itoa(models.MostUpload>>20) + " MB at a time. Import it in parts."}
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, multipart.ErrMessageTooLarge):
		return &models.Error{Code: models.CodeInvalid, Field: "files", Message: "The upload was cut off before its end. Try again."}
	}
	return err
}
