package join

import (
	"encoding/base64"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"deskbell/models"
)

// nameCookie keeps the name by which somebody joined last in this browser, so that the next link takes one press.
// It is no proof of anything.
const (
	nameCookie = "bell_guest_name"
	nameLife   = 180 * 24 * time.Hour
)

func (j *join) rememberName(w http.ResponseWriter, name string) {
	http.SetCookie(w, &http.Cookie{Name: nameCookie, Value: base64.RawURLEncoding.EncodeToString([]byte(name)), Path: "/join/", MaxAge: int(nameLife / time.Second),
		HttpOnly: true, Secure: strings.HasPrefix(j.Base, "https://"), SameSite: http.SameSiteLaxMode})
}

// lastName is "" where there is none, or none that could be a name.
func lastName(r *http.Request) string {
	cookie, err := r.Cookie(nameCookie)
	if err != nil {
		return ""
	}
	name, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err != nil || !utf8.Valid(name) {
		return ""
	}
	return models.CleanLine(string(name), models.LongestGuestName)
}
