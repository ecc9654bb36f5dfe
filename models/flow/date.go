package flow

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"deskbell/models/wording"
)

const (
	isoDate = "2006-01-02"
	maxWhen = 100 // bytes of a typed date, time or span
)

var (
	datePattern     = regexp.MustCompile(`^(\d{1,4})([-./])\s*(\d{1,2})([-./])\s*(\d{1,4})$`)
	shiftPattern    = regexp.MustCompile(`^today\s*([+-])\s*(\d{1,5})$`)
	ordinalPattern  = regexp.MustCompile(`^(\d{1,4})(?:st|nd|rd|th|er|º|°|\.)?$`)
	clockPattern    = regexp.MustCompile(`^(\d{1,2})\s*(?:[:.h]|uhr)\s*([0-5]\d)(?:[:.][0-5]\d(?:\.\d+)?)?\s*(am|pm|uhr|h)?$`)
	hourPattern     = regexp.MustCompile(`^(\d{1,2})\s*(am|pm|uhr|h|o'clock)$`)
	militaryPattern = regexp.MustCompile(`^([01]\d|2[0-3])([0-5]\d)$`)
)

// monthNames are the months in the languages around, without accents; a beginning of three letters that
// fits one month alone is enough.
const monthNames = `january januar janner janvier gennaio enero januari janeiro
february februar feber fevrier febbraio febrero februari fevereiro
march marz maerz mars marzo maart marco
april avril aprile abril
may mai maggio mayo mei maio
june juni juin giugno junio junho
july juli juillet luglio julio julho
august aout agosto augustus
september septembre settembre septiembre setembro
october oktober octobre ottobre octubre outubro
november novembre noviembre novembro
december dezember decembre dicembre diciembre dezembro`

// typedDay is a typed date; why says what is wrong with one that is none. Days and months in numbers are
// taken with points as day before month, with slashes and dashes only where one order is possible.
func typedDay(text string, today time.Time) (day time.Time, why *misfit) {
	unclear := unfit(wording.FieldDate)
	if len(text) > maxWhen {
		return time.Time{}, unclear
	}
	text = strings.ToLower(strings.TrimSpace(asciiDigits(text)))
	if shift, ok := relativeDay(text); ok {
		return time.Date(today.Year(), today.Month(), today.Day()+shift, 0, 0, 0, 0, time.UTC), nil
	}
	if m := datePattern.FindStringSubmatch(text); m != nil && m[2] == m[4] {
		return inNumbers([3]string{m[1], m[3], m[5]}, m[2], today)
	}
	if day, ok := withMonthName(text, today); ok {
		return day, nil
	}
	return time.Time{}, unclear
}

// relativeDay is how many days from today words mean.
func relativeDay(text string) (int, bool) {
	switch text {
	case "today", "heute", "aujourd'hui", "aujourd’hui", "oggi", "hoy", "hoje", "vandaag":
		return 0, true
	case "tomorrow", "morgen", "demain", "domani", "mañana", "amanhã":
		return 1, true
	case "day after tomorrow", "the day after tomorrow", "übermorgen", "après-demain", "dopodomani", "overmorgen":
		return 2, true
	case "yesterday", "gestern", "hier", "ieri", "ayer", "ontem", "gisteren":
		return -1, true
	}
	m := shiftPattern.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	n, err := strconv.Atoi(m[1] + m[2])
	return n, err == nil
}

// inNumbers reads a date of three numbers.
func inNumbers(part [3]string, mark string, today time.Time) (time.Time, *misfit) {
	wrong := unfit(wording.FieldNoDay)
	if len(part[0]) > 2 {
		if day, ok := realDay(part[0], part[1], part[2], today); ok {
			return day, nil
		}
		return time.Time{}, wrong
	}
	european, okEuropean := realDay(part[2], part[1], part[0], today)
	american, okAmerican := realDay(part[2], part[0], part[1], today)
	switch {
	case mark == ".", !okAmerican, european.Equal(american):
		if !okEuropean {
			return time.Time{}, wrong
		}
		return european, nil
	case !okEuropean:
		return american, nil
	}
	return time.Time{}, unfit(wording.AskWhichDay)
}

// realDay is a day that there is, of a year in two or four digits.
func realDay(year, month, day string, today time.Time) (time.Time, bool) {
	y, errY := strconv.Atoi(year)
	m, errM := strconv.Atoi(month)
	d, errD := strconv.Atoi(day)
	if errY != nil || errM != nil || errD != nil || len(year) == 1 || len(year) == 3 {
		return time.Time{}, false
	}
	if len(year) == 2 {
		y += today.Year() / 100 * 100
		if y > today.Year()+20 {
			y -= 100
		}
	}
	at := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return at, y > 0 && at.Year() == y && int(at.Month()) == m && at.Day() == d
}

// withMonthName reads "2 March 2026", "March 2nd, 2026" and "2. März 2026".
func withMonthName(text string, today time.Time) (time.Time, bool) {
	var numbers []string
	month := 0
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return c == ' ' || c == ',' || c == '-' || c == '/' }) {
		if m := ordinalPattern.FindStringSubmatch(word); m != nil {
			numbers = append(numbers, m[1])
			continue
		}
		switch word = strings.Trim(word, "."); word {
		case "of", "the", "de", "di", "du", "le", "el", "den", "der", "am", "on":
			continue
		}
		n := monthOf(word)
		if n == 0 || month != 0 {
			return time.Time{}, false
		}
		month = n
	}
	if len(numbers) != 2 || month == 0 {
		return time.Time{}, false
	}
	if len(numbers[0]) == 4 {
		numbers[0], numbers[1] = numbers[1], numbers[0]
	}
	return realDay(numbers[1], strconv.Itoa(month), numbers[0], today)
}

// monthOf is the number of a month by its name or the beginning of it; 0 when it is none, or could be
// several.
func monthOf(word string) int {
	word = plainLetters(word)
	if len(word) < 3 {
		return 0
	}
	found, n := 0, 0
	for line := range strings.SplitSeq(monthNames, "\n") {
		n++
		for name := range strings.FieldsSeq(line) {
			if name == word {
				return n
			}
			if strings.HasPrefix(name, word) && found != n {
				if found != 0 {
					return 0
				}
				found = n
			}
		}
	}
	return found
}

// plainLetters is a word in lower case without accents.
func plainLetters(word string) string {
	return strings.Map(func(c rune) rune {
		switch c {
		case 'ä', 'à', 'á', 'â', 'ã':
			return 'a'
		case 'é', 'è', 'ê', 'ë':
			return 'e'
		case 'í', 'ì', 'î':
			return 'i'
		case 'ó', 'ò', 'ô', 'ö', 'õ':
			return 'o'
		case 'û', 'ü', 'ú', 'ù':
			return 'u'
		case 'ç':
			return 'c'
		}
		return unicode.ToLower(c)
	}, word)
}

// clockOf is a typed time of day as hh:mm.
func clockOf(text string) (string, bool) {
	if len(text) > maxWhen {
		return "", false
	}
	text = strings.ToLower(strings.TrimSpace(asciiDigits(text)))
	text = strings.NewReplacer("a.m.", "am", "p.m.", "pm", "’", "'").Replace(text)
	switch text {
	case "noon", "mittag", "mittags", "midi", "mezzogiorno", "mediodía":
		return "12:00", true
	case "midnight", "mitternacht", "minuit", "mezzanotte", "medianoche":
		return "00:00", true
	}
	hour, minute, half := "", "00", ""
	if m := clockPattern.FindStringSubmatch(text); m != nil {
		hour, minute, half = m[1], m[2], m[3]
	} else if m := hourPattern.FindStringSubmatch(text); m != nil {
		hour, half = m[1], m[2]
	} else if m := militaryPattern.FindStringSubmatch(text); m != nil {
		hour, minute = m[1], m[2]
	}
	h, err := strconv.Atoi(hour)
	if half == "am" || half == "pm" {
		if h < 1 || h > 12 {
			return "", false
		}
		if h %= 12; half == "pm" {
			h += 12
		}
	}
	if err != nil || h > 23 {
		return "", false
	}
	return strconv.Itoa(h/10) + strconv.Itoa(h%10) + ":" + minute, true
}
