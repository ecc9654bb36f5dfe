package models

import (
	"strings"
	"testing"
)

func TestHoursForm_WrittenAndReadAgain_IsTheSame(t *testing.T) {
	f := HoursForm{Zone: " Europe/Zurich ", Week: [7]string{"9-12, 13:00–17.30", "09:00-24:00", "", "closed", "", "", ""},
		Days: "2026-12-25: closed\n\n 2026-12-24 : 9-12 \n"}
	h, err := f.Hours()
	if err != nil {
		t.Fatal(err)
	}
	want := HoursForm{Zone: "Europe/Zurich", Week: [7]string{"09:00-12:00, 13:00-17:30", "09:00-24:00"},
		Days: "2026-12-24: 09:00-12:00\n2026-12-25: closed\n"}
	if got := HoursFormOf(h); got != want {
		t.Errorf("%+v", got)
	}
	if wrong := h.Check(); len(wrong) > 0 {
		t.Error(wrong)
	}
	if got := HoursFormOf(nil); got != (HoursForm{}) {
		t.Errorf("%+v", got)
	}
}

func TestHoursForm_WrongOnes_NameTheirField(t *testing.T) {
	for _, row := range []struct {
		f     HoursForm
		field string
	}{
		{HoursForm{}, "zone"}, {HoursForm{Zone: "Local"}, "zone"}, {HoursForm{Zone: "../etc/passwd"}, "zone"},
		{HoursForm{Zone: "UTC", Week: [7]string{"", "17-9"}}, "week.1"},
		{HoursForm{Zone: "UTC", Week: [7]string{"9-12, 11-13"}}, "week.0"},
		{HoursForm{Zone: "UTC", Week: [7]string{"24-25"}}, "week.0"},
		{HoursForm{Zone: "UTC", Week: [7]string{"morning"}}, "week.0"},
		{HoursForm{Zone: "UTC", Days: "Christmas: closed"}, "days"},
		{HoursForm{Zone: "UTC", Days: "2026-02-30: closed"}, "days"},
		{HoursForm{Zone: "UTC", Days: "2026-12-25: closed\n2026-12-25: 9-10"}, "days"},
		{HoursForm{Zone: "UTC", Days: "2026-12-25: late"}, "days"},
	} {
		_, err := row.f.Hours()
		known, ok := err.(*Error)
		if !ok || known.Field != row.field {
			t.Errorf("%+v: %v", row.f, err)
		}
	}
}

func TestLook_TooFaint_OffersTheNearestThatPasses(t *testing.T) {
	good := Look{Fill: "#0F4C81", Hover: "#0b3a63", On: "#ffffff", Words: "#0f4c81"}
	if found := good.Check(); len(found) != 0 || good.Fill != "#0f4c81" {
		t.Errorf("%+v %+v", good, found)
	}
	faint := Look{Fill: "#7fb8e6", Hover: "#9cc9ee", On: "#ffffff", Words: "#f0c000"}
	found := faint.Check()
	if len(found) != 3 || found[0].Field != "fill" || found[0].Better == "" || !strings.Contains(found[0].Message, "least") {
		t.Fatalf("%+v", found)
	}
	mended := faint.Mended()
	if left := mended.Check(); len(left) != 0 {
		t.Errorf("%+v still has %+v", mended, left)
	}
	pale := Look{Fill: "#fff7e0", Hover: "#fff0c0", On: "#000000", Words: "#000000"}
	if found := pale.Check(); len(found) != 1 || !strings.Contains(found[0].Message, "sheet") {
		t.Errorf("%+v", found)
	}
	if left := pale.Mended(); len(left.Check()) != 0 {
		t.Errorf("%+v", left.Check())
	}
	grey := Look{Fill: "#777777", Hover: "#777777", On: "#777777", Words: "#777777"}
	for _, p := range grey.Check() {
		if p.Field == "words" && p.Better == "" {
			t.Errorf("%+v", p)
		}
	}
	broken := Look{Fill: "red", Hover: "#12345", On: "url(x)", Words: ""}
	if len(broken.Check()) != 4 {
		t.Errorf("%+v", broken.Check())
	}
	if c := contrast("#000000", "#ffffff"); c < 20.9 || c > 21.1 {
		t.Errorf("black on white: %f", c)
	}
}
