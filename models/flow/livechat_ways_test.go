package flow

import (
	"reflect"
	"strings"
	"testing"

	"deskbell/models/wording"
)

// M-4
func TestLiveChat_TextVideoOrBoth_AreOffered(t *testing.T) {
	person := Choice{ID: ChoicePerson, Label: "Chat", Style: "filled", Icon: "person"}
	video := Choice{ID: ChoiceVideo, Label: "Call Ana", Style: "filled", Icon: "video"}
	plain := func(c Choice) Choice { c.Style = ""; return c }
	for _, tt := range []struct {
		settings string
		want     []Choice
	}{
		{`"mode":"text"`, []Choice{person}},
		{`"mode":"video"`, []Choice{video}},
		{`"mode":"both"`, []Choice{person, video}},
		{`"mode":"both","style":"outline"`, []Choice{plain(person), plain(video)}},
	} {
		k := atDesk(t, `{"offer":true,"label":"Chat","video_label":"Call {{name}}",`+tt.settings+`}`).wantAt("l", WaitReply)
		if e := k.effect(EffectSay); !reflect.DeepEqual(e.Choices, tt.want) || !reflect.DeepEqual(k.prompt().Choices, tt.want) {
			t.Errorf("%s offers %+v, prompt %+v", tt.settings, e.Choices, k.prompt().Choices)
		}
		for _, c := range tt.want {
			start := k.s
			k.press(c.ID).wantAt("l", WaitPerson)
			l, _ := LiveChatAt(k.lib, k.s, wording.Set{})
			if e := k.effect(EffectPerson); e.LiveChat.Video != (c.ID == ChoiceVideo) || l.Video != e.LiveChat.Video {
				t.Errorf("%s pressed: video %v, later %v", c.ID, e.LiveChat.Video, l.Video)
			}
			k.s = start
		}
		if len(tt.want) == 1 {
			other := map[string]string{ChoicePerson: ChoiceVideo, ChoiceVideo: ChoicePerson}[tt.want[0].ID]
			k.press(other).wantAt("l", WaitReply)
		}
	}
	for mode, video := range map[string]bool{"text": false, "both": false, "video": true} {
		if e := atDesk(t, `{"mode":"`+mode+`"}`).effect(EffectPerson); e.LiveChat.Video != video {
			t.Errorf("%s asked for at once: video %v", mode, e.LiveChat.Video)
		}
	}
}

func TestLiveChat_Cancel_OnlyWhileWaitingAndWhereItIsOn(t *testing.T) {
	k := atDesk(t, `{"offer":true,"cancel":true,"show_place":true}`)
	if p := k.prompt(); p.Cancel || p.ShowPlace {
		t.Errorf("prompt %+v", p)
	}
	k.send(EventCancel).wantSaid().wantAt("l", WaitReply)
	k.press(ChoicePerson)
	if p := k.prompt(); !p.Cancel || !p.ShowPlace {
		t.Errorf("prompt %+v", p)
	}
	k.send(EventCancel).wantSaid("Was it ?").wantAt("n", WaitReply) // without a target of its own it goes on
	atDesk(t, `{}`).send(EventCancel).wantSaid().wantAt("l", WaitPerson)
}

// M-6 M-12
func TestLiveChat_Answer_IsChosenApartForEachReason(t *testing.T) {
	const offline, closed, late = "Offline.", "Closed.", "Late."
	messages := Messages{Offline: offline}
	for _, tt := range []struct {
		name          string
		l             LiveChat
		reason        string
		what, port, m string
	}{
		{"nothing set", LiveChat{Messages: messages}, ReasonUnavailable, UnavailableLeave, "", offline},
		{"exit", LiveChat{Unavailable: UnavailableExit, Messages: messages}, ReasonUnavailable, UnavailableExit, PortNext, offline},
		{"jump", LiveChat{Unavailable: UnavailableJump, Messages: messages}, ReasonUnavailable, UnavailableJump, PortUnavailable, offline},
		{"closed as unavailable", LiveChat{Unavailable: UnavailableJump, Messages: messages}, ReasonClosed, UnavailableJump, PortUnavailable, offline},
		{"late as unavailable", LiveChat{Unavailable: UnavailableExit, Messages: messages}, ReasonTimeout, UnavailableExit, PortNext, offline},
		{"closed of its own", LiveChat{Unavailable: UnavailableLeave, Closed: UnavailableJump, Messages: Messages{Closed: closed}}, ReasonClosed, UnavailableJump, PortClosed, closed},
		{"late of its own", LiveChat{Unavailable: UnavailableJump, TimedOut: UnavailableJump, Messages: Messages{TimedOut: late}}, ReasonTimeout, UnavailableJump, PortTimeout, late},
		{"late leaves a message", LiveChat{Unavailable: UnavailableJump, TimedOut: UnavailableLeave}, ReasonTimeout, UnavailableLeave, "", ""},
		{"closed goes on", LiveChat{Unavailable: UnavailableJump, Closed: UnavailableExit}, ReasonClosed, UnavailableExit, PortNext, ""},
	} {
		if what, port, m := tt.l.Answer(tt.reason); what != tt.what || port != tt.port || m != tt.m {
			t.Errorf("%s: %q by %q, %q", tt.name, what, port, m)
		}
	}
}

// M-12
func TestLiveChat_Exits_AreThoseThatTheSettingsCanLeadTo(t *testing.T) {
	for settings, want := range map[string]string{
		`{}`: "next",
		`{"unavailable":"exit","skip":true,"cancel":true}`:                      "next skipped cancelled",
		`{"unavailable":"jump"}`:                                                "next unavailable",
		`{"available":"always","unavailable":"jump"}`:                           "next unavailable",
		`{"available":"always","unavailable":"jump","timed_out":"exit"}`:        "next",
		`{"available":"open","unavailable":"jump","timed_out":"jump"}`:          "next unavailable timeout",
		`{"available":"online","closed":"jump"}`:                                "next",
		`{"available":"both","closed":"jump","timed_out":"jump"}`:               "next closed timeout",
		`{"available":"open","unavailable":"jump","closed":"leave_message"}`:    "next unavailable",
		`{"available":"both","unavailable":"jump","closed":"jump","skip":true}`: "next unavailable closed skipped",
	} {
		var names []string
		for _, p := range PortsOf(Block{Kind: "live_chat", Settings: []byte(settings)}) {
			names = append(names, p.Name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%s has %q, want %q", settings, got, want)
		}
	}
}

// M-12
func TestLiveChat_MessagesOfItsOwn_StandBehindTheirDefaults(t *testing.T) {
	var b liveChatBlock
	b.Messages.Offline = "Away."
	b.defaults()
	if m := b.worded(wording.Set{}).Messages; m.Offline != "Away." || m.Closed != "Away." || m.TimedOut != "Away." {
		t.Errorf("messages %+v", m)
	}
	b = liveChatBlock{Unavailable: UnavailableExit, Closed: UnavailableLeave}
	b.defaults()
	if m := b.worded(wording.Set{}).Messages; strings.Contains(m.Offline, "Leave us") || !strings.Contains(m.Closed, "Leave us") || strings.Contains(m.TimedOut, "Leave us") {
		t.Errorf("messages %+v", m)
	}
}

func TestLiveChat_UnknownSettings_AreTold(t *testing.T) {
	for settings, field := range map[string]string{
		`{"mode":"audio"}`: "mode", `{"style":"loud"}`: "style", `{"available":"maybe"}`: "available", `{"unavailable":"cry"}`: "unavailable",
		`{"closed":"cry"}`: "closed", `{"timed_out":"cry"}`: "timed_out", `{"wait_seconds":86401}`: "wait_seconds",
		`{"messages":{"video":"` + strings.Repeat("x", maxAnswer+1) + `"}}`: "messages.video",
	} {
		wantFlaw(t, "live_chat", settings, field)
	}
}

func TestAI_Request_IsFilledAndTheAnswerKept(t *testing.T) {
	k := begin(t, `{"a":{"kind":"ai_answer","settings":{"instructions":"For {{name}}","category":"{{name}}","question":"{{q}}","var":"answer","vars":["source"],"silent":true},
			"out":{"answered":{"block":"b"},"error":{"block":"e"}}},
		"b":{"kind":"question","settings":{"text":"{{answer}} {{source}}"}},"e":{"kind":"question","settings":{"text":"E {{answer}}"}}}`,
		map[string]string{"name": "Ana", "q": "{{name}}?"})
	want := &AIRequest{Instructions: "For {{name}}", Template: true, Values: map[string]string{"name": "Ana"}, Category: "Ana", Question: "{{name}}?", Vars: []string{"source"}, Silent: true}
	if e := k.effect(EffectAI); !reflect.DeepEqual(e.AI, want) || e.Token != k.token() {
		t.Errorf("asked %+v", e.AI)
	}
	start := k.s
	k.do(Event{Kind: EventResult, Token: k.token(), Result: Result{Port: "answered", Body: "Because.", Vars: map[string]string{"source": "FAQ", "name": "Eve"}}})
	k.wantSaid("Because. FAQ").wantVar("name", "Ana")
	k.s = start
	k.do(Event{Kind: EventResult, Token: k.token(), Result: Result{Port: "not_configured", Body: "x"}}).wantSaid("E ")
}
