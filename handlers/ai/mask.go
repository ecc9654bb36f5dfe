package ai

import (
	"regexp"
	"strings"
	"unicode"

	"deskbell/models"
)

// What may be a card number or an IBAN: digits in groups, as people type them.
var (
	numbers = regexp.MustCompile(`\p{Nd}(?:[ \x{00A0}\x{202F}.\-–_/]{0,3}\p{Nd}){12,40}`)
	ibans   = regexp.MustCompile(`(?i)\b[A-Z]{2}[ \x{00A0}\x{202F}-]?\d{2}(?:[ \x{00A0}\x{202F}-]?[A-Z0-9]){11,30}`)
)

// mask leaves out what nobody but the visitor and his bank should have: card numbers and IBANs. What is in the words
// for another reason stays: a number is one of a card's only where its check digit is right.
func mask(text string) string {
	text = ibans.ReplaceAllStringFunc(text, func(found string) string {
		at := ibanIn(found)
		if at == 0 {
			return found
		}
		return models.Mask + found[at:]
	})
	return numbers.ReplaceAllStringFunc(text, maskCards)
}

// ibanIn is where an IBAN ends with which the text begins; 0 for none. Words may stand behind it.
func ibanIn(text string) int {
	for end := len(text); end > 0; end-- {
		if last := rune(text[end-1]); !unicode.IsLetter(last) && !unicode.IsDigit(last) {
			continue
		}
		compact := strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToUpper(r)
			}
			return -1
		}, text[:end])
		if len(compact) < 15 {
			return 0
		}
		if len(compact) <= 34 && iban(compact) {
			return end
		}
	}
	return 0
}

// iban checks the digits 3 and 4, by ISO 7064 MOD 97-10.
func iban(compact string) bool {
	sum := 0
	for _, r := range compact[4:] + compact[:4] {
		switch {
		case r >= '0' && r <= '9':
			sum = (sum*10 + int(r-'0')) % 97
		case r >= 'A' && r <= 'Z':
			sum = (sum*100 + int(r-'A') + 10) % 97
		default:
			return false
		}
	}
	return sum == 1
}

// maskCards masks the card numbers in a run of digits: all of it, or a part that begins and ends at a group's edge.
func maskCards(run string) string {
	digits, at := digitsOf(run)
	edge := func(i int) bool { // between digit i-1 and i stands something else
		return i == 0 || i == len(digits) || !adjacent(run, at[i-1], at[i])
	}
	for from := 0; from < len(digits); from++ {
		if !edge(from) {
			continue
		}
		for n := min(19, len(digits)-from); n >= 13; n-- {
			if edge(from+n) && luhn(digits[from:from+n]) {
				end := len(run)
				if from+n < len(digits) {
					end = at[from+n-1] + width(run, at[from+n-1])
				}
				return run[:at[from]] + models.Mask + maskCards(run[end:])
			}
		}
	}
	return run
}

// digitsOf are the digits in a text, and where they are.
func digitsOf(text string) (digits []int, at []int) {
	for i, r := range text {
		if d, ok := digit(r); ok {
			digits, at = append(digits, d), append(at, i)
		}
	}
	return digits, at
}

// digit is the value of one in any script: their ranges of ten begin with zero.
func digit(r rune) (int, bool) {
	if r >= '0' && r <= '9' {
		return int(r - '0'), true
	}
	if !unicode.IsDigit(r) {
		return 0, false
	}
	zero := r
	for unicode.IsDigit(zero-1) && r-zero < 9 {
		zero--
	}
	return int(r - zero), true
}

func width(text string, at int) int {
	for i := range text[at:] {
		if i > 0 {
			return i
		}
	}
	return len(text) - at
}

func adjacent(text string, a, b int) bool { return a+width(text, a) == b }

func luhn(digits []int) bool {
	sum, same := 0, true
	for i, d := range digits {
		if (len(digits)-i)%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
		same = same && digits[i] == digits[0]
	}
	return sum%10 == 0 && !same
}
