package mailbox

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"io"
	"net/http"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
)

// HookPath is where mail services bring raw mails.
const HookPath = "/hooks/mail/raw"

const (
	hooksAtOnce = 3 // each may hold a mail of 30 MB
	hooksOfOne  = 2
	// So often may somebody come, or guess the secret, from one address.
	callsASecond = 5
	callsAtOnce  = 100
	knownCallers = 10_000
)

// Mount is the webhook: POST with the raw mail as its body, and the secret of the settings as a bearer token or as the
// password of HTTP's basic sign-in. 202 says that the mail was taken, or need not come again; 422 that it is none of
// ours, with why; 401 that the secret is wrong, 404 that none is set; 503 that it is to come again.
func (b *Box) Mount(s *web.Server) {
	h := hook{box: b, gate: web.NewGate(hooksAtOnce, hooksOfOne), calls: web.NewLimiter(callsASecond, callsAtOnce, knownCallers)}
	s.Handle(http.MethodPost, HookPath, h.take, web.NoSession(), web.Upload(MostBytes))
}

type hook struct {
	box   *Box
	gate  *web.Gate
	calls *web.Limiter
}

func (h *hook) take(w http.ResponseWriter, r *http.Request) error {
	if ok, _ := h.calls.Allow(web.AddressKey(r), h.box.Now()); !ok {
		return &models.Error{Code: models.CodeTooMany, Message: "Too many mails come from there. Send it again in a moment."}
	}
	settings, err := h.box.Store.OpenMailSettings(r.Context())
	if err != nil {
		return err
	}
	if settings.In.Hook == "" {
		return models.ErrNotFound
	}
	if !knows(r, settings.In.Hook) {
		w.Header().Set("WWW-Authenticate", `Basic realm="Deskbell mail"`)
		return &models.Error{Code: models.CodeUnauthorised, Message: "This needs the secret of the webhook, as bearer token or as password."}
	}
	leave, ok := h.gate.Enter(web.AddressKey(r))
	if !ok {
		return &models.Error{Code: models.CodeUnavailable, Message: "Too many mails come at once. Send it again in a moment."}
	}
	defer leave()
	raw, err := io.ReadAll(io.LimitReader(r.Body, MostBytes+1))
	if err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return err
		}
		return &models.Error{Code: models.CodeInvalid, Message: "The mail was cut off before its end. Send it again."}
	}
	if len(raw) > MostBytes {
		return &models.Error{Code: models.CodeTooLarge, Message: "The mail is larger than 30 MB."}
	}
	verdict, err := h.box.Take(r.Context(), raw)
	if err != nil {
		return err
	}
	if verdict.State == models.MailRefused {
		return &models.Error{Code: models.CodeInvalid, Message: verdict.Why}
	}
	return web.JSON(w, http.StatusAccepted, map[string]string{"state": verdict.State, "why": verdict.Why})
}

// knows says whether the secret came along.
func knows(r *http.Request, secret string) bool {
	_, given, basic := r.BasicAuth()
	if !basic {
		if kind, token, found := strings.Cut(r.Header.Get("Authorization"), " "); found && strings.EqualFold(kind, "Bearer") {
			given = strings.TrimSpace(token)
		}
	}
	want, got := sha256.Sum256([]byte(secret)), sha256.Sum256([]byte(given))
	return subtle.ConstantTimeCompare(want[:], got[:]) == 1
}
