package flow

import (
	"maps"
	"strconv"
	"strings"
)

// so is how far the block is; a wait of before this was kept is its first.
func (w *Wait) so() AIWait {
	if w.AI == nil {
		return AIWait{Turn: 1}
	}
	return *w.AI
}

// Hears says whether words with a token are for the AI answer block that is waited at: it has them all, whichever of
// its waits they were typed in.
func (w *Wait) Hears(token string) bool {
	if w == nil || w.AI == nil {
		return false
	}
	n, ok := tokenNumber(token)
	now, _ := tokenNumber(w.Token)
	return token == "" || ok && n >= w.AI.First && n <= now
}

// tokenNumber is the place of a wait among those of its run.
func tokenNumber(token string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimPrefix(token, "t"))
	return n, err == nil && strings.HasPrefix(token, "t")
}

// AwaitsAI says whether an answer of the AI is waited for.
func (w *Wait) AwaitsAI() bool { return w != nil && w.Kind == WaitResult && w.AI != nil }

// aiPort is the exit by which a result leaves the block.
func aiPort(got Result) string {
	switch got.Port {
	case portAnswered, portWantsPerson, portNotFound:
		return got.Port
	case "":
		if got.OK {
			return portAnswered
		}
	}
	return PortError
}

// elsewhere is the block with another exit's target for one that leads nowhere.
func (at place) elsewhere(port, other string) place {
	if at.block.Out[port] == (Target{}) && at.block.Out[other] != (Target{}) {
		at.block.Out = maps.Clone(at.block.Out)
		at.block.Out[port] = at.block.Out[other]
	}
	return at
}

// heard keeps words for an AI answer block: typed freely, and none of what was offered.
func (r *run) heard(a asker, ev Event) {
	if _, own := a.(listener); own || ev.Text == "" || ev.Choice != "" || len(ev.Choices) > 0 || len(ev.Fields) > 0 {
		return
	}
	p := a.prompt(r)
	switch p.Kind {
	case PromptText:
	case PromptChoices, PromptPictures, PromptOffer:
		if _, offered := named(p.Choices, ev.Text); offered {
			return
		}
	default:
		return
	}
	if !p.Sensitive {
		r.s.Words = tidy(ev.Text)
	}
}

// Shortened is a question as a run keeps it.
func Shortened(question string) string { return cut(tidy(question), longestAsked) }

// tidy is a text as it can be kept.
func tidy(text string) string {
	return cut(strings.TrimSpace(strings.ToValidUTF8(text, "\uFFFD")), maxAnswer)
}
