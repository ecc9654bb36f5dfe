package models

import (
	"context"
	"time"

	"deskbell/models/flow"
)

// AISettings is which service answers, and how much of it. The key is read by who asks the service alone: to a page
// it is "" and HasKey says that there is one; on saving "" with HasKey keeps the one there is.
type AISettings struct {
	URL         string  `json:"url,omitempty"` // base address of an OpenAI-compatible service; "": none, articles alone answer
	Key         string  `json:"key,omitempty"`
	HasKey      bool    `json:"-"`
	Model       string  `json:"model,omitempty"`
	Embedding   string  `json:"embedding,omitempty"` // model for embeddings; "": passages are found by their words alone
	Temperature float64 `json:"temperature,omitempty"`
	Seconds     int     `json:"seconds,omitempty"` // for one answer; 0: UsualAISeconds
	// Limits of a day (UTC); 0: the usual ones.
	Tokens         int64 `json:"tokens,omitempty"`
	BotTokens      int64 `json:"bot_tokens,omitempty"`
	VisitorAnswers int   `json:"visitor_answers,omitempty"`
	// Prices of a million tokens, by which answers are priced when they are made; none changes what was used before.
	InputPrice     float64 `json:"input_price,omitempty"`
	OutputPrice    float64 `json:"output_price,omitempty"`
	EmbeddingPrice float64 `json:"embedding_price,omitempty"`
	Currency       string  `json:"currency,omitempty"`
	// Beside lets agents have replies suggested, rewritten and summed up.
	Beside  bool      `json:"beside,omitempty"`
	SavedAt time.Time `json:"saved_at,omitzero"` // zero: what the program was started with counts
}

// What AISettings usually say, and how far they go.
const (
	UsualAISeconds      = 30
	MostAISeconds       = 60
	UsualTokens         = 2_000_000
	UsualVisitorAnswers = 60
)

// On says whether a service is set.
func (s AISettings) On() bool { return s.URL != "" && s.Model != "" }

// Within is how long one answer may take.
func (s AISettings) Within() time.Duration {
	if s.Seconds <= 0 {
		return UsualAISeconds * time.Second
	}
	return time.Duration(min(s.Seconds, MostAISeconds)) * time.Second
}

// AIKeeping keeps the settings; the caller has checked who asks.
type AIKeeping interface {
	// AISettings has no secret in it.
	AISettings(ctx context.Context) (AISettings, error)
	// OpenAISettings has the key; it errors when that cannot be opened.
	OpenAISettings(ctx context.Context) (AISettings, error)
	// SaveAISettings errors with CodeInvalid and the field, and with CodeConflict where s.SavedAt is not what is kept now:
	// somebody else has saved since s was read.
	SaveAISettings(ctx context.Context, s AISettings, now time.Time) error
}

// AIPort is how an answer ended; those of the block are what its exits are called.
type AIPort string

// The ends.
const (
	AIAnswered    AIPort = "answered"
	AIWantsPerson AIPort = "wants_person"
	AINotFound    AIPort = "not_found"
	AIFailed      AIPort = "error"
	AIDropped     AIPort = "dropped" // somebody had taken over, or it was not waited for any more
	AIBeside      AIPort = "beside"  // for an agent
	// AIEmbedded is no end of an answer: what the passages of articles were embedded with, which is no bot's.
	AIEmbedded AIPort = "embedding"
)

// AIAnswer is one answer and what it cost. It is kept by ID: a second one of the same id changes nothing.
type AIAnswer struct {
	ID           string // of its delivery
	Conversation ConversationID
	Bot          BotID
	Visitor      VisitorID
	Agent        AgentID // of AIBeside
	Seq          int64   // of the entry that shows it; 0: none
	Question     string  // masked, at most MostAIQuestion characters
	Port         AIPort
	Model        string // "": the articles alone
	TokensIn     int64
	TokensOut    int64
	// TokensEmbedded were used to find passages by their meaning; they are not in TokensIn.
	TokensEmbedded int64
	// Cost is by the prices of its time, as AISettings.Priced fills it in: 0 with tokens says that there were none.
	Cost     float64
	Currency string // "": none was named
	Took     time.Duration
	Sources  []flow.Source
	Error    string // for the team
	Rating   int    // by the visitor: 1, -1 or 0
	At       time.Time
}

// MostAIQuestion is how many characters of a question are kept with its answer.
const MostAIQuestion = 500

// Rated is what a visitor thinks of an answer: 1, -1, or 0 to take it back.
type Rated struct {
	Seq    int64
	Rating int
}

// AIUse is what was used of a day's limits so far.
type AIUse struct {
	Tokens, BotTokens int64
	VisitorAnswers    int // of the visitor
}

// AILately and MostAILately end the talk of two machines: so often is the AI asked in a conversation, in any such time.
const (
	AILately     = 10 * time.Minute
	MostAILately = 20
)

// AIExchange is what the AI is told of a conversation: as the visitor has seen it, the newest last.
type AIExchange struct {
	Conversation Conversation // without its run; Visitor and Bot are set
	Entries      []Entry      // said, joined, handed_back, for all
}

// AIRecords are what the answers were, and what they are made of.
type AIRecords interface {
	// Exchange errors with ErrNotFound. most counts entries.
	Exchange(ctx context.Context, id ConversationID, most int) (AIExchange, error)
	// AIUse of a day: of all, and of the bot and the visitor of a conversation.
	AIUse(ctx context.Context, id ConversationID, now time.Time) (AIUse, error)
	// KeepAIAnswer is for those outside of a turn (AIBeside).
	KeepAIAnswer(ctx context.Context, a AIAnswer) error
}

// Passages finds what articles say.
type Passages interface {
	// FindPassages is the best first, at most q.Limit (0: 6), published ones alone.
	FindPassages(ctx context.Context, q PassageQuery) ([]Passage, error)
}

// PassageQuery asks for passages.
type PassageQuery struct {
	Words    string
	Category string // "": of all
	Language string // BCP 47, preferred; others are found as well
	Limit    int
}

// Passage is a part of an article that answers by itself.
type Passage struct {
	Article  string // its id
	Slug     string
	Title    string
	Heading  string // the way to it, "A › B"; "" for the beginning
	Text     string // Markdown
	Best     string // what of Text is said where no service writes the answer: the parts that answer best; "": all
	Language string
	Score    float64 // 0 … 1: how much of what was asked it has
	Fits     bool    // it answers, by the threshold that the question set gave
}

// Assistant helps an agent; what it gives is a draft.
type Assistant interface {
	// Offered says whether it is there, and whether it can rewrite (a service is set).
	Offered(ctx context.Context) (suggest, rewrite bool)
	// Suggest is a reply from articles and the exchange.
	Suggest(ctx context.Context, a Assisted) (Draft, error)
	// Rewrite changes a text: AIShorter, AIFriendlier, or into a language.
	Rewrite(ctx context.Context, a Assisted) (Draft, error)
	// Summarise says what the conversation is about.
	Summarise(ctx context.Context, a Assisted) (Draft, error)
}

// Assisted is whom to help with what.
type Assisted struct {
	Who          Reader
	Agent        Agent
	Conversation ConversationID
	Text         string // to rewrite
	How          string // AIShorter, AIFriendlier, or a language's tag
	Now          time.Time
}

// How a text is rewritten.
const (
	AIShorter    = "shorter"
	AIFriendlier = "friendlier"
)

// Draft is words for the composer; nobody has sent them.
type Draft struct {
	Text    string
	Sources []flow.Source
}

// AITester tries settings out: it errors with what the service said, in words for the page.
type AITester interface {
	TryAI(ctx context.Context, s AISettings) (AITrial, error)
}

// AITrial is what a try came to.
type AITrial struct {
	Said   string // the service's answer
	Model  string // as it calls itself
	Took   time.Duration
	Embeds bool // embeddings work, where a model for them is set
}
