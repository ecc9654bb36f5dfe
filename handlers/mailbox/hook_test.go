package mailbox_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"deskbell/handlers/mailbox"
	"deskbell/handlers/web"
	"deskbell/models"
)

// hooked is the webhook on a server; post brings a body with a header.
func (h *house) hooked() func(body string, header ...string) *http.Response {
	s := web.New(web.Options{Log: slog.New(slog.DiscardHandler)})
	h.box.Mount(s)
	server := httptest.NewServer(s.Handler())
	h.Cleanup(server.Close)
	return func(body string, header ...string) *http.Response {
		h.Helper()
		r, err := http.NewRequestWithContext(h.Context(), http.MethodPost, server.URL+mailbox.HookPath, strings.NewReader(body))
		if err != nil {
			h.Fatal(err)
		}
		r.Header.Set("Content-Type", "message/rfc822")
		for i := 0; i+1 < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		answer, err := server.Client().Do(r)
		if err != nil {
			h.Fatal(err)
		}
		answer.Body.Close()
		return answer
	}
}

func basic(password string) string {
	r := &http.Request{Header: http.Header{}}
	r.SetBasicAuth("mail", password)
	return r.Header.Get("Authorization")
}

// A11
func TestHook_RawMail_IsTakenFromWhoKnowsTheSecret(t *testing.T) {
	h := newHouse(t)
	to := h.left("a")
	post := h.hooked()
	if got := post(h.letter(to, "x"), "Authorization", "Bearer "); got.StatusCode != http.StatusNotFound {
		t.Errorf("no secret is set: %d", got.StatusCode)
	}
	const secret = "correct horse battery"
	h.save(models.MailSettings{In: models.MailInbox{Address: inboxAddress, Hook: secret}})
	for name, header := range map[string][]string{"none": nil, "empty": {"Authorization", "Bearer "}, "wrong": {"Authorization", "Bearer correct horse"},
		"wrong password": {"Authorization", basic("battery")}, "no password": {"Authorization", basic("")}, "in another header": {"X-Secret", secret}} {
		if got := post(h.letter(to, "From nobody"), header...); got.StatusCode != http.StatusUnauthorized || got.Header.Get("WWW-Authenticate") == "" {
			t.Errorf("%s: %d", name, got.StatusCode)
		}
	}
	raw := h.letter(to, "By the webhook.")
	for i, header := range []string{"Bearer " + secret, basic(secret), "bearer " + secret} {
		if got := post(raw, "Authorization", header); got.StatusCode != http.StatusAccepted {
			t.Errorf("%d: %d", i, got.StatusCode)
		}
	}
	if said := h.byMail(to.conversation); len(said) != 1 || said[0].Text != "By the webhook." {
		t.Errorf("%+v", said)
	}
	auth := "Bearer " + secret
	for name, c := range map[string]struct {
		body string
		want int
	}{
		"ignored":       {h.letter(to, "Away.", "Auto-Submitted: auto-replied"), http.StatusAccepted},
		"none of ours":  {h.letter(mailed{id: "x@y", reply: inboxAddress}, "Hello"), http.StatusUnprocessableEntity},
		"no mail":       {"", http.StatusUnprocessableEntity},
		"far too large": {strings.Repeat("x", mailbox.MostBytes+100<<10), http.StatusRequestEntityTooLarge},
		"too large":     {strings.Repeat("x", mailbox.MostBytes+1), http.StatusRequestEntityTooLarge},
	} {
		if got := post(c.body, "Authorization", auth); got.StatusCode != c.want {
			t.Errorf("%s: %d, want %d", name, got.StatusCode, c.want)
		}
	}
}

func TestHook_WhoGuesses_IsSlowedDown(t *testing.T) {
	h := newHouse(t)
	post := h.hooked()
	h.save(models.MailSettings{In: models.MailInbox{Address: inboxAddress, Hook: "secret of the hook"}})
	refused := 0
	for i := 0; i < 1000 && refused < 10; i++ { // five come back each second
		if post("x", "Authorization", fmt.Sprintf("Bearer %d", i)).StatusCode == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused < 10 {
		t.Errorf("%d of 1,000 guesses were slowed down", refused)
	}
}
