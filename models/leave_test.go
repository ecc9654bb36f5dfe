package models

import "testing"

func TestCleanCallback_NumbersAsPeopleWriteThem_AreKept(t *testing.T) {
	for typed, want := range map[string]string{"": "", "  ": "", "+41 44 123 45 67": "+41441234567", "0041 44 123 45 67": "+41441234567", "044 123 45 67": "044 123 45 67",
		"(044) 123-45.67": "(044) 123-45.67", "12 34 5": "12 34 5"} {
		if got, err := cleanCallback("phone", typed); err != nil || got != want {
			t.Errorf("%q is %q, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"call me", "1234", "12345678901234567890", "044\x001234567x", "044 123 45 67 ext 9", "<b>0441234567</b>", "----------"} {
		if got, err := cleanCallback("phone", typed); CodeOf(err) != CodeInvalid {
			t.Errorf("%q is %q, %v", typed, got, err)
		}
	}
}
