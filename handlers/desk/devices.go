package desk

import (
	"net/http"
	"strings"

	"deskbell/handlers/web"
	"deskbell/models"
)

// pushKey is what a browser subscribes with.
func (d *desk) pushKey(w http.ResponseWriter, _ *http.Request, _ *models.Agent) error {
	if d.PushKey == "" {
		return &models.Error{Code: models.CodeUnavailable, Message: "Nothing can be pushed at the moment: the server has no key. Its log says why."}
	}
	return web.JSON(w, http.StatusOK, map[string]string{"key": d.PushKey})
}

// device is the one that a browser tells of.
func (d *desk) device(r *http.Request, me *models.Agent) (models.Device, error) {
	if err := d.pushes.Check(string(me.ID), d.Now()); err != nil {
		return models.Device{}, err
	}
	if err := web.Parse(r); err != nil {
		return models.Device{}, err
	}
	return models.Device{Endpoint: r.PostForm.Get("endpoint"), P256dh: r.PostForm.Get("p256dh"), Auth: r.PostForm.Get("auth"),
		Browser: browserOf(r.UserAgent())}, nil
}

// subscribe has a browser be told by push, and sends it a test: so it is known to work.
func (d *desk) subscribe(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	device, err := d.device(r, me)
	if err != nil {
		return err
	}
	if device, err = d.Devices.AddDevice(r.Context(), me, device, d.Now()); err != nil {
		return err
	}
	if r.PostForm.Get("quiet") == "" {
		if _, err := d.Devices.TestDevices(r.Context(), me, device.ID, d.Now()); err != nil {
			return err
		}
		d.pushed()
	}
	return web.NoContent(w)
}

// renewDevice is for a browser whose push service has given it another address. One that is not known is told
// so: it subscribes no more by itself.
func (d *desk) renewDevice(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	device, err := d.device(r, me)
	if err != nil {
		return err
	}
	if err := d.Devices.RenewDevice(r.Context(), me, r.PostForm.Get("old"), device); err != nil {
		return err
	}
	return web.NoContent(w)
}

// unsubscribe removes one of the agent's devices, by its id or its address.
func (d *desk) unsubscribe(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	which := r.PostForm.Get("endpoint")
	if which == "" {
		which = r.PostForm.Get("id")
	}
	if err := d.Devices.RemoveDevice(r.Context(), me.ID, which); err != nil {
		return err
	}
	if !web.WantsJSON(r) {
		http.Redirect(w, r, "/settings/notifications?done=removed#devices", http.StatusSeeOther)
		return nil
	}
	return web.NoContent(w)
}

// checkDevice tells a browser which of the agent's devices it is; "" for none of them: it was removed, or
// somebody else had signed in there.
func (d *desk) checkDevice(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	found, err := d.Devices.FindDevice(r.Context(), me, r.PostForm.Get("endpoint"))
	if err != nil && models.CodeOf(err) != models.CodeNotFound {
		return err
	}
	return web.JSON(w, http.StatusOK, map[string]string{"id": found.ID, "key": d.PushKey})
}

// testPush sends a test to the agent's devices, or to one.
func (d *desk) testPush(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := d.pushes.Check(string(me.ID), d.Now()); err != nil {
		return err
	}
	if err := web.Parse(r); err != nil {
		return err
	}
	n, err := d.Devices.TestDevices(r.Context(), me, r.PostForm.Get("id"), d.Now())
	if err != nil {
		return err
	}
	if n == 0 {
		return &models.Error{Code: models.CodeConflict, Message: "No device of yours is told by push yet. Turn push on for this one first."}
	}
	d.pushed()
	return web.NoContent(w)
}

func (d *desk) pushed() {
	if d.Pushed != nil {
		d.Pushed()
	}
}

// browserOf names a browser so that its owner knows it again in a list.
func browserOf(agent string) string {
	name, system := "", ""
	for _, b := range [][2]string{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser/", "Samsung Internet"}, {"Firefox/", "Firefox"},
		{"FxiOS/", "Firefox"}, {"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}} {
		if name == "" && strings.Contains(agent, b[0]) {
			name = b[1]
		}
	}
	for _, s := range [][2]string{{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"},
		{"Macintosh", "macOS"}, {"CrOS", "ChromeOS"}, {"Linux", "Linux"}} {
		if system == "" && strings.Contains(agent, s[0]) {
			system = s[1]
		}
	}
	switch {
	case name == "":
		return "A browser"
	case system == "":
		return name
	}
	return name + " on " + system
}
