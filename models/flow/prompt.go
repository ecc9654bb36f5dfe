package flow

import "deskbell/models/wording"

// PromptKind says what the visitor is asked for.
type PromptKind string

// The kinds of prompts.
const (
	PromptNone    PromptKind = "none"    // nothing is waited for; words are kept all the same
	PromptText    PromptKind = "text"    // any words
	PromptEmail   PromptKind = "email"   // an email address
	PromptChoices PromptKind = "choices" // one of Choices; words are matched to a label
	PromptOffer   PromptKind = "offer"   // Choices lead to a person (Live chat, "ask first")

	PromptURL      PromptKind = "url"
	PromptPhone    PromptKind = "phone"    // Country is where numbers without a prefix belong
	PromptNumber   PromptKind = "number"   // Min, Max, Step, Unit
	PromptDate     PromptKind = "date"     // ISO 8601, Min and Max too; Range: two of them
	PromptTime     PromptKind = "time"     // hh:mm
	PromptDateTime PromptKind = "datetime" // yyyy-mm-ddThh:mm
	PromptPictures PromptKind = "pictures" // Choices with Image
	PromptRating   PromptKind = "rating"   // Choices "0" … "10", Style of the block: numbers stars smileys
	PromptFile     PromptKind = "file"     // Accept, MaxFiles, MaxSize
	PromptForm     PromptKind = "form"     // Fields
	PromptConsent  PromptKind = "consent"  // Choices yes and no; Text is what one agrees to, URL where it is told
)

// Prompt is what the visitor can answer now.
type Prompt struct {
	Kind        PromptKind
	Token       string
	Choices     []Choice
	Placeholder string
	// Skip is the label of Skip, "" when the question is required. Back: one can go back.
	Skip string
	Back bool

	Value    string // what is there to begin with
	Long     bool   // PromptText in several lines
	Multi    bool   // several Choices, from MinPicks to MaxPicks (0: no limit)
	MinPicks int
	MaxPicks int
	Search   bool   // offer a field that narrows the choices
	Button   string // label of the button that sends; "": Send
	Min, Max string
	Step     string
	Unit     string
	Country  string // ISO 3166-1 alpha-2
	Range    bool
	Style    string // of a rating
	LowWord  string // what the lowest and the highest of a rating mean
	HighWord string
	Accept   []string // file endings with a dot, or MIME types; none: all that are allowed here
	MaxFiles int
	MaxSize  int64 // bytes
	Fields   []Field
	Text     string
	URL      string
	// Cancel: who waits for a person may stop waiting.
	Cancel bool
	// ShowPlace: who waits is told the place in line.
	ShowPlace bool
	Sensitive bool // what is answered is masked for the team
}

// PromptOf is what the visitor can answer now, in words where the block has none of its own. It is PromptNone while a
// time, a result or a person is waited for (with Skip and Back of the Live chat block, and its token) and when nothing is
// waited for.
func PromptOf(lib Library, s State, words wording.Set) Prompt {
	if s.Wait == nil {
		return Prompt{Kind: PromptNone}
	}
	r := &run{lib: lib, s: s, words: words}
	at, err := r.here()
	if err != nil {
		return Prompt{Kind: PromptNone}
	}
	return r.promptAt(at)
}

// promptAt is the prompt of the block that waits. What it does not offer is not taken as an event.
func (r *run) promptAt(at place) Prompt {
	a, ok := at.settings.(asker)
	if !ok || r.s.Wait == nil || r.s.Wait.Kind == WaitTimer || r.s.Wait.Kind == WaitResult {
		return Prompt{Kind: PromptNone}
	}
	p := a.prompt(r)
	p.Token = r.s.Wait.Token
	p.Back = p.Back && len(r.s.Trail) > 0
	return p
}

// LiveChatAt is the Live chat block that the run waits at, offered or asked for, with its variables
// filled ({{agent.…}} excepted) and its defaults set, in words where they are some; false when it waits at none.
func LiveChatAt(lib Library, s State, words wording.Set) (LiveChat, bool) {
	if s.Wait == nil {
		return LiveChat{}, false
	}
	r := &run{lib: lib, s: s, words: words}
	at, err := r.here()
	if err != nil {
		return LiveChat{}, false
	}
	block, ok := at.settings.(*liveChatBlock)
	if !ok {
		return LiveChat{}, false
	}
	l := block.filled(s.Vars, words)
	l.Video = s.Wait.Video
	return l, true
}
