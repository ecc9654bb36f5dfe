package admin

import (
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"deskbell/models"
	view "deskbell/views/admin"
)

// typedAI is the form as it was sent.
func typedAI(r *http.Request, kept models.AISettings) view.AIForm {
	f := view.AIForm{HasKey: kept.HasKey, Kept: kept.URL != "", Key: strings.TrimSpace(r.PostForm.Get("key")), DropKey: r.PostForm.Get("drop_key") == "1",
		Beside: r.PostForm.Get("beside") == "1", Was: r.PostForm.Get("was"), Typed: map[string]string{}, Problems: map[string]string{}}
	f.Retype = f.Key != ""
	for _, name := range view.AIFields() {
		if name != "key" {
			f.Typed[name] = strings.TrimSpace(r.PostForm.Get(name))
		}
	}
	return f
}

// aiOf is what was typed as settings; what is no number is told in its field.
func aiOf(f view.AIForm, kept models.AISettings) models.AISettings {
	s := kept
	s.URL, s.Model, s.Embedding, s.Currency = f.Typed["url"], f.Typed["model"], f.Typed["embedding"], f.Typed["currency"]
	s.Key, s.HasKey, s.Beside = f.Key, kept.HasKey && !f.DropKey, f.Beside
	if s.URL == "" && s.Model+s.Embedding+s.Key != "" {
		f.Problems["url"] = "Write the address as well: model and key belong to a service."
	}
	s.Temperature = decimal(f, "temperature")
	s.InputPrice, s.OutputPrice, s.EmbeddingPrice = decimal(f, "input_price"), decimal(f, "output_price"), decimal(f, "embedding_price")
	s.Seconds, s.VisitorAnswers = int(whole(f, "seconds")), int(whole(f, "visitor_answers"))
	s.Tokens, s.BotTokens = whole(f, "tokens"), whole(f, "bot_tokens")
	return s
}

var wholeNumber = regexp.MustCompile(`^([0-9]{1,15}|[0-9]{1,3}([.,'’\x{a0}\x{202f} ][0-9]{3}){1,4})$`)

// whole is a number of a field, also with marks between the thousands; 0 where there is none.
func whole(f view.AIForm, name string) int64 {
	text := f.Typed[name]
	if text == "" {
		return 0
	}
	if !wholeNumber.MatchString(text) {
		f.Problems[name] = "A whole number, like 2000."
		return 0
	}
	n, err := strconv.ParseInt(strings.Map(digitsAlone, text), 10, 64)
	switch {
	case err != nil:
		f.Problems[name] = "A whole number, like 2000."
	case n == 0 && name == "seconds":
		f.Problems[name] = "From 5 to 60 seconds."
	case n == 0:
		f.Problems[name] = "At least 1; left empty, it is what usually is."
	}
	return n
}

func digitsAlone(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}

// decimal is a number of a field with a point or a comma; 0 where there is none.
func decimal(f view.AIForm, name string) float64 {
	text := strings.Replace(f.Typed[name], ",", ".", 1)
	if text == "" {
		return 0
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || strings.ContainsAny(text, "xXpPnNiI_") {
		f.Problems[name] = "A number, like 0.15."
		return 0
	}
	return n
}

// inAIField takes what the store finds wrong into the field that it is about; other errors come back.
func inAIField(err error, f *view.AIForm) error {
	var known *models.Error
	if !errors.As(err, &known) || known.Code != models.CodeInvalid {
		return err
	}
	if slices.Contains(view.AIFields(), known.Field) {
		f.Problems[known.Field] = known.Message
		return nil
	}
	f.Message = known.Message
	return nil
}

// aiChanges say what is another way than before, and nothing that is secret.
func aiChanges(was, now models.AISettings, key bool) string {
	var all []string
	for _, one := range []struct {
		name    string
		changed bool
	}{
		{"service " + view.AIHost(now.URL), was.URL != now.URL},
		{"key", key}, {"key deleted", was.HasKey && !now.HasKey},
		{"model " + now.Model, was.Model != now.Model}, {"model for embeddings", was.Embedding != now.Embedding},
		{"temperature", was.Temperature != now.Temperature}, {"time limit", was.Seconds != now.Seconds},
		{"limits", was.Tokens != now.Tokens || was.BotTokens != now.BotTokens || was.VisitorAnswers != now.VisitorAnswers},
		{"prices", was.InputPrice != now.InputPrice || was.OutputPrice != now.OutputPrice || was.EmbeddingPrice != now.EmbeddingPrice || was.Currency != now.Currency},
		{"drafts for agents on", !was.Beside && now.Beside}, {"drafts for agents off", was.Beside && !now.Beside},
	} {
		if one.changed {
			all = append(all, one.name)
		}
	}
	return strings.Join(all, ", ")
}
