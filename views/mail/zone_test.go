package mail

import (
	"strings"
	"testing"
	"time"

	"deskbell/models"
)

func TestDraw_Times_AreThoseWhereTheBotIsAtHome(t *testing.T) {
	for _, row := range []struct{ language, zone, want, day string }{
		{"en", "", "Mira, 10:50 UTC", "21 November 2026, 19:52 UTC"},
		{"en", "Europe/Zurich", "Mira, 11:50 CET", "21 November 2026, 20:52 CET"},
		{"de", "Europe/Zurich", "Mira, 11:50 MEZ", "21.11.2026, 20:52 MEZ"},
		{"fr", "Europe/Zurich", "Mira, 11:50 CET", "21/11/2026, 20:52 CET"},
		{"en", "America/Sao_Paulo", "Mira, 07:50 UTC-3", "21 November 2026, 16:52 UTC-3"},
		{"en", "Asia/Kathmandu", "Mira, 16:35 UTC+5:45", "01:37 UTC+5:45"}, // the day of the mail itself
		{"en", "No/Where", "Mira, 10:50 UTC", "21 November 2026, 19:52 UTC"},
		{"en", "Local", "Mira, 10:50 UTC", "21 November 2026, 19:52 UTC"},
	} {
		m := each(row.language)["answer"]
		m.Zone = row.zone
		d := draw(t, m)
		for what, text := range map[string]string{"text": d.Text, "HTML": d.HTML} {
			time := strings.TrimPrefix(row.want, "Mira, ")
			if !strings.Contains(text, time) || !strings.Contains(text, row.day) {
				t.Errorf("%s in %q, %s: no %q and %q in\n%s", row.language, row.zone, what, time, row.day, text)
			}
		}
	}
}

func TestDraw_SummerTime_IsThatOfTheDay(t *testing.T) {
	m := each("de")["answer"]
	m.Zone, m.At = "Europe/Zurich", time.Date(2026, 7, 1, 10, 0, 0, 0, time.UTC)
	for i := range m.Lines {
		m.Lines[i].At = m.At
	}
	m.Begun = time.Date(2026, 6, 30, 22, 30, 0, 0, time.UTC) // the first of July there
	if d := draw(t, m); !strings.Contains(d.Text, "12:00 MESZ") || !strings.Contains(d.Text, "1.7.2026") {
		t.Error(d.Text)
	}
}

func TestDraw_NoticesOfSeveralBots_HaveTheTimesOfEach(t *testing.T) {
	m := each("en")["notices"]
	m.Notices = append([]models.MailedNotice{}, m.Notices...)
	m.Notices[0].Zone, m.Notices[1].Zone = "Europe/Zurich", "America/New_York"
	if d := draw(t, m); !strings.Contains(d.Text, "11:45 CET") || !strings.Contains(d.Text, "05:48 EST") || !strings.Contains(d.Text, "10:52 UTC") {
		t.Error(d.Text)
	}
	m.Notices = m.Notices[:1]
	if d := draw(t, m); !strings.Contains(d.Text, "11:45 CET") {
		t.Error(d.Text)
	}
}
