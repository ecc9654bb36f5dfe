package admin_test

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

func TestProfile_Password_WantsTheOldOneAndEndsOtherSessions(t *testing.T) {
	o := openOffice(t, models.RoleAgent)
	other := o.signIn("me@example.com", password)
	o.want(o.post("/profile/password", url.Values{"current": {"not it"}, "new_password": {"wasps like my hat"}}), http.StatusUnprocessableEntity, "This is not your password.")
	o.want(o.post("/profile/password", url.Values{"current": {password}, "new_password": {"short"}}), http.StatusUnprocessableEntity, "at least 10 characters")
	o.want(o.post("/profile/password", url.Values{"current": {password}, "new_password": {"wasps like my hat"}}), http.StatusSeeOther)
	o.want(o.get("/profile"), http.StatusOK)
	other.want(other.get("/profile"), http.StatusSeeOther)
	o.signIn("me@example.com", "wasps like my hat")
}

func TestProfile_SignOutEverywhere_IsEverywhere(t *testing.T) {
	o := openOffice(t, models.RoleAgent)
	other := o.signIn("me@example.com", password)
	if got := o.post("/profile/sign-out", nil); got.status != http.StatusSeeOther || got.to != "/login" {
		t.Errorf("%d to %q", got.status, got.to)
	}
	for _, who := range []*office{o, other} {
		who.want(who.get("/profile"), http.StatusSeeOther)
	}
	o.signIn("me@example.com", password)
}

func TestProfile_Email_WantsThePasswordAndAFreeAddress(t *testing.T) {
	o := openOffice(t, models.RoleAgent)
	if err := o.store.SaveAgent(t.Context(), &models.Agent{Name: "Tove Aas", Email: "tove@example.com", Role: models.RoleAgent, MaxChats: 1}, time.Now()); err != nil {
		t.Fatal(err)
	}
	o.want(o.post("/profile/email", url.Values{"email": {"new@example.com"}, "email_password": {"not it"}}), http.StatusUnprocessableEntity, "This is not your password.", "new@example.com")
	o.want(o.post("/profile/email", url.Values{"email": {"TOVE@example.com"}, "email_password": {password}}), http.StatusUnprocessableEntity, "Tove Aas already uses this address.")
	o.want(o.post("/profile/email", url.Values{"email": {"New@Example.com"}, "email_password": {password}}), http.StatusSeeOther)
	o.signIn("new@example.com", password)
}

func TestProfile_Form_KeepsWhatOthersKeepBesideIt(t *testing.T) {
	o := openOffice(t, models.RoleSupportAgent)
	o.want(o.post("/profile", url.Values{"name": {" "}, "language": {"xx"}}), http.StatusUnprocessableEntity, "Your name is missing")
	o.want(o.post("/profile", url.Values{"name": {"Mira S."}, "language": {"xx"}}), http.StatusUnprocessableEntity, "Choose one of the languages")
	o.want(o.post("/profile", url.Values{"name": {"Mira S."}, "language": {"fr"}, "enter": {"line"}, "role": {"owner"}, "max_chats": {"50"}, "bots": {"x"}}), http.StatusSeeOther)
	a := o.find("me@example.com")
	if a.Name != "Mira S." || a.Language != "fr" || !a.Settings.CtrlEnter || a.Role != models.RoleSupportAgent || a.MaxChats != 3 || len(a.Bots) != 0 {
		t.Errorf("%+v", a)
	}
	o.want(o.get("/profile?done=saved"), http.StatusOK, "It is saved.", "/settings/notifications")
}

// photo sends a picture.
func (o *office) photo(body []byte) answer {
	o.t.Helper()
	var all bytes.Buffer
	form := multipart.NewWriter(&all)
	part, err := form.CreateFormFile("picture", "me.png")
	if err != nil {
		o.t.Fatal(err)
	}
	_, _ = part.Write(body)
	_ = form.Close()
	r, _ := http.NewRequest("POST", o.http.URL+"/profile/picture", &all)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return o.do(r)
}

func TestProfile_Picture_IsDrawnAnewAndGoesWithTheNextOne(t *testing.T) {
	o := openOffice(t, models.RoleAgent)
	var photo bytes.Buffer
	if err := png.Encode(&photo, image.NewGray(image.Rect(0, 0, 300, 200))); err != nil {
		t.Fatal(err)
	}
	o.want(o.photo([]byte("<svg onload=alert(1)>")), http.StatusUnprocessableEntity, "Use a JPEG, PNG or GIF")
	o.want(o.photo(photo.Bytes()), http.StatusSeeOther)
	address := regexp.MustCompile(`/pictures/[a-z2-7]{26}`).FindString(o.get("/profile").body)
	got := o.stranger().get(address)
	o.want(got, http.StatusOK)
	small, kind, err := image.DecodeConfig(strings.NewReader(got.body))
	if err != nil || kind != "jpeg" || small.Width != 128 || small.Height != 128 || got.header.Get("X-Content-Type-Options") != "nosniff" ||
		got.header.Get("Content-Type") != "image/jpeg" {
		t.Errorf("%v %s %+v %v", err, kind, small, got.header)
	}
	o.want(o.photo(photo.Bytes()), http.StatusSeeOther)
	o.want(o.get(address), http.StatusNotFound)
	o.want(o.post("/profile/picture/delete", nil), http.StatusSeeOther)
	if strings.Contains(o.get("/profile").body, "/pictures/") {
		t.Error("the picture is still there")
	}
	o.want(o.get("/pictures/x"), http.StatusNotFound)
	o.want(o.get("/pictures/"+strings.Repeat("a", 26)), http.StatusNotFound)
}

var secretPattern = regexp.MustCompile(`name="secret" value="([A-Z2-7]{32})"`)

// factor turns the second factor on and gives the secret and the recovery codes.
func (o *office) factor() (secret string, codes []string) {
	o.t.Helper()
	return o.factorOf(password)
}

func (o *office) factorOf(own string) (secret string, codes []string) {
	o.t.Helper()
	page := o.get("/profile/second-factor")
	o.want(page, http.StatusOK, `aria-label="QR code for an authenticator app"`)
	secret = secretPattern.FindStringSubmatch(page.body)[1]
	o.want(o.post("/profile/second-factor", url.Values{"secret": {secret}, "code": {"000000"}, "own_password": {own}}), http.StatusUnprocessableEntity, secret, "not the code")
	got := o.post("/profile/second-factor", url.Values{"secret": {secret}, "code": {models.OTPCode(secret, time.Now())}, "own_password": {own}})
	o.want(got, http.StatusOK, "shown only now", "deskbell-recovery-codes.txt")
	for _, found := range regexp.MustCompile(`<code>([a-z2-7-]{19})</code>`).FindAllStringSubmatch(got.body, -1) {
		codes = append(codes, found[1])
	}
	if len(codes) != models.RecoveryCodes {
		o.t.Fatalf("%d codes in %s", len(codes), got.body)
	}
	return secret, codes
}

// half gives the password alone.
func (o *office) half() *office {
	o.t.Helper()
	who := o.stranger()
	if got := who.post("/login", url.Values{"email": {"me@example.com"}, "password": {password}, "next": {"/profile"}}); got.status != http.StatusSeeOther || got.to != "/login/code?next=%2Fprofile" {
		o.t.Fatalf("%d to %q", got.status, got.to)
	}
	return who
}

func TestSecondFactor_On_PasswordAloneOpensNothing(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	secret, codes := o.factor()
	who := o.half()
	for _, path := range []string{"/profile", "/team", "/bots", "/desk-nothing"} {
		if got := who.get(path); got.status == http.StatusOK {
			t.Errorf("%s: %d", path, got.status)
		}
	}
	who.want(who.post("/profile/password", url.Values{"current": {password}, "new_password": {"wasps like my hat"}}), http.StatusUnauthorized)
	who.want(who.get("/login/code"), http.StatusOK, "Your code")
	used := models.OTPCode(secret, time.Now()) // it turned the factor on: used up
	who.want(who.post("/login/code", url.Values{"code": {used}}), http.StatusUnprocessableEntity, "was used already")
	next := models.OTPCode(secret, time.Now().Add(30*time.Second))
	if got := who.post("/login/code", url.Values{"code": {next}, "next": {"/profile"}}); got.status != http.StatusSeeOther || got.to != "/profile" {
		t.Fatalf("%d %s", got.status, got.body)
	}
	who.want(who.get("/profile"), http.StatusOK, "10 of 10 recovery codes")
	again := o.half()
	again.want(again.post("/login/code", url.Values{"code": {next}}), http.StatusUnprocessableEntity)
	again.want(again.post("/login/code", url.Values{"code": {" " + strings.ToUpper(codes[3]) + " "}}), http.StatusSeeOther)
	again.want(again.get("/profile"), http.StatusOK, "9 of 10 recovery codes")
	third := o.half()
	third.want(third.post("/login/code", url.Values{"code": {codes[3]}}), http.StatusUnprocessableEntity)
}

func TestSecondFactor_GuessingCodes_IsSlowedDown(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	_, codes := o.factor()
	who := o.half()
	for i := range 30 {
		got := who.post("/login/code", url.Values{"code": {"123456"}})
		if got.status == http.StatusTooManyRequests {
			who.want(who.post("/login/code", url.Values{"code": {codes[0]}}), http.StatusTooManyRequests)
			return
		}
		if got.status != http.StatusUnprocessableEntity || i > 10 {
			t.Fatalf("try %d: %d", i, got.status)
		}
	}
	t.Error("thirty codes could be tried")
}

func TestSecondFactor_OffAndNewCodes_WantThePassword(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	_, old := o.factor()
	o.want(o.post("/profile/second-factor/codes", url.Values{"codes_password": {"not it"}}), http.StatusUnprocessableEntity)
	o.want(o.post("/profile/second-factor/codes", url.Values{"codes_password": {password}}), http.StatusOK, "Recovery codes")
	who := o.half()
	who.want(who.post("/login/code", url.Values{"code": {old[0]}}), http.StatusUnprocessableEntity)
	o.want(o.post("/profile/second-factor/off", url.Values{"factor_password": {"not it"}}), http.StatusUnprocessableEntity, "This is not your password.")
	o.want(o.post("/profile/second-factor/off", url.Values{"factor_password": {password}}), http.StatusSeeOther)
	o.signIn("me@example.com", password)
}

func TestSecondFactor_Lost_AnAdminTakesItAway(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	jonas := o.stranger()
	jonas.want(jonas.post(o.hire("Jonas Weil", "jonas@example.com", models.RoleAgent), url.Values{"password": {"bees like my hat"}}), http.StatusSeeOther)
	jonas.factorOf("bees like my hat")
	a := o.find("jonas@example.com")
	o.want(o.get("/team"), http.StatusOK, "Take the second factor away")
	o.want(o.get("/team/"+string(a.ID)+"/second-factor"), http.StatusOK, "Be sure that it is really they who ask")
	o.want(o.post("/team/"+string(a.ID)+"/second-factor", nil), http.StatusSeeOther)
	o.signIn("jonas@example.com", "bees like my hat")
	me := o.find("me@example.com")
	o.want(o.post("/team/"+string(me.ID)+"/second-factor", nil), http.StatusConflict)
}

func TestSecondFactor_InTheDatabase_IsSealed(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	secret, codes := o.factor()
	var copied bytes.Buffer
	if err := o.store.Backup(t.Context(), &copied); err != nil {
		t.Fatal(err)
	}
	all, _ := io.ReadAll(&copied)
	for _, plain := range append(codes, secret, models.CleanRecovery(codes[0])) {
		if bytes.Contains(all, []byte(plain)) {
			t.Errorf("%s is in a backup", plain)
		}
	}
	if n, err := o.store.Secrets().Check(t.Context()); n != 1 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

// A36
func TestLogin_Next_StaysOnThisServer(t *testing.T) {
	o := openOffice(t, models.RoleAgent)
	for next, want := range map[string]string{"/profile?x=1": "/profile?x=1", "//evil.example": "/desk", `/\evil.example`: "/desk", `\\evil`: "/desk", "https:evil.example": "/desk",
		"https://evil.example/": "/desk", "\t//evil.example": "/desk", "/\t/evil.example": "/desk", "/%09/evil.example": "/%09/evil.example", "javascript:alert(1)": "/desk", "": "/desk", "/%2f/evil.example": "/desk",
		" //evil.example": "/desk", "///evil.example": "/desk", "http:///evil": "/desk", "/@evil.example": "/@evil.example", "\r\n//evil": "/desk"} {
		got := o.stranger().get("/login?" + url.Values{"next": {next}}.Encode())
		o.want(got, http.StatusOK, `name="next" value="`+want+`"`)
	}
	for next, want := range map[string]string{"/profile?x=1": "/profile?x=1", "//evil.example": "/desk", `/\evil.example`: "/desk"} {
		got := o.stranger().post("/login", url.Values{"email": {"me@example.com"}, "password": {password}, "next": {next}})
		if got.status != http.StatusSeeOther || got.to != want {
			t.Errorf("%q: %d to %q, want %q", next, got.status, got.to, want)
		}
	}
}

// A9
func TestSecondFactor_PageLeftOpen_CannotBeTurnedOnWithoutThePassword(t *testing.T) {
	o := openOffice(t, models.RoleOwner)
	secret := models.NewOTPSecret()
	for _, own := range []string{"", "not it"} {
		got := o.post("/profile/second-factor", url.Values{"secret": {secret}, "code": {models.OTPCode(secret, time.Now())}, "own_password": {own}})
		o.want(got, http.StatusUnprocessableEntity, secret, "This is not your password.")
	}
	if o.find("me@example.com").SecondFactor {
		t.Error("whoever found the page open has locked its owner out")
	}
}
