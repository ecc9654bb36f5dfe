package flow

import (
	"slices"
	"time"
	"unicode/utf8"
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
			return reading{why: "Please fill this in."}
		}
		return reading{}
	}
	if utf8.RuneCountInString(words) > f.most() {
		return reading{why: "This is too long."}
	}
	got := f.readAs(words, country, today)
	if got.why == "" && !matches(f.Pattern, words) {
		got.why = misformed
	}
	return got
}

func (f formField) readAs(words, country string, today time.Time) reading {
	switch f.Type {
	case "email":
		if email, ok := CleanEmail(words); ok {
			return reading{value: email, email: email}
		}
		return reading{why: retryOfEmail}
	case "phone":
		return readPhone(words, country)
	case "number":
		if n, ok := cleanNumber(words, -1); ok {
			return reading{value: n}
		}
		return reading{why: "Please type a number."}
	case "date":
		day, why := whenOf(words, whenDate, today)
		return reading{value: day, why: why}
	case "choice":
		i := slices.IndexFunc(f.Options, func(o string) bool { return same(o, words) })
		if i < 0 {
			return reading{why: "Please choose one of the options."}
		}
		return reading{value: f.Options[i]}
	}
	return reading{value: words}
}
