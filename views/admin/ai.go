package admin

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"deskbell/models"
)

// AIPage is which service answers.
type AIPage struct {
	Me     *models.Agent
	Kept   models.AISettings // as they are saved, without a key
	Stands models.AISettings // what counts
	// Started says that the program was started with a service, Shut that the key cannot be opened.
	Started, Shut bool
	Form          AIForm
	Tried         AITry
	Done          string // a sentence about what was just done; "" for nothing
}

// AIForm is the settings as they were typed.
type AIForm struct {
	Typed           map[string]string // by the names of AIFields, but for the key
	Key             string            // as typed, never drawn
	HasKey, DropKey bool
	Beside          bool
	Kept            bool   // a service is saved
	Retype          bool   // a key was typed, which no page shows
	Was             string // which state the form was made of
	Problems        map[string]string
	Message         string // about all of it; "" for nothing
	Overtaken       bool   // somebody else has saved
}

// AIFormOf is the form of what is kept; what is as usual is empty.
func AIFormOf(s models.AISettings) AIForm {
	return AIForm{HasKey: s.HasKey, Kept: s.URL != "", Beside: s.Beside, Problems: map[string]string{}, Typed: map[string]string{
		"url": s.URL, "model": s.Model, "embedding": s.Embedding, "temperature": decimalOf(s.Temperature), "seconds": wholeOf(int64(s.Seconds)),
		"tokens": wholeOf(s.Tokens), "bot_tokens": wholeOf(s.BotTokens), "visitor_answers": wholeOf(int64(s.VisitorAnswers)),
		"input_price": decimalOf(s.InputPrice), "output_price": decimalOf(s.OutputPrice),
		"embedding_price": decimalOf(s.EmbeddingPrice), "currency": s.Currency}}
}

// AIFields are the names of all fields, in the order of the page.
func AIFields() []string {
	return []string{"url", "key", "model", "embedding", "temperature", "seconds", "tokens", "bot_tokens", "visitor_answers",
		"input_price", "output_price", "embedding_price", "currency"}
}

// FirstAIProblem is what is wrong with the first field that is; "" for nothing.
func FirstAIProblem(f AIForm) string {
	for _, name := range AIFields() {
		if f.Problems[name] != "" {
			return f.Problems[name]
		}
	}
	return f.Message
}

// marks are the attributes of a field: wrong, described, focused where it is the first.
func (f AIForm) marks(name string) templ.Attributes {
	marks := templ.Attributes{}
	if f.Problems[name] == "" {
		return marks
	}
	marks["aria-invalid"], marks["aria-describedby"] = "true", "wrong-"+name
	for _, field := range AIFields() {
		if f.Problems[field] != "" {
			if field == name {
				marks["autofocus"] = true
			}
			break
		}
	}
	return marks
}

func decimalOf(n float64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

func wholeOf(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// thousands is a number with commas.
func thousands(n int64) string {
	text := strconv.FormatInt(n, 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// AITry is what a try came to; a zero one: nothing was tried.
type AITry struct {
	Problem   string
	Trial     *models.AITrial
	Host      string
	Embedding string // the model for embeddings that was tried
}

// took is how long it took, in words.
func (t AITry) took() string { return thousands(t.Trial.Took.Milliseconds()) + " ms" }

// AIHost is where a service is, without what is behind it.
func AIHost(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// aiPreset is a service that many use.
type aiPreset struct{ name, address string }

func aiPresets() []aiPreset {
	return []aiPreset{{"OpenAI", "https://api.openai.com/v1"}, {"Mistral", "https://api.mistral.ai/v1"}, {"Groq", "https://api.groq.com/openai/v1"},
		{"OpenRouter", "https://openrouter.ai/api/v1"}, {"Ollama, on this machine", "http://127.0.0.1:11434/v1"}}
}

// aiLineOf is a field of one line; kind is text, url, name (of a model) or number.
type aiLineOf struct{ name, label, optional, placeholder, kind, hint string }

// aiNav are the pages about the AI that somebody may enter.
func aiNav(me *models.Agent) []emailTab {
	var tabs []emailTab
	if me.Role.May(models.PermitBots) {
		tabs = append(tabs, emailTab{"service", "Service", "/settings/ai", 0})
	}
	return append(tabs, emailTab{"answers", "Answers", "/settings/ai/answers", 0})
}

func aiForgetTitle(p AIPage) string {
	if p.Started {
		return "Use what the program was started with?"
	}
	return "Remove the service?"
}

func joined(words ...string) string { return strings.Join(words, " ") }
