package admin

import (
	"io"
	"net/http"
	"strconv"

	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/portrait"
	view "deskbell/views/admin"
)

// mostPicture is the largest photograph that is taken, in bytes.
const mostPicture = portrait.MostBytes

// setPicture keeps a small square of what was sent. One is made at a time: to decode a photograph takes memory.
func (a *admin) setPicture(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	photo, err := sentPicture(r)
	var jpeg []byte
	if err == nil {
		leave, ok := a.drawing.Enter(string(me.ID))
		if !ok {
			return web.TooMany(drawingWait)
		}
		jpeg, err = portrait.Make(photo)
		leave()
	}
	if err == nil {
		_, err = a.People.SetPicture(r.Context(), me.ID, jpeg)
	}
	if err != nil {
		return a.refused(w, r, view.ProfileOf(me), err)
	}
	return toProfile(w, r, "picture")
}

func sentPicture(r *http.Request) ([]byte, error) {
	_, body, err := web.File(r, "picture")
	if err != nil {
		return nil, err
	}
	photo, err := io.ReadAll(io.LimitReader(body, mostPicture+1))
	if err == nil && len(photo) > mostPicture {
		err = &models.Error{Code: models.CodeTooLarge, Field: "picture", Message: "This picture is larger than 10 MB."}
	}
	return photo, err
}

func (a *admin) dropPicture(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if _, err := a.People.SetPicture(r.Context(), me.ID, nil); err != nil {
		return err
	}
	return toProfile(w, r, "picture")
}

// picture answers with a face; its address is the right to see it, and another picture has another address.
func (a *admin) picture(w http.ResponseWriter, r *http.Request) error {
	jpeg, err := a.People.Picture(r.Context(), models.FileID(web.Param(r, "picture")))
	if err != nil {
		return err
	}
	head := w.Header()
	head.Set("Content-Type", "image/jpeg")
	head.Set("Content-Length", strconv.Itoa(len(jpeg)))
	head.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	head.Set("Cross-Origin-Resource-Policy", "same-origin")
	head.Set("Cache-Control", "private, max-age=31536000, immutable")
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(jpeg) // who reads it has gone if it fails
	return nil
}
