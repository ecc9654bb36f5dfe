package flow

// Palette groups.
const (
	groupSay    = "Say"
	groupAsk    = "Ask"
	groupDecide = "Decide"
	groupDo     = "Do"
	groupPeople = "People"
)

// onlyNext are the ports of a block that always goes on.
func onlyNext() []Port { return []Port{{Name: PortNext, Label: "Next"}} }

func textSetting(name, label, help string) Setting {
	return Setting{Name: name, Label: label, Control: ControlText, Help: help, Templated: true}
}

func lineSetting(name, label, help string) Setting {
	return Setting{Name: name, Label: label, Control: ControlLine, Help: help, Templated: true}
}

func toggleSetting(name, label, help string) Setting {
	return Setting{Name: name, Label: label, Control: ControlToggle, Help: help}
}

func selectSetting(name, label, help string, options []Option) Setting {
	return Setting{Name: name, Label: label, Control: ControlSelect, Help: help, Options: options}
}

func mediaSetting(name, label, help string) Setting {
	return Setting{Name: name, Label: label, Control: ControlMedia, Help: help, Templated: true}
}

// captionSetting is the text that a message with content may carry.
func captionSetting() Setting {
	return textSetting("text", "Text", "Said above it; may be left out.")
}

// under puts settings below a heading.
func under(group string, settings ...Setting) []Setting {
	for i := range settings {
		settings[i].Group = group
	}
	return settings
}
