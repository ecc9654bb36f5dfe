package flow

// Who counts as available (LiveChat.Available).
const (
	AvailableOnline = "online" // somebody online, assigned to the bot and under the chat limit
	AvailableOpen   = "open"   // it is within the opening hours; visitors wait also with nobody online
	AvailableBoth   = "both"   // within the opening hours, and somebody online
	AvailableAlways = "always" // visitors always wait
)

// What is offered (LiveChat.Mode).
const (
	ModeText  = "text"
	ModeVideo = "video"
	ModeBoth  = "both"
)

// LiveChat is the settings of a Live chat block, with variables filled and defaults set.
type LiveChat struct {
	Mode        string   `json:"mode,omitempty"`         // default ModeText
	Label       string   `json:"label,omitempty"`        // of the button; default "Chat with a person"
	VideoLabel  string   `json:"video_label,omitempty"`  // default "Start a video call"
	Style       string   `json:"style,omitempty"`        // of the buttons: "filled" (default) or "outline"
	Offer       bool     `json:"offer,omitempty"`        // show Text and the button first; else ask at once
	Text        string   `json:"text,omitempty"`         // the block's own message
	WaitSeconds int      `json:"wait_seconds,omitempty"` // default 120
	Available   string   `json:"available,omitempty"`    // default AvailableOnline
	Unavailable string   `json:"unavailable,omitempty"`  // nobody there; default UnavailableLeave
	Closed      string   `json:"closed,omitempty"`       // outside of opening hours; default: as Unavailable
	TimedOut    string   `json:"timed_out,omitempty"`    // waited too long; default: as Unavailable
	OfflineForm bool     `json:"offline_form,omitempty"` // leave a message in a form, else in the composer
	AskEmail    bool     `json:"ask_email,omitempty"`    // want an email address with the message
	Skip        bool     `json:"skip,omitempty"`
	Back        bool     `json:"back,omitempty"`
	Cancel      bool     `json:"cancel,omitempty"`     // the visitor may stop waiting
	ShowPlace   bool     `json:"show_place,omitempty"` // say the place in line
	HideQuick   bool     `json:"hide_quick,omitempty"` // no quick replies while waiting and during the chat
	Messages    Messages `json:"messages,omitzero"`
	// Video says that the visitor has asked for a video call. It is no setting.
	Video bool `json:"-"`
}

// Messages are the texts of a live chat; each has a default. {{agent.name}} is filled on use.
type Messages struct {
	Welcome  string `json:"welcome,omitempty"`   // asked for, waiting begins
	Offline  string `json:"offline,omitempty"`   // nobody available
	Takeover string `json:"takeover,omitempty"`  // an agent joined unasked
	Video    string `json:"video,omitempty"`     // an agent took a chat that asked for video
	Assigned string `json:"assigned,omitempty"`  // an agent took the waiting chat
	Thanks   string `json:"thanks,omitempty"`    // a message was left
	Closed   string `json:"closed,omitempty"`    // outside of opening hours; default: Offline
	TimedOut string `json:"timed_out,omitempty"` // waited too long; default: Offline
}

// LiveVars are the variables that a Live chat block leaves behind (M-15).
func LiveVars() []VarDoc {
	return []VarDoc{
		{"live.available", "“yes” when somebody answered, else “no”"},
		{"live.result", "How it ended: ended, unavailable, closed, timeout, skipped, back or cancelled"},
		{"live.agent", "Who answered"},
		{"live.wait_seconds", "How long the visitor waited"},
		{"live.seconds", "How long the chat took"},
		{"live.messages", "How many messages both sides wrote in it"},
		{"live.video", "“yes” when video was used"},
		{"live.email", "The email address, when one is known"},
	}
}

// WorldVars are the variables that are known of every visitor.
func WorldVars() []VarDoc {
	return []VarDoc{
		{"visitor.name", "The visitor's name"},
		{"visitor.email", "The visitor's email address"},
		{"visitor.phone", "The visitor's phone number"},
		{"page.url", "The page on which the chat was begun"},
		{"page.title", "Its title"},
		{"language", "The browser's language, e.g. de-CH"},
		{"bot.name", "The bot's name"},
	}
}
