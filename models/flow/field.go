package flow

import (
	"slices"
	"time"
	"unicode/utf8"

	"deskbell/models/wording"
)

const mostOfALine = 1000 // runes

// most is how many runes a field takes.
func (f formField) most() int {
	if f.Type == "long" {
		return maxAnswer
	}
	return mostOfALine
}

// read is what somebody filled into a field comes to. Nothing fits a field that is not required.
func (f formField) read(words, country string, today time.Time) reading {
	if words == "" {
		if f.Required {
			return reading{why: unfit(wording.FillIn)}
		}
		return reading{}
	}
	if utf8.RuneCountInString(words) > f.most() {
		return reading{why: unfit(wording.FieldTooLong)}
	}
	got := f.readAs(words, country, today)
	if got.why == nil && !matches(f.Pattern, words) {
		got.why = unfit(wording.FieldForm)
	}
	return got
}

func (f formField) readAs(words, country string, today time.Time) reading {
	switch f.Type {
	case "email":
		if email, ok := CleanEmail(words); ok {
			return reading{value: email, email: email}
		}
		return reading{why: unfit(wording.FieldEmail)}
	case "phone":
		return readPhone(words, country)
	case "number":
		if n, ok := cleanNumber(words, -1); ok {
			return reading{value: n}
		}
		return reading{why: unfit(wording.FieldNumber)}
	case "date":
		day, why := whenOf(words, whenDate, today)
		return reading{value: day, why: why}
	case "choice":
		i := slices.IndexFunc(f.Options, func(o string) bool { return same(o, words) })
		if i < 0 {
			return reading{why: unfit(wording.FieldOption)}
		}
		return reading{value: f.Options[i]}
	}
	return reading{value: words}
}
