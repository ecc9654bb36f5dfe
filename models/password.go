package models

import (
	"strings"
	"unicode"
)

// CheckPassword refuses a new password that is among the first ones somebody tries who guesses: the commonest
// words with or without digits around them, the email address or the name, one character again and again, a
// row of the keyboard. How long it must be is for who hashes it. Errors: CodeInvalid with the field.
func CheckPassword(field, password string, whose Agent) error {
	low := strings.ToLower(password)
	core := strings.TrimFunc(low, func(r rune) bool { return !unicode.IsLetter(r) })
	local, _, _ := strings.Cut(whose.Email, "@")
	switch {
	case low == whose.Email || (local != "" && core == local) || low == strings.ToLower(whose.Name):
		return invalid(field, "Not your own name or address: they are tried first.")
	case monotonous(low), common(core):
		return invalid(field, "This one is among the first that are tried. Three or four words in a row make a good one.")
	}
	return nil
}

// common are words that most guessed passwords are made of; a password that is one of them with digits
// around it, or twice the same, is none.
func common(core string) bool {
	const words = ` password passwort kennwort motdepasse contraseña passw p@ssword p@ssw qwerty qwertz azerty qwertyuiop qwertzuiop
		asdfghjkl asdfghjklö zxcvbnm yxcvbnm qazwsx qazwsxedc iloveyou ichliebedich letmein welcome willkommen admin
		administrator superadmin superuser root user guest changeme changeit default secret geheim monkey dragon football fussball
		baseball basketball princess sunshine superman batman starwars pokemon michael jessica charlie master killer
		trustno hallo hello login support service deskbell company abc abcd abcde abcdef abcdefg abcdefgh abcdefghij test testtest
		testing tester summer sommer winter spring autumn january monday whatever freedom internet computer samsung google
		facebook passpass mypassword thepassword nopassword notapassword password-password `
	half := core[:len(core)/2]
	for word := range strings.FieldsSeq(words) {
		if word == core || word == half && core == half+half {
			return true
		}
	}
	return false
}

// monotonous is one or two characters again and again, or each one next to the one before.
func monotonous(text string) bool {
	seen := map[rune]bool{}
	up, down := true, true
	var last rune
	for i, r := range text {
		seen[r] = true
		if i > 0 {
			up = up && (r == last+1 || r == '0' && last == '9')
			down = down && (r == last-1 || r == '9' && last == '0')
		}
		last = r
	}
	return len(seen) <= 2 || up || down
}
