package models

// How a bot's chats find somebody, and how large a file may be: what is kept where nothing was set, and the
// bounds of what may be.
const (
	DefaultAccept = 30 // seconds, of Routing.AcceptSeconds
	LeastAccept   = 10
	MostAccept    = 300

	MostPriority = 10 // and as much below zero

	DefaultMostFile = 20 // MB, of BotSettings.MostFile
	HighestMostFile = 50
)

// FileMB is how large a file sent in a chat may be, in MB.
func (s *BotSettings) FileMB() int {
	if s.MostFile <= 0 {
		return DefaultMostFile
	}
	return s.MostFile
}

// Check errors with CodeInvalid, field mode, accept or priority, for what no form makes; a zero field stands for
// its default.
func (r Routing) Check() error {
	switch {
	case r.Mode != "" && r.Mode != RouteEverybody && r.Mode != RouteLeastBusy:
		return invalid("mode", "Chats find somebody by %s or %s.", RouteEverybody, RouteLeastBusy)
	case r.AcceptSeconds != 0 && (r.AcceptSeconds < LeastAccept || r.AcceptSeconds > MostAccept):
		return invalid("accept", "Write a whole number of seconds from %d to %d.", LeastAccept, MostAccept)
	case r.Priority < -MostPriority || r.Priority > MostPriority:
		return invalid("priority", "Write a whole number from -%d to %d.", MostPriority, MostPriority)
	}
	return nil
}

// CheckMostFile errors with CodeInvalid, field most_file; 0 stands for the default.
func CheckMostFile(mb int) error {
	if mb < 0 || mb > HighestMostFile {
		return invalid("most_file", "Write a whole number of MB from 1 to %d.", HighestMostFile)
	}
	return nil
}
