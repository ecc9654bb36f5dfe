package models

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// LongestGuestName is how many characters (runes) the name of a guest has at most.
const LongestGuestName = 40

// CleanGuestName is the name that a guest gives himself, as everybody reads it. taken are the names of those whom
// he must not pass for: the team's and the bot's. Errors: CodeInvalid, field name, with a sentence.
func CleanGuestName(name string, taken []string) (string, error) {
	if !utf8.ValidString(name) || len(name) > 20*LongestGuestName {
		return "", invalid("name", "A name has at most %d characters.", LongestGuestName)
	}
	clean := spaced(strings.Join(strings.Fields(strings.Map(written, name)), " "))
	switch n := utf8.RuneCountInString(clean); {
	case clean == "":
		return "", invalid("name", "Write your name, so that everybody knows who you are.")
	case n > LongestGuestName:
		return "", invalid("name", "A name has at most %d characters; this one has %d.", LongestGuestName, n)
	case strings.IndexFunc(clean, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) < 0:
		return "", invalid("name", "A name has letters in it.")
	case strings.IndexFunc(clean, unwanted) >= 0, piled(clean):
		return "", invalid("name", "A name has letters, digits, spaces and . , ' - & in it, and nothing else.")
	case reserved(clean):
		return "", invalid("name", "This would look like somebody of the team. Use your own name.")
	}
	for _, other := range taken {
		if passesFor(clean, other) {
			return "", invalid("name", "Somebody here has this name. Add your last name, or where you are from.")
		}
	}
	return clean, nil
}

// written leaves out what nobody sees, and what turns the direction of the text around it. The joiners stay: some
// scripts need them inside of a word.
func written(r rune) rune {
	switch {
	case r == '\u200c' || r == '\u200d':
		return r
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), blank(r):
		return -1
	}
	return r
}

// blank letters are letters that leave nothing to see: the fillers of Hangul, the empty Braille pattern.
func blank(r rune) bool {
	return r == '\u115f' || r == '\u1160' || r == '\u3164' || r == '\uffa0' || r == '\u2800' || r == '\u034f'
}

func unwanted(r rune) bool {
	return raised(r) || !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r) && !strings.ContainsRune(" .,'’-–&·\u200c\u200d", r)
}

// raised letters are those that are drawn small above or below the line, as no name is written.
func raised(r rune) bool {
	return r >= '\u02b0' && r <= '\u02b8' || r >= '\u1d2c' && r <= '\u1d6a' || r == '\u1d78' || r >= '\u1d9b' && r <= '\u1dbf' ||
		r >= '\u2070' && r <= '\u209f'
}

// piled says that more marks stand on one letter than any language needs.
func piled(name string) bool {
	marks := 0
	for _, r := range name {
		if !unicode.IsMark(r) {
			marks = 0
		} else if marks++; marks > 3 {
			return true
		}
	}
	return false
}

// spaced parts what would be read as an address on the web: "evil.example" is "evil. example".
func spaced(name string) string {
	runes := []rune(name)
	var out strings.Builder
	for i, r := range runes {
		out.WriteRune(r)
		if r == '.' && i > 0 && !unicode.IsSpace(runes[i-1]) && i+2 < len(runes) && unicode.IsLetter(runes[i+1]) && unicode.IsLetter(runes[i+2]) {
			out.WriteByte(' ')
		}
	}
	return out.String()
}

// reserved says whether a name is, or has in it, a word that stands for the team or for a machine, digits behind it
// or not, in one piece or in several.
func reserved(name string) bool {
	bare := strings.Map(func(r rune) rune {
		if unicode.IsNumber(r) {
			return -1
		}
		return r
	}, name)
	for _, words := range [][]string{folds(name), folds(bare), folds(humps(name))} {
		all := strings.Join(words, "")
		if slices.ContainsFunc(words, standsForTeam) || standsForTeam(all) || all != "" && onlyTeamWords(all) {
			return true
		}
		if slices.ContainsFunc(runs(words), func(run string) bool { return len(run) > 4 && standsForTeam(run) }) {
			return true
		}
	}
	return false
}

// humps parts what is written in one word with capital letters in it: "AdminAna" is "Admin Ana".
func humps(name string) string {
	var out strings.Builder
	small := false
	for _, r := range name {
		if small && unicode.IsUpper(r) {
			out.WriteByte(' ')
		}
		small = unicode.IsLower(r)
		out.WriteRune(r)
	}
	return out.String()
}

// runs are words that stand side by side, written in one.
func runs(words []string) []string {
	var all []string
	for i := range words {
		run := words[i]
		for _, next := range words[i+1:] {
			run += next
			all = append(all, run)
		}
	}
	return all
}

// teamWords are as fold has them.
func teamWords() []string {
	var all []string
	for word := range strings.FieldsSeq(`support supporter supportteam tech techsupport admin admins administrator administration moderator mod staff
		team teamlead agent agents operator bot chatbot robot system sysadmin deskbell helpdesk servicedesk service customerservice
		customersupport customercare official owner supervisor assistant visitor you
		kundendienst kundenservice kundenbetreuung mitarbeiter mitarbeiterin betreuer assistent kollege
		soporte equipo equipe assistance administrateur administrador atencion suporte atendimento assistenza supporto
		ondersteuning klantenservice medewerker beheerder поддержка администратор админ оператор`) {
		all = append(all, fold(word))
	}
	return all
}

func standsForTeam(folded string) bool { return slices.Contains(teamWords(), folded) }

// onlyTeamWords says that nothing is left of it but such words, as of "TeamSupport".
func onlyTeamWords(folded string) bool {
	if folded == "" {
		return true
	}
	for _, word := range teamWords() {
		if rest, begins := strings.CutPrefix(folded, word); len(word) > 3 && begins && onlyTeamWords(rest) {
			return true
		}
	}
	return false
}

// passesFor says whether a name would be read as that of other: the same in full, the same as visitors see it, the
// last name before the first, or with something behind it or before.
func passesFor(name, other string) bool {
	theirs := folds(other)
	if len(theirs) == 0 {
		return false
	}
	all := strings.Join(theirs, "")
	for _, words := range [][]string{folds(name), folds(humps(name))} {
		if own := strings.Join(words, ""); own == all || own == theirs[0] {
			return true
		}
		if len(theirs) > 1 && (slices.Contains(words, all) || slices.Contains(runs(words), all) || sameWords(words, theirs)) {
			return true
		}
	}
	return false
}

// sameWords says that they are the same ones in any order.
func sameWords(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}
