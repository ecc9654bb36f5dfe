package mailbox

import (
	"strings"
	"testing"
)

const ourMail = "> Hello Ola,\n> the belt fits. Shall we order it?\n>\n> Mira, Fjord Cycles\n"

// Answers as mail programs write them, in the seven languages of the house.
func TestCut_MailPrograms_LeaveWhatIsNew(t *testing.T) {
	for name, c := range map[string]struct{ mail, want string }{
		"plain":       {"Yes, please.\n", "Yes, please."},
		"gmail en":    {"Yes, please.\n\nOn Mon, 16 Nov 2026 at 09:12, Fjord Cycles <chat+x@shop.example> wrote:\n\n" + ourMail, "Yes, please."},
		"gmail en 2":  {"Yes, please.\n\nOn Mon, 16 Nov 2026 at 09:12, Fjord Cycles <\nchat+0123456789abcdef0123456789abcdefabcdefghijklmnop@shop.example> wrote:\n\n" + ourMail, "Yes, please."},
		"gmail en 3":  {"On second thought: no.\nOn Mon, 16 Nov 2026 at 09:12, Fjord Cycles <chat@shop.example>\nwrote:\n\n" + ourMail, "On second thought: no."},
		"gmail de":    {"Ja, gern.\n\nAm Mo., 16. Nov. 2026 um 09:12 Uhr schrieb Fjord Cycles <\nchat@shop.example>:\n\n" + ourMail, "Ja, gern."},
		"gmail fr":    {"Oui, volontiers.\n\nLe lun. 16 nov. 2026 à 09:12, Fjord Cycles <chat@shop.example> a\nécrit :\n\n" + ourMail, "Oui, volontiers."},
		"gmail es":    {"Sí, por favor.\n\nEl lun, 16 nov 2026 a las 9:12, Fjord Cycles (<chat@shop.example>)\nescribió:\n\n" + ourMail, "Sí, por favor."},
		"gmail it":    {"Sì, grazie.\n\nIl giorno lun 16 nov 2026 alle ore 09:12 Fjord Cycles <chat@shop.example>\nha scritto:\n\n" + ourMail, "Sì, grazie."},
		"gmail nl":    {"Ja, graag.\n\nOp ma 16 nov 2026 om 09:12 schreef Fjord Cycles <chat@shop.example>:\n\n" + ourMail, "Ja, graag."},
		"gmail pt":    {"Sim, por favor.\n\nEm seg., 16 de nov. de 2026 às 09:12, Fjord Cycles <chat@shop.example>\nescreveu:\n\n" + ourMail, "Sim, por favor."},
		"apple en":    {"Yes.\n\nOla\n\nSent from my iPhone\n\n> On 16 Nov 2026, at 09:12, Fjord Cycles <chat@shop.example> wrote:\n> \n" + strings.ReplaceAll(ourMail, "> ", "> > "), "Yes.\n\nOla"},
		"apple de":    {"Ja.\n\nVon meinem iPhone gesendet\n\n> Am 16.11.2026 um 09:12 schrieb Fjord Cycles <chat@shop.example>:\n> \n> Hallo", "Ja."},
		"apple fr":    {"Oui.\n\nEnvoyé de mon iPhone\n\n> Le 16 nov. 2026 à 09:12, Fjord <chat@shop.example> a écrit :\n> \n> Bonjour", "Oui."},
		"apple es":    {"Sí.\n\nEnviado desde mi iPhone\n\n> El 16 nov 2026, a las 9:12, Fjord <chat@shop.example> escribió:\n> Hola", "Sí."},
		"apple it":    {"Sì.\n\nInviato da iPhone\n\n> Il giorno 16 nov 2026, alle ore 09:12, Fjord <chat@shop.example> ha scritto:\n> Ciao", "Sì."},
		"apple nl":    {"Ja.\n\nVerstuurd vanaf mijn iPhone\n\n> Op 16 nov 2026 om 09:12 heeft Fjord <chat@shop.example> het volgende geschreven:\n> Hallo", "Ja."},
		"apple pt":    {"Sim.\n\nEnviado do meu iPhone\n\n> No dia 16/11/2026, às 09:12, Fjord <chat@shop.example> escreveu:\n> Olá", "Sim."},
		"thunderbird": {"Yes, please.\n\nOn 16/11/2026 09:12, Fjord Cycles wrote:\n" + ourMail + "\n-- \nOla Nordmann\n+47 1234\n", "Yes, please."},
		"bottom":      {"Am 16.11.26 um 09:12 schrieb Fjord Cycles:\n" + ourMail + "\nJa, gern.\n\nOla\n-- \nOla Nordmann\n", "Ja, gern.\n\nOla"},
		"between": {"Am 16.11.26 um 09:12 schrieb Fjord Cycles:\n> Does the belt fit?\nIt does.\n\n> Shall we order it?\nYes.\n\n> Mira\n",
			"> Does the belt fit?\nIt does.\n\n> Shall we order it?\nYes."},
		"between, long": {"See below.\n\nOn 16/11/2026 09:12, Mira wrote:\n> one\n> two\n> three\n> four\n> five\n> six?\nSeven.\n\n> eight\n",
			"See below.\n\n> …\n> three\n> four\n> five\n> six?\nSeven."},
		"outlook en":  {"Yes, please.\n\nFrom: Fjord Cycles <chat@shop.example>\nSent: Monday, November 16, 2026 9:12 AM\nTo: Ola <ola@mail.example>\nSubject: Your belt\n\nHello Ola,\nthe belt fits.\n", "Yes, please."},
		"outlook en2": {"Yes, please.\n\n________________________________\nFrom: Fjord Cycles <chat@shop.example>\nSent: Monday, November 16, 2026 9:12 AM\nTo: Ola\nSubject: Your belt\n\nHello", "Yes, please."},
		"outlook de":  {"Ja, gern.\n\nVon: Fjord Cycles <chat@shop.example>\nGesendet: Montag, 16. November 2026 09:12\nAn: Ola <ola@mail.example>\nBetreff: Ihr Riemen\n\nHallo Ola", "Ja, gern."},
		"outlook de2": {"Ja, gern.\n\n-----Ursprüngliche Nachricht-----\nVon: Fjord Cycles\nGesendet: Montag\nAn: Ola\nBetreff: Ihr Riemen\n\nHallo Ola", "Ja, gern."},
		"outlook fr":  {"Oui.\n\nDe : Fjord Cycles <chat@shop.example>\nEnvoyé : lundi 16 novembre 2026 09:12\nÀ : Ola\nObjet : Votre courroie\n\nBonjour", "Oui."},
		"outlook es":  {"Sí.\n\nDe: Fjord Cycles <chat@shop.example>\nEnviado el: lunes, 16 de noviembre de 2026 9:12\nPara: Ola\nAsunto: Su correa\n\nHola", "Sí."},
		"outlook it":  {"Sì.\n\nDa: Fjord Cycles <chat@shop.example>\nInviato: lunedì 16 novembre 2026 09:12\nA: Ola\nOggetto: La cinghia\n\nCiao", "Sì."},
		"outlook nl":  {"Ja.\n\nVan: Fjord Cycles <chat@shop.example>\nVerzonden: maandag 16 november 2026 09:12\nAan: Ola\nOnderwerp: Uw riem\n\nHallo", "Ja."},
		"outlook pt":  {"Sim.\n\nDe: Fjord Cycles <chat@shop.example>\nEnviado: segunda-feira, 16 de novembro de 2026 09:12\nPara: Ola\nAssunto: A sua correia\n\nOlá", "Sim."},
		"outlook app": {"Yes.\n\nGet Outlook for iOS\n________________________________\nFrom: Fjord Cycles <chat@shop.example>\nSent: Monday\nTo: Ola\nSubject: Belt\n\nHello", "Yes."},
		"yahoo":       {"Yes.\n\n    On Monday, November 16, 2026 at 09:12:13 AM GMT+1, Fjord Cycles <chat@shop.example> wrote:  \n \n Hello Ola,\nthe belt fits.\n", "Yes."},
		"samsung":     {"Yes.\n\n-------- Original message --------\nFrom: Fjord Cycles <chat@shop.example>\nDate: 16/11/2026 09:12 (GMT+01:00)\nTo: Ola\nSubject: Belt\n\nHello", "Yes."},
		"bold":        {"Yes.\n\n*From:* Fjord <chat@shop.example>\n*Sent:* Monday\n*To:* Ola\n*Subject:* Belt\n\nHello", "Yes."},

		"forwarded":          {"See what they say.\n\n---------- Forwarded message ---------\nFrom: Somebody <x@y.example>\nDate: Mon\nSubject: Belts\nTo: Ola\n\nAll belts fit.", "See what they say.\n\n---------- Forwarded message ---------\nFrom: Somebody <x@y.example>\nDate: Mon\nSubject: Belts\nTo: Ola\n\nAll belts fit."},
		"signature":          {"Yes.\n\n-- \nOla Nordmann\nCEO\n", "Yes."},
		"drawn line":         {"Yes.\n--\n" + strings.Repeat("more\n", 40), "Yes.\n--\n" + strings.TrimSpace(strings.Repeat("more\n", 40))},
		"sentence":           {"My wife wrote: it is fine.\nAnd on Monday she wrote:\ncome at 10:00\n", "My wife wrote: it is fine.\nAnd on Monday she wrote:\ncome at 10:00"},
		"a question of two":  {"From: Oslo\nTo: Bergen\nHow long is that by bike?", "From: Oslo\nTo: Bergen\nHow long is that by bike?"},
		"greater than":       {"> 5 pieces", "> 5 pieces"},
		"nothing but quotes": {"On Mon, 16 Nov 2026 at 09:12, Fjord Cycles <chat@shop.example> wrote:\n\n" + ourMail, ""},
		"nothing":            {" \n\n", ""},
	} {
		if got := Cut(strings.ReplaceAll(c.mail, "\n", "\r\n")); got != c.want {
			t.Errorf("%s:\n%q\nwant\n%q", name, got, c.want)
		}
	}
}

// HTML alone, as mail programs write it.
func TestTextOf_MailPrograms_LeaveWhatIsNew(t *testing.T) {
	for name, c := range map[string]struct{ page, want string }{
		"gmail": {`<div dir="ltr">Yes,&nbsp;<b>please</b>.</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, 16 Nov 2026 at 09:12, Fjord &lt;<a href="mailto:chat@shop.example">chat@shop.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0"><p>Hello</p></blockquote></div>`,
			"Yes, please."},
		"gmail signature": {`<div dir="ltr">Yes.<br clear="all"><div><br></div>-- <br><div dir="ltr" class="gmail_signature">Ola<br>CEO</div></div>`, "Yes."},
		"gmail between":   {`<div class="gmail_quote"><div class="gmail_attr">Am 16.11.2026 um 09:12 schrieb Fjord &lt;chat@shop.example&gt;:<br></div><blockquote class="gmail_quote">Passt er?</blockquote><div>Ja.</div><blockquote class="gmail_quote">Bestellen?</blockquote><div>Gern.</div></div>`, "> Passt er?\nJa.\n> Bestellen?\nGern."},
		"outlook web":     {`<body><div>Ja, gern.</div><div id="appendonsend"></div><hr style="width:98%"><div id="divRplyFwdMsg"><b>Von:</b> Fjord<br><b>Gesendet:</b> Montag<br><b>An:</b> Ola<br><b>Betreff:</b> x</div><div>Hallo Ola</div></body>`, "Ja, gern."},
		"outlook":         {`<html><head><style>p{color:red}</style></head><body><p class="MsoNormal">Oui.<o:p></o:p></p><p class="MsoNormal">Ola</p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p><b>De :</b> Fjord</p></div><p>Bonjour</p></body>`, "Oui.\n\nOla"},
		"apple":           {`<div>Sì.</div><div><br></div><div>Ola</div><div><br><blockquote type="cite"><div>Il giorno 16 nov 2026, alle ore 09:12, Fjord ha scritto:</div><br><div>Ciao</div></blockquote></div>`, "Sì.\n\nOla"},
		"thunderbird":     {`<p>Ja.</p><div class="moz-cite-prefix">Op 16-11-2026 om 09:12 schreef Fjord:<br></div><blockquote type="cite" cite="mid:x"><p>Hallo</p></blockquote><div class="moz-signature">-- <br>Ola</div>`, "Ja."},
		"list": {`<p>I want:</p><ul><li>a belt</li><li>a <a href="https://shop.example/bell">bell</a></li></ul><pre>a  b
 c</pre>`, "I want:\n\n- a belt\n- a bell (https://shop.example/bell)\na  b\n c"},
		"script": {`<script>alert(1)</script><p>Hi<img src="cid:x"><img src="https://spy.example/p.gif"></p><style>x</style>`, "Hi"},
	} {
		if got := pictures.ReplaceAllString(Cut(textOf(c.page)), ""); got != c.want {
			t.Errorf("%s:\n%q\nwant\n%q", name, got, c.want)
		}
	}
}

func TestFlowed_SoftLines_AreJoined(t *testing.T) {
	got := flowed("This is a \nlong line.\n\n>> quoted \n>> twice\n> once\n-- \nOla\n ~stuffed\n", false)
	want := "This is a long line.\n\n>> quoted twice\n> once\n-- \nOla\n~stuffed\n"
	if got != want {
		t.Errorf("%q\nwant\n%q", got, want)
	}
}
