package flow

import "time"

// EffectKind is what the world has to do.
type EffectKind string

// The effects, in the order in which they are to happen.
const (
	EffectSay    EffectKind = "say"    // Text, Choices with Token when it offers any
	EffectTimer  EffectKind = "timer"  // Token, Due
	EffectPerson EffectKind = "person" // Token, LiveChat: somebody is asked for
	EffectEmail  EffectKind = "email"  // Text is the visitor's email address, checked
	EffectEnd    EffectKind = "end"    // the run ended at an End block
	EffectFault  EffectKind = "fault"  // Text says what is broken, for the log and the team

	EffectVisit  EffectKind = "visit"  // Block was played; Port by which it was left, "" while it waits
	EffectHTTP   EffectKind = "http"   // Token, Request: answer with EventResult
	EffectMail   EffectKind = "mail"   // Mail: nobody waits for it
	EffectAI     EffectKind = "ai"     // Token, AI: answer with EventResult
	EffectAgents EffectKind = "agents" // Token, Text "online" or "free": is such an agent there? Answer at once with EventResult, Port yes or no
	EffectUpdate EffectKind = "update" // Set: what to keep of visitor and conversation
)

// Effect is one thing to do. Block is the id of the block that it comes from.
type Effect struct {
	Kind     EffectKind
	Block    string
	Text     string
	Token    string
	Choices  []Choice
	Due      time.Time
	LiveChat *LiveChat
	Content  *Content // of EffectSay
	Port     string   // of EffectVisit
	Frame    Frame    // of EffectVisit: flow and version of Block
	Request  *Request
	Mail     *Mail
	AI       *AIRequest
	// Set of EffectUpdate: "visitor.name", "visitor.email", "visitor.phone", "visitor.<attribute>",
	// "conversation.category", "conversation.<attribute>".
	Set map[string]string
}

// Request is an HTTP request to send, with its variables filled and encoded for where they stand.
// {{secret.NAME}} in headers and in auth is left for whoever sends it.
type Request struct {
	Method  string            `json:"method"`
	URL     string            `json:"url"`
	Headers map[string]string `json:"headers,omitempty"`
	Auth    Auth              `json:"auth,omitzero"`
	Body    string            `json:"body,omitempty"`
	Seconds int               `json:"seconds"` // longest time for one try
	Retries int               `json:"retries,omitempty"`
}

// Auth is how a request says who asks.
type Auth struct {
	Type   string `json:"type,omitempty"` // "" basic bearer
	User   string `json:"user,omitempty"`
	Secret string `json:"secret,omitempty"` // name of one of the bot's secrets
}

// Mail is an email to send, with its variables filled.
type Mail struct {
	To      []string `json:"to"`
	CC      []string `json:"cc,omitempty"`
	ReplyTo string   `json:"reply_to,omitempty"`
	Subject string   `json:"subject"`
	Text    string   `json:"text"`
	// Filled are those of To and CC that a variable held: a visitor may have typed them.
	Filled []string `json:"filled,omitempty"`
}

// AIRequest is what an AI answer block wants.
type AIRequest struct {
	Purpose string `json:"purpose,omitempty"` // "" an answer for the visitor, AISummary
	// Instructions are the template as its author wrote it, and Values what its variables hold, by name: words of
	// anybody, but for what sensitive questions have filled. In requests of before that, without Template, Instructions
	// are filled.
	Instructions string            `json:"instructions,omitempty"`
	Template     bool              `json:"template,omitempty"`
	Values       map[string]string `json:"values,omitempty"`

	Question  string   `json:"question"`            // "": the visitor's last words
	Category  string   `json:"category,omitempty"`  // of the articles to answer from; "": all
	Tone      string   `json:"tone,omitempty"`      // "" friendly, factual, formal, brief
	Languages []string `json:"languages,omitempty"` // to answer in, the first where none fits; none: the visitor's
	Vars      []string `json:"vars,omitempty"`      // that the answer may set
	Missed    int      `json:"missed,omitempty"`    // questions before it, one after the other, that found nothing
	NoPerson  bool     `json:"no_person,omitempty"` // the answer never offers a person
	Silent    bool     `json:"silent,omitempty"`    // it is kept and not said: nobody sees it being written
}

// AISummary is the purpose of a summary for who takes over: nobody waits for it.
const AISummary = "summary"

// What happens with nobody available (LiveChat.Unavailable, Closed, TimedOut).
const (
	UnavailableExit  = "exit"          // the flow goes on at the next step
	UnavailableJump  = "jump"          // at the target of PortUnavailable
	UnavailableLeave = "leave_message" // the visitor leaves a message
)
