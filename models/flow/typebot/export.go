package typebot

import (
	"bytes"
	"encoding/json"
	"strings"
)

// export is the part of an export that is read.
type export struct {
	Version   word       `json:"version"`
	Name      string     `json:"name"`
	Events    []event    `json:"events"`
	Groups    []group    `json:"groups"`
	Edges     []edge     `json:"edges"`
	Variables []variable `json:"variables"`
}

type event struct {
	Type string `json:"type"`
	Edge string `json:"outgoingEdgeId"`
}

type group struct {
	ID     string  `json:"id"`
	Title  string  `json:"title"`
	Blocks []block `json:"blocks"`
}

type block struct {
	ID      string          `json:"id"`
	Type    string          `json:"type"`
	Edge    string          `json:"outgoingEdgeId"`
	Content json.RawMessage `json:"content"`
	Options json.RawMessage `json:"options"`
	Items   []item          `json:"items"`
	raw     json.RawMessage
}

// UnmarshalJSON keeps the whole of a block, for placeholders.
func (b *block) UnmarshalJSON(data []byte) error {
	type plain block
	if err := json.Unmarshal(data, (*plain)(b)); err != nil {
		return err
	}
	b.raw = bytes.Clone(data)
	return nil
}

type item struct {
	ID      string          `json:"id"`
	Edge    string          `json:"outgoingEdgeId"`
	Content json.RawMessage `json:"content"` // a text, or comparisons
	Path    string          `json:"path"`    // of an A/B test
	Picture string          `json:"pictureSrc"`
	Title   string          `json:"title"`
	Text    string          `json:"description"`
}

type edge struct {
	ID string `json:"id"`
	To struct {
		Group string `json:"groupId"`
		Block string `json:"blockId"`
	} `json:"to"`
}

type variable struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// word is a text that may be written as a number or a truth value, and is "" where it is something else.
type word string

// UnmarshalJSON never errors: what is no word is none.
func (w *word) UnmarshalJSON(data []byte) error {
	var s string
	if json.Unmarshal(data, &s) == nil {
		*w = word(s)
		return nil
	}
	if text := strings.TrimSpace(string(data)); text != "null" && !strings.HasPrefix(text, "{") && !strings.HasPrefix(text, "[") {
		*w = word(text)
	}
	return nil
}

func (w word) yes() bool { return w == "true" }

// options are those of all kinds of blocks that have a counterpart.
type options struct {
	Variable    string `json:"variableId"`
	Placeholder word   `json:"placeholder"`
	Labels      struct {
		Placeholder word `json:"placeholder"`
		Button      word `json:"button"`
		Left        word `json:"left"`
		Right       word `json:"right"`
		Skip        word `json:"skip"`
	} `json:"labels"`
	Long        word            `json:"isLong"`
	Multiple    word            `json:"isMultipleChoice"`
	Searchable  word            `json:"isSearchable"`
	Retry       word            `json:"retryMessageContent"`
	Required    word            `json:"isRequired"`
	Button      word            `json:"buttonLabel"`
	ButtonType  word            `json:"buttonType"`
	Length      word            `json:"length"`
	StartsAt    word            `json:"startsAt"`
	Min         word            `json:"min"`
	Max         word            `json:"max"`
	Step        word            `json:"step"`
	HasTime     word            `json:"hasTime"`
	IsRange     word            `json:"isRange"`
	Country     word            `json:"defaultCountryCode"`
	ManyFiles   word            `json:"isMultipleAllowed"`
	Sizes       word            `json:"sizeLimit"`
	Clip        json.RawMessage `json:"audioClip"`
	Attachments json.RawMessage `json:"attachments"`
	Dynamic     string          `json:"dynamicVariableId"`
	Pictures    struct {
		On word `json:"isEnabled"`
	} `json:"dynamicItems"`

	Type       string `json:"type"` // of Set variable
	Expression word   `json:"expressionToEvaluate"`
	Code       word   `json:"isCode"`
	Item       word   `json:"item"`

	Group     string `json:"groupId"`
	Block     string `json:"blockId"`
	Typebot   string `json:"typebotId"`
	Seconds   word   `json:"secondsToWaitFor"`
	URL       word   `json:"url"`
	NewTab    word   `json:"isNewTab"`
	APercent  word   `json:"aPercent"`
	ReplyTo   word   `json:"replyTo"`
	Subject   word   `json:"subject"`
	Body      word   `json:"body"`
	To        []word `json:"recipients"`
	CC        []word `json:"cc"`
	Webhook   webhook
	Mapped    []mapping `json:"responseVariableMapping"`
	Task      string    `json:"task"`
	Action    string    `json:"action"`
	Messages  []message `json:"messages"`
	Responses []mapping `json:"responseMapping"`
}

type webhook struct {
	URL     word   `json:"url"`
	Method  word   `json:"method"`
	Headers []pair `json:"headers"`
	Query   []pair `json:"queryParams"`
	Body    word   `json:"body"`
}

type pair struct {
	Key   word `json:"key"`
	Value word `json:"value"`
}

type mapping struct {
	Variable string `json:"variableId"`
	Path     word   `json:"bodyPath"`
	Item     word   `json:"item"`
	Extract  word   `json:"valueToExtract"`
}

type message struct {
	Role    string `json:"role"`
	Content word   `json:"content"`
}
