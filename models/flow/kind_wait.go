package flow

import (
	"fmt"
	"time"
)

const maxSeconds = 86_400 // a day

// waitBlock lets some time pass.
type waitBlock struct {
	Seconds int `json:"seconds"`
}

func waitKind() Kind { return kindFor[waitBlock]("wait", "Wait") }

func (b *waitBlock) check() []string {
	if b.Seconds < 1 || b.Seconds > maxSeconds {
		return []string{fmt.Sprintf("The time is not between 1 and %d seconds.", maxSeconds)}
	}
	return nil
}

func (b *waitBlock) ports() []Port { return []Port{{Name: PortNext, Label: "Next"}} }

func (b *waitBlock) summary() string { return inWords(b.Seconds) }

func (b *waitBlock) waits() bool { return true }

func (b *waitBlock) play(r *run, at place) {
	w := r.await(WaitTimer)
	w.Due = r.now.Add(time.Duration(b.Seconds) * time.Second)
	r.effects = append(r.effects, Effect{Kind: EffectTimer, Block: at.id, Token: w.Token, Due: w.Due})
}

// inWords is a time as a reader sees it.
func inWords(seconds int) string {
	n, unit := seconds, "second"
	switch {
	case seconds >= 3600 && seconds%3600 == 0:
		n, unit = seconds/3600, "hour"
	case seconds >= 60 && seconds%60 == 0:
		n, unit = seconds/60, "minute"
	}
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}
