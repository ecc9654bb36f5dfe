package web

import (
	"net/http"

	"deskbell/models"
)

// Sent tells a browser about a file that it has sent.
func Sent(w http.ResponseWriter, f models.StoredFile) error {
	return JSON(w, http.StatusCreated, struct {
		ID   models.FileID `json:"id"`
		Name string        `json:"name"`
		Type string        `json:"type"`
		Size int64         `json:"size"`
	}{f.ID, f.Name, f.Type, f.Size})
}
