package flow

import (
	"fmt"

	"deskbell/models/wording"
)

// Why nobody answers (LiveChat.Answer).
const (
	ReasonUnavailable = "unavailable" // nobody was there to ask
	ReasonClosed      = "closed"      // outside of the opening hours
	ReasonTimeout     = "timeout"     // nobody came in the waiting time
)

// Answer is what happens when nobody answers, for one of the reasons: what (UnavailableExit, …Jump or
// …Leave), the port of the EventPerson that goes on (PortNext to exit; none to leave a message), and
// what the visitor is told.
func (l LiveChat) Answer(reason string) (what, port, message string) {
	what, port, message = orElse(l.Unavailable, UnavailableLeave), PortUnavailable, l.Messages.Offline
	own := ""
	switch reason {
	case ReasonClosed:
		own, message = l.Closed, orElse(l.Messages.Closed, message)
		if own != "" {
			what, port = own, PortClosed
		}
	case ReasonTimeout:
		own, message = l.TimedOut, orElse(l.Messages.TimedOut, message)
		if own != "" {
			what, port = own, PortTimeout
		}
	}
	switch what {
	case UnavailableExit:
		port = PortNext
	case UnavailableLeave:
		port = ""
	}
	return what, port, message
}

// NeedsHours says that the opening hours count for whether anybody is available.
func (l LiveChat) NeedsHours() bool {
	return l.Available == AvailableOpen || l.Available == AvailableBoth
}

// NeedsSomebody says that somebody has to be there for it.
func (l LiveChat) NeedsSomebody() bool {
	return l.Available != AvailableOpen && l.Available != AvailableAlways
}

// reasons are those for which nobody may answer, with the block's idea of who is available.
func (b *liveChatBlock) reasons() []string {
	switch b.Available {
	case AvailableOpen:
		return []string{ReasonClosed, ReasonTimeout}
	case AvailableBoth:
		return []string{ReasonUnavailable, ReasonClosed, ReasonTimeout}
	case AvailableAlways:
		return []string{ReasonTimeout}
	}
	return []string{ReasonUnavailable, ReasonTimeout}
}

func chatModes() []Option {
	return []Option{{ModeText, "Text chat"}, {ModeVideo, "Video call"}, {ModeBoth, "Both"}}
}

func chatStyles() []Option { return []Option{{"filled", "Filled"}, {"outline", "Outline"}} }

func chatAnswers() []Option {
	return []Option{
		{UnavailableLeave, "The visitor leaves a message"}, {UnavailableExit, "The flow goes on behind the block"},
		{UnavailableJump, "The flow jumps"},
	}
}

func whoCounts() []Option {
	return []Option{
		{AvailableOnline, "Somebody online and free"}, {AvailableOpen, "Opening hours"},
		{AvailableBoth, "Opening hours, and somebody online and free"}, {AvailableAlways, "Always: visitors wait"},
	}
}

func liveChatForm() []Setting {
	wait := Setting{Name: "wait_seconds", Label: "Waiting time", Control: ControlNumber, Unit: "seconds",
		Min: 1, Max: maxSeconds, Placeholder: "120", Help: "When it is over and nobody came, “Waited too long” applies."}
	videoLabel := lineSetting("video_label", "Label of the video call", "")
	videoLabel.When, videoLabel.Placeholder = "mode=video|both", wording.Standard("en", wording.LiveCall)
	label := lineSetting("label", "Label of the text chat", "")
	label.When, label.Placeholder = "mode=|text|both", wording.Standard("en", wording.LiveText)
	form := []Setting{
		selectSetting("mode", "Offers", "What the visitor can ask for.", chatModes()),
		textSetting("text", "Text", "The block's own message."),
		toggleSetting("offer", "Ask first", "Shows buttons and rings when one is pressed; else it rings at once."),
		label, videoLabel,
		selectSetting("style", "Style of the buttons", "", chatStyles()),
		toggleSetting("skip", "Skip", "The visitor may go on without a person."),
		toggleSetting("back", "Back", "The visitor may return to the last question."),
	}
	form = append(form, under("Waiting", wait,
		toggleSetting("show_place", "Say the place in line", ""),
		toggleSetting("cancel", "Stop waiting", "The visitor may stop waiting."),
		toggleSetting("hide_quick", "Hide quick replies", "While waiting and during the chat."))...)
	same := append([]Option{{"", "As with nobody available"}}, chatAnswers()...)
	form = append(form, under("When nobody answers",
		selectSetting("available", "Available is", "What has to be so for the team to be asked.", whoCounts()),
		selectSetting("unavailable", "Nobody available", "", chatAnswers()),
		selectSetting("closed", "Closed", "Outside of the opening hours.", same),
		selectSetting("timed_out", "Waited too long", "", same),
		toggleSetting("offline_form", "Message in a form", "Else it is written like any other."),
		toggleSetting("ask_email", "Ask for an email address", "With the message."))...)
	return append(form, under("Messages", liveChatMessages()...)...)
}

func liveChatMessages() []Setting {
	m := Defaults(wording.Set{}).Messages
	form := []Setting{
		textSetting("messages.welcome", "Welcome", "A person was asked for, and the waiting begins."),
		textSetting("messages.offline", "Offline", "Nobody is available."),
		textSetting("messages.closed", "Closed", "Outside of the opening hours; if empty, as “Offline”."),
		textSetting("messages.timed_out", "Waited too long", "If empty, as “Offline”."),
		textSetting("messages.takeover", "Takeover", "An agent joined unasked; {{agent.name}} is who."),
		textSetting("messages.video", "Video", "An agent took a chat that asked for video."),
		textSetting("messages.assigned", "Assigned", "An agent took the chat."),
		textSetting("messages.thanks", "Thanks", "A message was left."),
	}
	for i, text := range []string{m.Welcome, m.Offline, m.Closed, m.TimedOut, m.Takeover, m.Video, m.Assigned, m.Thanks} {
		form[i].Placeholder = text
	}
	return form
}

func (b *liveChatBlock) summary() string {
	l, first := b.worded(wording.Set{}), "Asks for a person at once"
	switch {
	case b.Offer && b.Mode == ModeVideo:
		first = "Offers “" + l.VideoLabel + "”"
	case b.Offer && b.Mode == ModeBoth:
		first = "Offers “" + l.Label + "” and “" + l.VideoLabel + "”"
	case b.Offer:
		first = "Offers “" + l.Label + "”"
	case b.Mode == ModeVideo:
		first = "Asks for a video call at once"
	}
	then := "leaves a message"
	switch what, _, _ := LiveChat(*b).Answer(ReasonTimeout); what {
	case UnavailableExit:
		then = "goes on"
	case UnavailableJump:
		then = "jumps"
	}
	return brief(fmt.Sprintf("%s; waits %s, then %s", first, inWords(b.WaitSeconds), then))
}
