package mailbox

import (
	"regexp"
	"strings"
)

// What mail programs write between an answer and what it answers, in the seven languages of the house.
var (
	// verb is in the line above a quote: "On … wrote:".
	verb = regexp.MustCompile(`(?i)(^|[\s>])(wrote|writes|schrieb|schrieben|a écrit|écrivait|escribió|ha scritto|schreef|geschreven|escreveu)([\s:]|$)`)
	// bare is such a line without one, as some write it: a date and an address.
	bare = regexp.MustCompile(`^\d{4}-\d\d-\d\d [^<>]*<[^<>]+@[^<>]+>\s*:$`)
	// clock is a colon that ends nothing.
	clock = regexp.MustCompile(`\d:\d`)
	// begins is how that line begins, where it is longer than one.
	begins = regexp.MustCompile(`(?i)^(on|am|le|el|il|op|em|den|a|no dia|in data|il giorno|der|die)\b`)
	// dated is a time or an address, without which it is a sentence.
	dated = regexp.MustCompile(`\d{1,2}[:.h]\d{2}|\d{4}|@`)

	original = regexp.MustCompile(`(?i)^\s*[-_]{2,}\s*(original (message|appointment|e-?mail)|ursprüngliche (nachricht|e-?mail)|original-?nachricht|` +
		`message d['’]origine|message (d['’])?original|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original)\s*:?\s*[-_]{2,}\s*$`)
	forwarded = regexp.MustCompile(`(?i)(forwarded message|weitergeleitete nachricht|weitergeleiteten nachricht|message transféré|mensaje reenviado|` +
		`messaggio inoltrato|doorgestuurd bericht|mensagem encaminhada)`)
	rule = regexp.MustCompile(`^\s*[-_*=]{5,}\s*$`)

	fromLine    = regexp.MustCompile(`(?i)^\s*\*?(from|von|de|da|van|expéditeur|mittente|remitente|afzender)\s*:\*?\s*\S`)
	sentLine    = regexp.MustCompile(`(?i)^\s*\*?(sent|date|gesendet|datum|envoyé|fecha|enviado|enviado el|inviato|data|verzonden|enviada em|enviado em)\s*:\*?\s*\S`)
	toLine      = regexp.MustCompile(`(?i)^\s*\*?(to|an|à|para|a|aan|cc|kopie)\s*:\*?\s*\S`)
	subjectLine = regexp.MustCompile(`(?i)^\s*\*?(subject|betreff|objet|asunto|oggetto|onderwerp|assunto)\s*:\*?`)

	// mobile is what telephones write below a mail.
	mobile = regexp.MustCompile(`(?i)^\s*(sent from (my |the |mail |yahoo|outlook|proton|samsung|gmail).{0,80}|get outlook for .{0,40}|` +
		`(von meinem|vom) .{1,40} gesendet\.?|gesendet (von|mit|aus) .{1,60}|diese nachricht wurde von meinem .{1,80} gesendet.{0,60}|` +
		`envoyé (de|depuis|à partir de) (mon|ma|outlook|yahoo|gmail|proton).{0,60}|télécharger outlook .{0,40}|` +
		`enviado (desde|do|de|a partir do) (mi|meu|outlook|yahoo|gmail|proton).{0,60}|obtener outlook .{0,40}|obter o outlook .{0,40}|` +
		`inviato (da|dal mio|da outlook).{0,60}|scarica outlook .{0,40}|ottieni outlook .{0,40}|` +
		`(verstuurd|verzonden) (vanaf|met|vanuit) .{1,60}|outlook (für|voor) .{1,40} (herunterladen|downloaden)|holen sie sich outlook .{0,40}|download outlook .{0,40})\s*$`)
)

// said says that a line ends with who wrote what is quoted below.
func said(whole string) bool {
	at := verb.FindStringSubmatchIndex(whole)
	if at == nil {
		return bare.MatchString(whole)
	}
	rest := strings.TrimSuffix(whole[at[5]:], ":")
	return len(rest) < 250 && !strings.Contains(clock.ReplaceAllString(rest, ""), ":")
}

// attribution is where the line above a quote begins that ends at line end; false where none does. Of several
// lines it is the latest that begins as such lines do.
func attribution(lines []line, end int) (begin int, ok bool) {
	if !strings.HasSuffix(lines[end].text, ":") {
		return 0, false
	}
	whole := ""
	for at := end; at >= 0 && at > end-4; at-- {
		l := lines[at]
		if l.depth != lines[end].depth || l.text == "" {
			break
		}
		whole = strings.TrimSpace(l.text + " " + whole)
		if len(whole) > 500 {
			break
		}
		if begins.MatchString(l.text) && said(whole) && dated.MatchString(whole) {
			return at, true
		}
	}
	one := lines[end].text
	return end, len(one) < 300 && said(one) && dated.MatchString(one)
}

// headers says that the header of a mail that is answered begins at a line, as Outlook writes it.
func headers(lines []line, at int) bool {
	if lines[at].depth > 0 || !fromLine.MatchString(lines[at].text) && !sentLine.MatchString(lines[at].text) {
		return false
	}
	kinds := map[*regexp.Regexp]bool{}
	for i := at; i < len(lines) && i < at+8 && lines[i].text != ""; i++ {
		for _, kind := range []*regexp.Regexp{fromLine, sentLine, toLine, subjectLine} {
			if kind.MatchString(lines[i].text) {
				kinds[kind] = true
				break
			}
		}
	}
	return len(kinds) >= 3 && kinds[fromLine] && (kinds[subjectLine] || kinds[sentLine])
}
