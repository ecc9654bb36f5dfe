package flow

// restartBlock begins the run again, at the start of the flow with which it began.
type restartBlock struct {
	Clear bool `json:"clear,omitempty"` // the variables are forgotten
}

func restartKind() Kind {
	k := kindFor[restartBlock]("restart", "Start again")
	k.Icon, k.Group = "rotate-cw", groupDo
	k.Help = "Begins the conversation with the bot again."
	k.Form = []Setting{toggleSetting("clear", "Forget the answers", "All variables are cleared.")}
	return k
}

func (b *restartBlock) check() []string { return nil }

func (b *restartBlock) ports() []Port { return nil }

func (b *restartBlock) summary() string {
	if b.Clear {
		return "Begins again and forgets the answers"
	}
	return "Begins again"
}

// waits is false: the run goes on at its start.
func (b *restartBlock) waits() bool { return false }

func (b *restartBlock) play(r *run, at place) { r.restart(at, b.Clear) }
