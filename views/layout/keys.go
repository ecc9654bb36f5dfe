package layout

// keyGroup is a part of the list of keys; static/js/desk/keys.js does what it says.
type keyGroup struct {
	name  string
	lines []keyLine
}

type keyLine struct {
	keys    []string
	between string // "then" or "or"
	does    string
}

func keyGroups() []keyGroup {
	one := func(key, does string) keyLine { return keyLine{[]string{key}, "", does} }
	then := func(key, does string) keyLine { return keyLine{[]string{"g", key}, " then ", does} }
	return []keyGroup{
		{"Everywhere", []keyLine{
			{[]string{"Ctrl", "K"}, " ", "Do anything by its name (⌘ K on a Mac)"},
			one("?", "This list"),
			then("w", "Waiting"), then("a", "Active"), then("l", "Messages left"), then("c", "Closed"), then("b", "With the bot"),
		}},
		{"Conversations", []keyLine{
			{[]string{"j", "k"}, " or ", "The next or the previous one of the list"},
			one("Enter", "Open it"),
			one("/", "Search"),
			one("Esc", "Leave the field, go back"),
		}},
		{"The open conversation", []keyLine{
			one("r", "Write a reply"), one("n", "Write a note"), one("i", "Chat information"),
			one("t", "Take over"), one("p", "Pass on"), one("b", "Restore to AI"), one("e", "End chat"),
			{[]string{"Ctrl", "Enter"}, " ", "Save the note"},
		}},
	}
}
