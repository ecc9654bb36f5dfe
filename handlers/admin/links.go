package admin

import (
	"net/http"

	"deskbell/models"
	view "deskbell/views/admin"
)

// welcomeAddress is where somebody chooses a password.
func (a *admin) welcomeAddress(token string) string { return a.Base + "/welcome/" + token }

// newLink makes another link for somebody and voids the one before: for the first password, or for whoever
// has lost theirs.
func (a *admin) newLink(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	of, err := a.memberOf(r)
	if err != nil {
		return err
	}
	purpose := models.LinkReset
	if of.SignedInAt.IsZero() {
		purpose = models.LinkInvite
	}
	token := models.NewLinkToken()
	link := models.NewLink{Agent: of.ID, Token: token, Purpose: purpose, Now: a.Now(), By: me.Name}
	if err := a.People.MakeLink(r.Context(), link, models.MayLink(me.ID)); err != nil {
		return err
	}
	a.mailed()
	a.note(r, me, models.Act{What: models.ActLinkMade, Object: of.Name})
	return a.showLink(w, r, me, view.LinkPage{For: *of, Address: a.welcomeAddress(token)})
}

func (a *admin) showLink(w http.ResponseWriter, r *http.Request, me *models.Agent, p view.LinkPage) error {
	s, err := a.Mailing.MailSettings(r.Context())
	if err != nil {
		return err
	}
	p.Mailed = a.mailsGo(r) && s.Carries(p.For.Role)
	return a.dialog(w, r, http.StatusOK, a.about(me, "Sign-in link for "+p.For.Name, view.LinkDialog(p)))
}

func (a *admin) askFactor(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	of, err := a.memberOf(r)
	if err != nil {
		return err
	}
	return a.dialog(w, r, http.StatusOK, a.about(me, "Take the second factor away?", view.FactorDialog(*of)))
}

// takeFactor lets somebody who has lost the app sign in with the password alone.
func (a *admin) takeFactor(w http.ResponseWriter, r *http.Request, me *models.Agent) error {
	of, err := a.memberOf(r)
	if err != nil {
		return err
	}
	was, err := a.People.TakeSecondFactor(r.Context(), of.ID, models.MayTakeFactor(me.ID))
	if err != nil {
		return err
	}
	if was {
		a.note(r, me, models.Act{What: models.ActFactorTaken, Object: of.Name})
	}
	return a.done(w, r, "factor")
}

func (a *admin) mailsGo(r *http.Request) bool { return a.MailsGo != nil && a.MailsGo(r.Context()) }

func (a *admin) mailed() {
	if a.Mailed != nil {
		a.Mailed()
	}
}
