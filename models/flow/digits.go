package flow

import (
	"math/big"
	"strings"
)

// maxDigits is how many characters a typed number can have.
const maxDigits = 40

// asciiDigits writes Arabic, Persian and wide digits as 0 to 9.
func asciiDigits(text string) string {
	return strings.Map(func(c rune) rune {
		for _, zero := range [...]rune{'٠', '۰', '०', '０'} {
			if c >= zero && c <= zero+9 {
				return '0' + c - zero
			}
		}
		return c
	}, text)
}

// cleanNumber is a typed decimal number as it is kept: digits, with "-" and "." where needed. Point and
// comma both begin decimals; where both stand, or one stands twice, the others part thousands. With so
// few decimals allowed that three would be too many, a single one before three digits parts thousands
// as well.
func cleanNumber(text string, decimals int) (string, bool) {
	text = strings.TrimSpace(asciiDigits(text))
	text = strings.ReplaceAll(text, "−", "-")
	negative := strings.HasPrefix(text, "-")
	text = strings.TrimSpace(strings.TrimLeft(text, "-+"))
	if text == "" || len(text) > maxDigits {
		return "", false
	}
	text, ok := ungrouped(text, "'’ \u00a0\u2009\u202f")
	if !ok {
		return "", false
	}
	mark := decimalMark(text, decimals)
	other := strings.Trim(",.", mark)
	if mark == "" {
		other = ",."
	}
	before, after, found := text, "", false
	if mark != "" {
		before, after, found = cutLast(text, mark)
	}
	before, ok = ungrouped(before, other)
	if !ok || !allDigits(before+after) || before == "" || found && after == "" {
		return "", false
	}
	before = strings.TrimLeft(before, "0")
	if before == "" {
		before = "0"
	}
	after = strings.TrimRight(after, "0")
	if after != "" {
		before += "." + after
	}
	if negative && strings.Trim(before, "0.") != "" {
		before = "-" + before
	}
	return before, true
}

// decimalMark is what parts the decimals in a number: "." or "," or nothing.
func decimalMark(text string, decimals int) string {
	points, commas := strings.Count(text, "."), strings.Count(text, ",")
	mark := "."
	switch {
	case points == 0 && commas == 0, points > 1 && commas == 0, commas > 1 && points == 0:
		return ""
	case points > 0 && commas > 0:
		if strings.LastIndex(text, ",") > strings.LastIndex(text, ".") {
			mark = ","
		}
		return mark
	case commas == 1:
		mark = ","
	}
	if at := strings.Index(text, mark); decimals >= 0 && decimals < 3 && len(text)-at == 4 && at > 0 && at <= 3 && text[0] != '0' {
		return ""
	}
	return mark
}

// ungrouped takes away what parts thousands: groups of three digits behind the first.
func ungrouped(text, marks string) (string, bool) {
	groups := strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(marks, c) })
	if len(groups) <= 1 {
		return text, !strings.ContainsAny(text, marks)
	}
	for i, g := range groups {
		whole := g
		if i == len(groups)-1 { // decimals may follow
			whole = g[:len(g)-len(strings.TrimLeft(g, "0123456789"))]
		}
		if i > 0 && len(whole) != 3 || len(whole) == 0 || len(whole) > 3 {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func cutLast(text, mark string) (before, after string, found bool) {
	at := strings.LastIndex(text, mark)
	if at < 0 {
		return text, "", false
	}
	return text[:at], text[at+len(mark):], true
}

func allDigits(text string) bool {
	return strings.Trim(text, "0123456789") == ""
}

// decimal reads a number as cleanNumber writes it, exactly.
func decimal(text string) (*big.Rat, bool) {
	text = strings.TrimSpace(text)
	if plain := strings.TrimPrefix(text, "-"); plain == "" || len(plain) > maxDigits ||
		strings.Trim(plain, "0123456789.") != "" {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}
