package builder

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"time"

	"deskbell/handlers/outbound"
	"deskbell/handlers/web"
	"deskbell/models"
	"deskbell/models/flow"
	view "deskbell/views/builder"
)

// tryWithin is the longest that a test request is waited for: a page waits for it.
const tryWithin = 25 * time.Second

// longestValue is how many characters of a variable are tried.
const longestValue = 2000

// askTry asks for the variables of a test request.
func (b *builder) askTry(w http.ResponseWriter, r *http.Request, v visit) error {
	t, err := b.trying(r, v, r.URL.Query().Get("block"))
	if err != nil {
		return err
	}
	if !isPart(r) {
		http.Redirect(w, r, t.Draft.BlockPath(t.Block), http.StatusSeeOther)
		return nil
	}
	return web.Render(w, r, http.StatusOK, view.TryView(t))
}

// try sends the request of a block, as it is in the draft, and shows what comes back.
func (b *builder) try(w http.ResponseWriter, r *http.Request, v visit) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	t, err := b.trying(r, v, r.PostForm.Get("block"))
	if err != nil {
		return err
	}
	if err := b.tries.Check(string(v.me.ID), b.Now()); err != nil {
		return err
	}
	block, vars := t.Draft.Document.Blocks[t.Block], map[string]string{}
	for i := range t.Vars {
		if t.Vars[i].Value, err = web.Field(r, "v."+t.Vars[i].Name, longestValue); err != nil {
			return err
		}
		vars[t.Vars[i].Name] = t.Vars[i].Value
	}
	request, err := flow.RequestOf(block, vars)
	if err != nil {
		t.Problem = err.Error()
		return web.Render(w, r, http.StatusOK, view.TryView(t))
	}
	answer := b.Caller.Send(r.Context(), outbound.Call{Bot: v.bot.ID, Key: "test-" + rand.Text(), Request: *request,
		Within: min(time.Duration(request.Seconds)*time.Second, tryWithin)})
	t.Answer = &view.TryAnswer{Result: answer.Result, Took: answer.Took}
	if answer.OK {
		if t.Answer.Kept, err = flow.KeptOf(block, answer.Body); err != nil {
			return err
		}
	}
	host := ""
	if u, err := url.Parse(request.URL); err == nil {
		host = u.Host
	}
	b.Log.Info("test request", "bot", v.bot.ID, "by", v.me.ID, "host", host, "status", answer.Status, "problem", answer.Error)
	return web.Render(w, r, http.StatusOK, view.TryView(t))
}

// trying errors with ErrNotFound where the block is none that sends requests.
func (b *builder) trying(r *http.Request, v visit, block string) (view.Try, error) {
	d, err := b.draft(r.Context(), v, looked{view: view.ViewOutline, chosen: block, since: unknown})
	if err != nil {
		return view.Try{}, err
	}
	at, there := d.Document.Blocks[block]
	if !there || at.Kind != "http" {
		return view.Try{}, models.ErrNotFound
	}
	t := view.Try{Draft: d, Block: block}
	for _, name := range flow.RequestVars(at) {
		t.Vars = append(t.Vars, view.TryVar{Name: name})
	}
	if _, err := flow.RequestOf(at, nil); err != nil {
		t.Problem = err.Error()
	}
	return t, nil
}
