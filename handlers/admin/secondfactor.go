package admin

import (
	"errors"
	"fmt"
	"image"
	"net/http"
	"strings"

	"github.com/boombuler/barcode/qr"

	"deskbell/handlers/web"
	"deskbell/models"
	view "deskbell/views/admin"
)

// factorPage shows a new secret for an app; it is kept once a code of it was typed.
func (a *admin) factorPage(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if me.SecondFactor {
		http.Redirect(w, r, "/profile#second-factor", http.StatusSeeOther)
		return nil
	}
	return a.factorForm(w, r, http.StatusOK, view.FactorForm{Me: me, Secret: models.NewOTPSecret()})
}

func (a *admin) factorForm(w http.ResponseWriter, r *http.Request, status int, f view.FactorForm) error {
	var err error
	if f.Drawing, f.Side, err = drawQR(models.OTPAddress(f.Secret, f.Me.Email)); err != nil {
		return err
	}
	return web.Render(w, r, status, view.Factor(f))
}

// turnOn asks for a code, so that nobody locks themselves out, and for the password, so that nobody else does who
// finds the page open. It shows the recovery codes this once.
func (a *admin) turnOn(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	secret, ok := models.CleanOTPSecret(r.PostForm.Get("secret"))
	if !ok {
		return &models.Error{Code: models.CodeInvalid, Field: "secret", Message: "Begin again: the secret of this page is not whole."}
	}
	if me.SecondFactor {
		return &models.Error{Code: models.CodeConflict, Message: "Your second factor is on already. Turn it off first to use another app."}
	}
	step, ok := models.MatchOTP(secret, r.PostForm.Get("code"), a.Now(), 0)
	if !ok {
		return a.factorForm(w, r, http.StatusUnprocessableEntity, view.FactorForm{Me: me, Secret: secret,
			Problem: "This is not the code that the app shows now. Is its clock right?"})
	}
	if err := a.own(r, me, "own_password"); models.CodeOf(err) == models.CodeInvalid {
		return a.factorForm(w, r, http.StatusUnprocessableEntity, view.FactorForm{Me: me, Secret: secret, NotOwn: err.Error()})
	} else if err != nil {
		return err
	}
	codes := models.NewRecovery()
	if err := a.People.SetSecondFactor(r.Context(), me.ID, &models.NewFactor{Secret: secret, Step: step, Recovery: codes}); err != nil {
		return err
	}
	a.note(r, me, models.Act{What: models.ActFactorOn, Object: me.Name})
	return web.Render(w, r, http.StatusOK, view.Recovery(view.RecoveryPage{Me: me, Codes: codes, Fresh: true}))
}

func (a *admin) turnOff(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	if err := a.own(r, me, "factor_password"); err != nil {
		return a.refused(w, r, view.ProfileOf(me), err)
	}
	if err := a.People.SetSecondFactor(r.Context(), me.ID, nil); err != nil {
		return err
	}
	a.note(r, me, models.Act{What: models.ActFactorOff, Object: me.Name})
	return toProfile(w, r, "factor")
}

// newRecovery makes the old codes void.
func (a *admin) newRecovery(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	if err := web.Parse(r); err != nil {
		return err
	}
	err := a.own(r, me, "codes_password")
	codes := models.NewRecovery()
	if err == nil {
		err = a.People.SetRecovery(r.Context(), me.ID, codes)
	}
	var known *models.Error
	if errors.As(err, &known) && known.Code == models.CodeInvalid {
		return a.refused(w, r, view.ProfileOf(me), err)
	}
	if err != nil {
		return err
	}
	a.note(r, me, models.Act{What: models.ActRecovery, Object: me.Name})
	return web.Render(w, r, http.StatusOK, view.Recovery(view.RecoveryPage{Me: me, Codes: codes}))
}

// drawQR is a QR code as the path of a drawing, and how many squares each side has.
func drawQR(text string) (path string, side int, err error) {
	code, err := qr.Encode(text, qr.M, qr.Unicode)
	if err != nil {
		return "", 0, fmt.Errorf("drawing a QR code: %w", err)
	}
	var p strings.Builder
	side = code.Bounds().Dx()
	for y := range side {
		for x := 0; x < side; x++ {
			from := x
			for ; x < side && dark(code, x, y); x++ {
			}
			if x > from {
				fmt.Fprintf(&p, "M%d %dh%dv1h-%dz", from, y, x-from, x-from)
			}
		}
	}
	return p.String(), side, nil
}

func dark(code image.Image, x, y int) bool {
	red, _, _, _ := code.At(x, y).RGBA()
	return red == 0
}
