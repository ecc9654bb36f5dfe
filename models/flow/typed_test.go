package flow

import (
	"strings"
	"testing"
	"time"
)

func TestCleanPhone(t *testing.T) {
	for _, tt := range []struct{ text, country, want string }{
		{"+41 44 123 45 67", "", "+41441234567"},
		{"0041 44 123 45 67", "DE", "+41441234567"},
		{"+41 (0)44 123 45 67", "", "+41441234567"},
		{"+41 044 123 45 67", "", "+41441234567"},
		{"044 123 45 67", "CH", "+41441234567"},
		{"079/123.45.67", "CH", "+41791234567"},
		{"79 123 45 67", "CH", "+41791234567"},
		{"(089) 1234-5678", "DE", "+498912345678"},
		{"06 1234 5678", "IT", "+390612345678"},
		{"+39 06 1234 5678", "", "+390612345678"},
		{"612 34 56 78", "ES", "+34612345678"},
		{"06 1 234 5678", "HU", "+3612345678"},
		{"8 (912) 345-67-89", "RU", "+79123456789"},
		{"912 345-67-89", "RU", "+79123456789"},
		{"800 555 35 35", "RU", "+78005553535"},
		{"8 029 123 45 67", "BY", "+375291234567"},
		{"(415) 555-2671", "US", "+14155552671"},
		{"1 415 555 2671", "CA", "+14155552671"},
		{"011 41 44 123 45 67", "US", "+41441234567"},
		{"0011 41 44 123 45 67", "AU", "+41441234567"},
		{"07911 123456", "GB", "+447911123456"},
		{"tel:+41441234567", "", "+41441234567"},
		{"٠٧٩ ١٢٣ ٤٥ ٦٧", "CH", "+41791234567"},
		{"+683 4000", "", "+6834000"},
		{"+800 1234 5678", "", "+80012345678"},
		{"044 123 45 67", "", ""},
		{"044 123 45 67", "XX", ""},
		{"+999 123 456 78", "", ""},
		{"+41", "", ""}, {"+", "CH", ""}, {"", "CH", ""}, {"12", "CH", ""},
		{"+41 44 123 45 67 89 01 23", "", ""},
		{"+1 115 555 2671", "", ""}, {"415 555 267", "US", ""},
		{"044 CALL ME", "CH", ""}, {"044 123 45 67 ext 8", "CH", ""}, {"044;123", "CH", ""},
		{strings.Repeat("1", 1000), "CH", ""},
	} {
		got, ok := CleanPhone(tt.text, tt.country)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("CleanPhone(%q, %q) is %q %v, want %q", tt.text, tt.country, got, ok, tt.want)
		}
		if again, _ := CleanPhone(got, tt.country); again != got {
			t.Errorf("%q becomes %q the second time", got, again)
		}
	}
}

func TestCountries_EachCodeOnceWithItsCallingCode(t *testing.T) {
	all := Countries()
	if len(all) != 245 {
		t.Errorf("%d countries", len(all))
	}
	for i, c := range all {
		if len(c.Code) != 2 || c.Calling == "" || len(c.Calling) > 3 || i > 0 && all[i-1].Code >= c.Code {
			t.Errorf("country %d is %+v", i, c)
		}
	}
}

func TestCleanNumber(t *testing.T) {
	for _, tt := range []struct {
		text     string
		decimals int
		want     string
	}{
		{"5", -1, "5"}, {" -5 ", -1, "-5"}, {"+5", -1, "5"}, {"−3,5", -1, "-3.5"}, {"007", -1, "7"}, {"0.50", -1, "0.5"}, {"-0", -1, "0"}, {"-0.0", -1, "0"},
		{"12.5", -1, "12.5"}, {"12,5", -1, "12.5"}, {"1,234", -1, "1.234"}, {"1,234", 0, "1234"}, {"1.234", 2, "1234"}, {"1.234", 3, "1.234"}, {"0,123", 0, "0.123"},
		{"1.234,56", -1, "1234.56"}, {"1,234.56", -1, "1234.56"}, {"1.234.567", -1, "1234567"}, {"1'234’567.5", -1, "1234567.5"}, {"1 234 567,5", -1, "1234567.5"},
		{"1\u202f000", -1, "1000"}, {"٤٢", -1, "42"}, {"123456789012345678901234567890", -1, "123456789012345678901234567890"},
		{"", -1, ""}, {"-", -1, ""}, {"five", -1, ""}, {"1e5", -1, ""}, {"0x10", -1, ""}, {"1.2.3", -1, ""}, {"12 34", -1, ""}, {"5,", -1, ""}, {",5", -1, ""}, {"1,2,3.4", -1, ""},
		{"NaN", -1, ""}, {"Inf", -1, ""}, {"1/2", -1, ""}, {strings.Repeat("9", 41), -1, ""}, {"1'23", -1, ""}, {"5%", -1, ""},
	} {
		got, ok := cleanNumber(tt.text, tt.decimals)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("cleanNumber(%q, %d) is %q %v, want %q", tt.text, tt.decimals, got, ok, tt.want)
		}
	}
}

func TestNumber_BoundsAndSteps(t *testing.T) {
	for _, tt := range []struct{ settings, text, says, kept string }{
		{`"min":"1","max":"{{most}}"`, "10", PortNext, "10"},
		{`"min":"1","max":"{{most}}"`, "10.5", "Please type a number from 1 to 10.", ""},
		{`"min":"1"`, "0.99", "Please type a number from 1 on.", ""},
		{`"max":"1,5"`, "1.5", PortNext, "1.5"},
		{`"max":"3"`, "4", "Please type a number up to 3.", ""},
		{`"max":"{{nope}}"`, "4", PortNext, "4"},
		{`"step":"1"`, "4.5", "Please type a whole number.", ""},
		{`"step":"0.05"`, "4.15", PortNext, "4.15"},
		{`"step":"0.05"`, "4.17", "Please type a number in steps of 0.05.", ""},
		{`"step":"3","min":"1"`, "7", PortNext, "7"},
		{`"step":"3","min":"1"`, "6", "Please type a number in steps of 3.", ""},
		{`"unit":"kg"`, "12,5 KG", PortNext, "12.5"},
		{`"unit":"€"`, "€ 1.200,00", PortNext, "1200"},
		{`"unit":"kg"`, "12 lbs", "Please type a number.", ""},
	} {
		tt.settings = strings.Replace(tt.settings, "1,5", "{{half}}", 1)
		k := begin(t, everyExit(t, "number", `{"text":"Q","var":"v",`+tt.settings+`}`), map[string]string{"most": "10", "half": "1,5"})
		k.typed(tt.text).wantSaid(tt.says).wantVar("v", tt.kept)
	}
	k := begin(t, everyExit(t, "number", `{"text":"Q","min":"{{low}}","max":"9","step":"0.5","unit":"{{u}}"}`), map[string]string{"low": "1,5", "u": "kg"})
	if p := k.prompt(); p.Kind != PromptNumber || p.Min != "1.5" || p.Max != "9" || p.Step != "0.5" || p.Unit != "kg" {
		t.Errorf("prompt %+v", p)
	}
}

func TestTypedDay(t *testing.T) {
	today := time.Date(2026, 3, 4, 23, 59, 0, 0, time.UTC)
	for text, want := range map[string]string{
		"2026-03-02": "2026-03-02", "2026/3/2": "2026-03-02", "2.3.2026": "2026-03-02", "02.03.26": "2026-03-02", "2. 3. 2026": "2026-03-02",
		"13/2/2026": "2026-02-13", "2/13/2026": "2026-02-13", "3/3/2026": "2026-03-03", "31-12-2026": "2026-12-31",
		"today": "2026-03-04", "Tomorrow": "2026-03-05", "yesterday": "2026-03-03", "übermorgen": "2026-03-06", "heute": "2026-03-04", "demain": "2026-03-05",
		"today+28": "2026-04-01", "today - 4": "2026-02-28",
		"2 March 2026": "2026-03-02", "March 2nd, 2026": "2026-03-02", "2. März 2026": "2026-03-02", "2 mars 2026": "2026-03-02", "2 de marzo de 2026": "2026-03-02",
		"1er août 2026": "2026-08-01", "Feb 29 2028": "2028-02-29", "29. Feb. 1992": "1992-02-29", "2026 Dec 24": "2026-12-24", "the 3rd of may 2026": "2026-05-03",
		"2.3.85": "1985-03-02", "2.3.46": "2046-03-02", "٢٠٢٦-٠٣-٠٢": "2026-03-02",
		"": "", "soon": "", "3/2/2026": "", "3-2-2026": "", "31.2.2026": "", "29.2.2026": "", "2026-13-01": "", "0000-01-01": "", "2.3": "", "2.3.2": "", "2.3.123": "",
		"March 2026": "", "2 jui 2026": "", "2 March April 2026": "", "2026-03/02": "", "today+999999999": "", "12 mo 2026": "", strings.Repeat("1", 200): "",
	} {
		day, why := typedDay(text, today)
		got := ""
		if why == nil {
			got = day.Format(isoDate)
		}
		if got != want {
			t.Errorf("typedDay(%q) is %q (%+v), want %q", text, got, why, want)
		}
	}
}

func TestClockOf(t *testing.T) {
	for text, want := range map[string]string{
		"14:30": "14:30", "9:05": "09:05", "14.30": "14:30", "14h30": "14:30", "14 Uhr 30": "14:30", "14 Uhr": "14:00", "14:30 Uhr": "14:30", "2:30 pm": "14:30",
		"2PM": "14:00", "12 am": "00:00", "12 p.m.": "12:00", "12:15am": "00:15", "1430": "14:30", "noon": "12:00", "midnight": "00:00", "14:30:59": "14:30", "7 o’clock": "07:00",
		"": "", "14": "", "24:00": "", "13 pm": "", "0 am": "", "14:60": "", "2460": "", "half past two": "", "14:30 tomorrow": "",
	} {
		got, ok := clockOf(text)
		if got != want || ok != (want != "") {
			t.Errorf("clockOf(%q) is %q %v, want %q", text, got, ok, want)
		}
	}
}

func TestDate_TypesRangesAndBounds(t *testing.T) {
	vars := map[string]string{"first": "2026-03-10", "word": "x"}
	for _, tt := range []struct{ settings, text, says, kept string }{
		{`"type":"date"`, "tomorrow", PortNext, "2026-03-05"},
		{`"type":"date"`, "3/2/2026", "This can mean two days. Please write the month as a word, or the date like 2026-03-31.", ""},
		{`"min":"today","max":"today+14"`, "yesterday", "Please choose from 2026-03-04 to 2026-03-18.", ""},
		{`"min":"today","max":"today+14"`, "18.3.2026", PortNext, "2026-03-18"},
		{`"min":"{{first}}"`, "9.3.2026", "Please choose 2026-03-10 or later.", ""},
		{`"max":"{{first}}"`, "11.3.2026", "Please choose 2026-03-10 or earlier.", ""},
		{`"max":"{{word}}"`, "11.3.2046", PortNext, "2046-03-11"},
		{`"type":"time","min":"09:00","max":"17:30"`, "5 pm", PortNext, "17:00"},
		{`"type":"time","min":"09:00","max":"17:30"`, "18:00", "Please choose from 09:00 to 17:30.", ""},
		{`"type":"datetime"`, "2026-03-09T14:30", PortNext, "2026-03-09T14:30"},
		{`"type":"datetime"`, "9 March 2026 at 2:30 pm", PortNext, "2026-03-09T14:30"},
		{`"type":"datetime"`, "9.3.2026, 14 Uhr", PortNext, "2026-03-09T14:00"},
		{`"type":"datetime"`, "tomorrow 14:30", PortNext, "2026-03-05T14:30"},
		{`"type":"datetime"`, "2026-03-09", "Please type a date and a time, like 2026-03-31 14:30.", ""},
		{`"type":"datetime","max":"2026-03-09"`, "2026-03-09 23:59", PortNext, "2026-03-09T23:59"},
		{`"type":"datetime","min":"2026-03-09"`, "2026-03-08 23:59", "Please choose 2026-03-09 00:00 or later.", ""},
		{`"range":true`, "2026-03-09/2026-03-11", PortNext, "2026-03-09/2026-03-11"},
		{`"range":true`, "9.3.2026 - 11.3.2026", PortNext, "2026-03-09/2026-03-11"},
		{`"range":true`, "today to tomorrow", PortNext, "2026-03-04/2026-03-05"},
		{`"range":true`, "13/3/2026 bis 14/3/2026", PortNext, "2026-03-13/2026-03-14"},
		{`"range":true`, "tomorrow to today", "The end is before the beginning. Please check it.", ""},
		{`"range":true,"max":"today+1"`, "today to 6.3.2026", "Please choose 2026-03-05 or earlier.", ""},
		{`"range":true`, "tomorrow", "Please type two dates, like 2026-03-31 to 2026-04-02.", ""},
		{`"type":"time","range":true`, "9:00 – 12:30", PortNext, "09:00/12:30"},
		{`"type":"time","range":true`, "9", "Please type two times, like 09:00 to 12:30.", ""},
	} {
		k := begin(t, everyExit(t, "date", `{"text":"Q","var":"v",`+tt.settings+`}`), vars)
		k.typed(tt.text).wantSaid(tt.says).wantVar("v", tt.kept)
	}
}

func TestDate_Today_IsWhereTheBotIsAtHome(t *testing.T) {
	lib := shelf{"main": {1: document(t, "main", "a", everyExit(t, "date", `{"text":"Q","var":"v","min":"today","max":"today+1","prefill":"tomorrow","range":false}`))}}
	k := &talk{t: t, lib: lib, now: time.Date(2026, 3, 4, 22, 0, 0, 0, time.UTC)}
	hours := &Hours{Zone: "Asia/Tokyo"}
	k.do(Event{Kind: EventStart, Target: Target{Flow: "main"}, Hours: hours})
	if p := k.prompt(); p.Kind != PromptDate || p.Min != "2026-03-05" || p.Max != "2026-03-06" || p.Value != "2026-03-06" {
		t.Errorf("prompt %+v", p)
	}
	k.do(Event{Kind: EventReply, Token: k.token(), Text: "today", Hours: hours}).wantVar("v", "2026-03-05")
	for settings, kind := range map[string]PromptKind{`{"text":"Q","type":"time"}`: PromptTime, `{"text":"Q","type":"datetime","range":true}`: PromptDateTime} {
		if p := begin(t, everyExit(t, "date", settings), nil).prompt(); p.Kind != kind || p.Range != (kind == PromptDateTime) {
			t.Errorf("prompt %+v", p)
		}
	}
}

func TestPhone_BelongsToItsCountry(t *testing.T) {
	k := begin(t, everyExit(t, "phone", `{"text":"Q","var":"v","country":"CH"}`), nil)
	if p := k.prompt(); p.Kind != PromptPhone || p.Country != "CH" {
		t.Errorf("prompt %+v", p)
	}
	k.typed("what?").wantSaid("This does not look like a phone number. Please check it.")
	k.typed("044 123 45 67").wantSaid(PortNext).wantVar("v", "+41441234567")
	begin(t, everyExit(t, "phone", `{"text":"Q"}`), nil).typed("044 123 45 67").
		wantSaid("Please type your phone number with the code of its country, like +41 44 123 45 67.")
}
