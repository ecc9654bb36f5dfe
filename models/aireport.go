package models

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
	"unicode"

	"deskbell/models/flow"
)

// AIReports are what was asked of the AI and what it cost, for agents: of their bots, and of conversations that they
// may see. Others get ErrNotFound.
type AIReports interface {
	// AIDays are the sums of days (UTC) from From to To, by day, bot, model, end, currency and whether they are priced.
	// Those of AIEmbedded, which belong to no bot, are for who sees all bots, and where no one bot is asked for.
	AIDays(ctx context.Context, who Reader, q AIReportQuery) ([]AIDay, error)
	// AIRated are answers rated down, the newest first, without tests.
	AIRated(ctx context.Context, who Reader, q AIReportQuery) ([]AIQuestion, error)
	// AIMissed are questions that found nothing, the newest first, without tests.
	AIMissed(ctx context.Context, who Reader, q AIReportQuery) ([]AIQuestion, error)
	// AITroubles are the newest different errors, at most MostAITroubles, the newest first and without tests. q.Limit is how
	// many answers of each bot are looked at.
	AITroubles(ctx context.Context, who Reader, q AIReportQuery) ([]AITrouble, error)
	// DealWithAI notes of questions that they are dealt with; a zero time takes it back. Those that he may not see
	// stay as they are; it says how many are others now.
	DealWithAI(ctx context.Context, who Reader, ids []string, at time.Time) (int, error)
}

// MostAITroubles is how many different errors are told of.
const MostAITroubles = 5

// AITrouble is what went wrong at answers, and drafts, in the words for the team.
type AITrouble struct {
	Error   string
	Times   int
	AtLeast bool // there may be more than were looked at
	At      time.Time
}

// MostAIDealt is how many questions are dealt with at once.
const MostAIDealt = 500

// AIReportQuery is which time and which bot; times are whole days.
type AIReportQuery struct {
	Bot      BotID     // "": all that he may see
	From, To time.Time // both days are in it
	Dealt    time.Time // zero: what nobody has dealt with; else what was dealt with then, to take it back
	Limit    int       // of questions
}

// AIDay is what answers of one model with one end came to on a day; of AIEmbedded, what embeddings have used.
type AIDay struct {
	Day                 time.Time
	Bot                 BotID  // "" of AIEmbedded
	Model               string // "": the articles alone
	Port                AIPort
	Answers             int // 0 of AIEmbedded
	TokensIn, TokensOut int64
	TokensEmbedded      int64
	// Cost is by the prices that were set when the tokens were used, in their Currency ("": none was named). Where
	// Priced is false it is not known: no price was set then, or it was before costs were kept with answers.
	Priced    bool
	Cost      float64
	Currency  string
	Good, Bad int // by visitors
}

// AIQuestion is a question of a visitor, and what the AI said to it as the team may see it.
type AIQuestion struct {
	ID           string
	Conversation ConversationID
	Bot          BotID
	Seq          int64 // of the answer; 0: none was shown
	Question     string
	Said         string // "" where nothing was said, or it is gone
	Model        string
	Sources      []flow.Source
	At           time.Time
}

// AIAsked are questions of the same words.
type AIAsked struct {
	AIQuestion          // the newest
	IDs        []string // of all, the newest first
}

// GroupAIQuestions puts those of the same words together, the most asked first; of those that were asked as often,
// the newest.
func GroupAIQuestions(all []AIQuestion) []AIAsked {
	var groups []AIAsked
	at := map[string]int{}
	for _, q := range all {
		words := string(q.Bot) + " " + plainWords(q.Question)
		i, known := at[words]
		if !known {
			i = len(groups)
			at[words] = i
			groups = append(groups, AIAsked{AIQuestion: q})
		}
		groups[i].IDs = append(groups[i].IDs, q.ID)
	}
	slices.SortStableFunc(groups, func(one, other AIAsked) int { return cmp.Compare(len(other.IDs), len(one.IDs)) })
	return groups
}

// plainWords is a text without what makes no difference: case, marks and blanks.
func plainWords(text string) string {
	words := strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	}), " ")
	return cmp.Or(words, strings.TrimSpace(text)) // of signs alone
}
