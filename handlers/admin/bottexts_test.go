package admin_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"deskbell/models"
)

// M-29
func TestTexts_LanguagesAndOwnTexts_AreSavedShownAndTravel(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("lead")
	o.want(o.get("/bots/"+key+"/texts"), http.StatusOK, "Texts in English", "Where none fits", `placeholder="Reconnecting…"`, `href="/w/`+key+`?lang=en"`)
	got := o.save(key, "texts", url.Values{"language": {"de", "en"}, "elsewhere": {"de"}, "texts": {"en"}})
	o.want(got, http.StatusSeeOther)
	o.want(o.get(got.to), http.StatusOK, "Texts in Deutsch", `placeholder="Verbindung wird hergestellt`, "Saved.")
	o.want(o.save(key, "texts", url.Values{"language": {"de", "en"}, "elsewhere": {"de"}, "texts": {"de"}, "texts.de.send": {" Abschicken "},
		"texts.de.typing": {"{name} tippt"}, "texts.de.back": {"Zurück"}, "texts.de.open_chat": {`Fragen Sie "uns"`}}), http.StatusSeeOther)
	s := o.bot(key).Settings
	if !slices.Equal(s.Languages, []string{"de", "en"}) || len(s.Texts) != 1 || len(s.Texts["de"]) != 3 || s.Texts["de"]["send"] != "Abschicken" {
		t.Errorf("%v %v", s.Languages, s.Texts)
	}
	o.want(o.get("/bots/"+key+"/texts"), http.StatusOK, "3 own texts", `value="Abschicken"`, `value="{name} tippt"`, "Reset")
	o.want(o.get("/bots/"+key), http.StatusOK, `data-words=&#34;Fragen Sie &amp;#34;uns&amp;#34;|Chat schließen|`, `data-words-en=&#34;Open chat|Close chat|`)
	o.want(o.get("/settings/audit"), http.StatusForbidden) // an owner's
	file := o.get("/bots/" + key + "/export")
	o.want(file, http.StatusOK, `"send": "Abschicken"`)
	o.want(o.send("/bots/import", "text", strings.Replace(file.body, "{name} tippt", "tippt", 1), "sure", "1"), http.StatusUnprocessableEntity, "Keep {name}")
	o.want(o.send("/bots/import", "text", strings.Replace(file.body, `"de",`, `"tlh",`, 1), "sure", "1"), http.StatusUnprocessableEntity, "There are no words in")
	o.want(o.send("/bots/import", "text", strings.Replace(file.body, `"send"`, `"sent_off"`, 1), "sure", "1"), http.StatusUnprocessableEntity, "No text is called")
	// A language that is left out keeps its texts for when it comes back.
	o.want(o.save(key, "texts", url.Values{"language": {"en"}, "elsewhere": {"en"}, "texts": {"en"}}), http.StatusSeeOther)
	if s := o.bot(key).Settings; len(s.Languages) != 0 || s.Texts["de"]["send"] != "Abschicken" {
		t.Errorf("%v %v", s.Languages, s.Texts)
	}
}

func TestTexts_WhatCannotBeShown_IsToldInPlaceAndNothingIsKept(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("lead")
	for name, row := range map[string][2]string{
		"typing": {"Jemand tippt", "Keep {name}"}, "send": {"{name}", "There is no {name} here"}, "back": {strings.Repeat("x", 201), "at most 200 characters; there are 201"},
		"skip": {"a\u0007b", "cannot be kept"},
	} {
		status := http.StatusUnprocessableEntity
		got := o.save(key, "texts", url.Values{"language": {"en"}, "elsewhere": {"en"}, "texts": {"en"}, "texts.en." + name: {row[0]}})
		if name == "skip" {
			row[1] = "one line"
			if got.status != status {
				t.Errorf("%d", got.status)
			}
			continue
		}
		o.want(got, status, `id="wrong-texts.en.`+name+`"`, row[1], "Not saved yet", "<details class=\"texts\" open>", "autofocus")
	}
	o.want(o.save(key, "texts", url.Values{"texts": {"en"}}), http.StatusUnprocessableEntity, "Choose a language")
	if s := o.bot(key).Settings; len(s.Texts) != 0 || len(s.Languages) != 0 {
		t.Errorf("%v %v", s.Languages, s.Texts)
	}
}

func TestTexts_SavedBySomebodyElse_IsAskedAgain(t *testing.T) {
	o := openOffice(t, models.RoleAdmin)
	key := o.newBot("lead")
	both := func(send string) url.Values {
		return url.Values{"language": {"en"}, "elsewhere": {"en"}, "texts": {"en"}, "texts.en.send": {send}}
	}
	mine := o.settings(key, "texts", both("Mine"))
	o.want(o.save(key, "texts", both("Theirs")), http.StatusSeeOther)
	o.want(o.post("/bots/"+key+"/texts", mine), http.StatusConflict, "Somebody else has saved", `value="Mine"`, "Now it is: Theirs")
}
