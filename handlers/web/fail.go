package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"

	"deskbell/models"
)

// Problem is an error as a person sees it.
type Problem struct {
	Status         int
	Title, Message string
	Ref            string // the request's number, where somebody may want to look it up
}

var errMethod = errors.New("web: method not allowed")

// statusGone is noted where the client went away before there was an answer; nobody gets it.
const statusGone = 499

// refusal is how an error is answered.
type refusal struct {
	Code    models.Code `json:"code"`
	Message string      `json:"message"`
	Field   string      `json:"field,omitempty"`
	// Fields are the sentences of all fields that are wrong, Field's among them.
	Fields map[string]string `json:"fields,omitempty"`
	Ref    string            `json:"ref,omitempty"`
	status int
	title  string
	retry  string // the Retry-After, in seconds
}

// fail answers a request with err and logs what is not the client's doing.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	v := visitOf(r.Context())
	if v != nil && v.client.Err() != nil && errors.Is(err, context.Canceled) {
		if rec, ok := innermost(w); ok && rec.status == 0 {
			rec.status = statusGone
		}
		return
	}
	f := refusalOf(err)
	if f.status >= 500 {
		s.options.Log.LogAttrs(r.Context(), slog.LevelError, "request failed", slog.String("error", err.Error()),
			slog.String("method", r.Method), slog.String("request", RequestID(r.Context())), slog.Int("status", f.status))
	}
	if written(w) {
		return
	}
	s.write(w, r, f)
}

func (s *Server) write(w http.ResponseWriter, r *http.Request, f refusal) {
	if f.status == http.StatusInternalServerError {
		f.Ref = RequestID(r.Context())
	}
	if f.status == http.StatusTooManyRequests || f.status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", f.retry)
	}
	if WantsJSON(r) {
		_ = JSON(w, f.status, f) // who reads it has gone if it fails
		return
	}
	if v := visitOf(r.Context()); f.status == http.StatusUnauthorized && v != nil && v.route.Session && r.Method == http.MethodGet {
		http.Redirect(w, r, s.options.SignIn+"?next="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		return
	}
	p := Problem{Status: f.status, Title: f.title, Message: f.Message, Ref: f.Ref}
	if s.options.Problem != nil && Render(w, r, f.status, s.options.Problem(p)) == nil {
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(f.status)
	fmt.Fprintf(w, "%s\n%s\n", p.Title, p.Message)
}

func refusalOf(err error) refusal {
	f := refusal{retry: "2"}
	var wait *refused
	if errors.As(err, &wait) {
		f.retry = wait.retryAfter()
	}
	var large *http.MaxBytesError
	var known *models.Error
	switch {
	case errors.As(err, &known):
		f.Code, f.Message, f.Field, f.Fields = known.Code, known.Message, known.Field, known.Fields()
		f.status, f.title = statusOf(known.Code)
	case errors.As(err, &large):
		return refusalOf(tooLarge(large.Limit))
	case errors.Is(err, errMethod):
		f.Code, f.Message = "method", "This address does not take that."
		f.status, f.title = http.StatusMethodNotAllowed, "Not possible here"
	case errors.Is(err, errMisdirected):
		f.Code, f.Message = "misdirected", "This Deskbell goes by another name. Whoever runs it: --base-url is the address that browsers open, and a proxy has to pass the Host header on."
		f.status, f.title = http.StatusMisdirectedRequest, "Not this address"
	case errors.Is(err, context.DeadlineExceeded):
		f.Code, f.Message = models.CodeUnavailable, "That took too long. Try again."
		f.status, f.title = statusOf(models.CodeUnavailable)
	default:
		f.Code, f.Message = "internal", "Something went wrong here. It was noted; try again."
		f.status, f.title = http.StatusInternalServerError, "Something went wrong"
	}
	return f
}

func statusOf(code models.Code) (status int, title string) {
	switch code {
	case models.CodeInvalid:
		return http.StatusUnprocessableEntity, "Something is missing"
	case models.CodeNotFound:
		return http.StatusNotFound, "Not found"
	case models.CodeUnauthorised:
		return http.StatusUnauthorized, "Sign in first"
	case models.CodeForbidden:
		return http.StatusForbidden, "Not allowed"
	case models.CodeConflict:
		return http.StatusConflict, "Somebody was faster"
	case models.CodeTooLarge:
		return http.StatusRequestEntityTooLarge, "Too large"
	case models.CodeUnsupported:
		return http.StatusUnsupportedMediaType, "Not that kind"
	case models.CodeTooMany:
		return http.StatusTooManyRequests, "Too many at once"
	case models.CodeUnavailable:
		return http.StatusServiceUnavailable, "Not available just now"
	}
	return http.StatusInternalServerError, "Something went wrong"
}

func tooLarge(limit int64) error {
	most := fmt.Sprintf("%d KB", limit>>10)
	if limit >= 1<<20 {
		most = fmt.Sprintf("%d MB", limit>>20)
	}
	return &models.Error{Code: models.CodeTooLarge, Message: "That is too large: at most " + most + "."}
}
