package flow

const (
	portYes = "yes"
	portNo  = "no"
)

// agentsBlock asks whether somebody is there. The answer comes in the same turn.
type agentsBlock struct {
	Need string `json:"need,omitempty"` // "online" (default), or "free": online and below the chat limit
}

func agentsKind() Kind {
	k := kindFor[agentsBlock]("agents", "Is somebody there?")
	k.Icon, k.Group = "users", groupDecide
	k.Help = "Goes one way while somebody of the team is there, and another while nobody is."
	k.Form = []Setting{selectSetting("need", "Needed", "Who counts as there.", agentNeeds())}
	return k
}

func agentNeeds() []Option {
	return []Option{{"online", "Somebody online"}, {"free", "Somebody online and free"}}
}

func (b *agentsBlock) defaults() { b.Need = orElse(b.Need, "online") }

func (b *agentsBlock) flaws() []flaw { return optionFlaws("need", b.Need, "The choice", agentNeeds()) }

func (b *agentsBlock) check() []string { return sentences(b.flaws()) }

func (b *agentsBlock) ports() []Port {
	return []Port{{Name: portYes, Label: "Yes"}, {Name: portNo, Label: "No"}}
}

func (b *agentsBlock) summary() string {
	if b.Need == "free" {
		return "Is somebody online and free?"
	}
	return "Is somebody online?"
}

// waits is false, for nothing happens between question and answer.
func (b *agentsBlock) waits() bool { return false }

func (b *agentsBlock) play(r *run, at place) {
	w := r.await(WaitResult)
	r.emit(at, Effect{Kind: EffectAgents, Token: w.Token, Text: b.Need})
}

func (b *agentsBlock) result(r *run, at place, ev Event) {
	if ev.Result.Port == portYes {
		r.leave(at, portYes)
		return
	}
	r.leave(at, portNo)
}
