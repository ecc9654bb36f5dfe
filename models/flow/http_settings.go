package flow

import (
	"encoding/json"
	"fmt"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
)

func httpForm() []Setting {
	url := lineSetting("url", "Address", "Variables can stand in its path and its query.")
	url.Placeholder = "https://api.example.com/orders/{{order}}"
	body := textSetting("body", "Body", "JSON, a form or plain text; variables are encoded for it.")
	body.When = "method=POST|PUT|PATCH|DELETE"
	user := lineSetting("auth.user", "User", "")
	user.When = "auth.type=basic"
	form := []Setting{
		selectSetting("method", "Method", "What is asked for.", httpMethods()), url, body,
		{Name: "headers", Label: "Headers", Control: ControlList, Item: "Header", Group: "Headers and sign-in", Items: []Setting{
			{Name: "name", Label: "Name", Control: ControlLine, Placeholder: "X-Api-Key"},
			lineSetting("value", "Value", "{{secret.NAME}} is one of the bot's secrets."),
		}},
	}
	form = append(form, under("Headers and sign-in",
		selectSetting("auth.type", "Sign-in", "How the request says who asks.", authTypes()), user,
		Setting{Name: "auth.secret", Label: "Password or token", Control: ControlSecret, When: "auth.type=basic|bearer"})...)
	form = append(form, under("Answer",
		Setting{Name: "save", Label: "Keep", Control: ControlList, Item: "Part", Items: []Setting{
			{Name: "path", Label: "Part", Control: ControlLine, Placeholder: "items.0.name", Help: "If empty, the whole answer."},
			{Name: "var", Label: "As", Control: ControlVariable},
		}},
		Setting{Name: "status_var", Label: "Keep the status as", Control: ControlVariable, Help: "200, 404 and so on."})...)
	return append(form, under("Time",
		Setting{Name: "timeout_seconds", Label: "Longest time for an answer", Control: ControlNumber, Unit: "seconds",
			Min: 1, Max: 60, Placeholder: "10"},
		Setting{Name: "retries", Label: "Further tries", Control: ControlNumber, Max: 3,
			Help: "When there was no answer, or an error of the other side."})...)
}

func httpMethods() []Option {
	return []Option{{"GET", "GET"}, {"POST", "POST"}, {"PUT", "PUT"}, {"PATCH", "PATCH"}, {"DELETE", "DELETE"}, {"HEAD", "HEAD"}}
}

func authTypes() []Option {
	return []Option{{"", "None"}, {"basic", "User and password"}, {"bearer", "Token"}}
}

func (b *httpBlock) flaws() []flaw {
	found := optionFlaws("method", b.Method, "The method", httpMethods())
	if blank(b.URL) {
		found = append(found, flaw{"url", "There is no address."})
	} else if _, err := fillURL(b.URL, sample(b.URL)); err != nil {
		found = append(found, one("url", "The address %q cannot be used: %s.", brief(b.URL), err)...)
	}
	found = append(found, b.headerFlaws()...)
	found = append(found, b.authFlaws()...)
	found = append(found, b.bodyFlaws()...)
	found = append(found, rangeFlaws("timeout_seconds", b.Seconds, within{1, 60}, "The longest time")...)
	found = append(found, rangeFlaws("retries", b.Retries, within{0, 3}, "The number of further tries")...)
	if len(b.Save) > maxSaved {
		found = append(found, one("save", "At most %d parts can be kept.", maxSaved)...)
	}
	for i, s := range b.Save {
		found = append(found, varFlaws(fmt.Sprintf("save.%d.var", i), s.Var, true)...)
	}
	return append(found, varFlaws("status_var", b.StatusVar, false)...)
}

func (b *httpBlock) headerFlaws() []flaw {
	var found []flaw
	if len(b.Headers) > maxHeaders {
		found = one("headers", "At most %d headers can be sent.", maxHeaders)
	}
	seen := map[string]bool{}
	for i, h := range b.Headers {
		name, field := textproto.CanonicalMIMEHeaderKey(h.Name), fmt.Sprintf("headers.%d.", i)
		switch {
		case !token(h.Name):
			found = append(found, one(field+"name", "%q cannot be the name of a header.", brief(h.Name))...)
		case slices.Contains([]string{"Host", "Content-Length", "Transfer-Encoding", "Connection", "Upgrade", "Te", "Trailer"}, name):
			found = append(found, one(field+"name", "The header %s is set by the server.", name)...)
		case name == "Authorization" && b.Auth.Type != "":
			found = append(found, one(field+"name", "The sign-in sets the header Authorization already.")...)
		case seen[name]:
			found = append(found, one(field+"name", "The header %s is there twice.", name)...)
		case strings.ContainsAny(h.Value, "\r\n\x00"):
			found = append(found, one(field+"value", "The value of a header is one line.")...)
		case name == "Content-Type" && strings.Contains(h.Value, "{{"):
			found = append(found, one(field+"value", "The content type cannot come from a variable.")...)
		}
		seen[name] = true
	}
	return found
}

// token says that a text can be the name of a header.
func token(text string) bool {
	odd := func(c rune) bool {
		return c <= ' ' || c >= 0x7f || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, c)
	}
	return text != "" && len(text) <= 100 && !strings.ContainsFunc(text, odd)
}

func (b *httpBlock) authFlaws() []flaw {
	found := optionFlaws("auth.type", b.Auth.Type, "The sign-in", authTypes())
	if b.Auth.Type == "basic" && blank(b.Auth.User) {
		found = append(found, flaw{"auth.user", "The sign-in has no user."})
	}
	if b.Auth.Type != "" && blank(b.Auth.Secret) {
		found = append(found, flaw{"auth.secret", "The sign-in names no secret."})
	}
	return found
}

func (b *httpBlock) bodyFlaws() []flaw {
	if len(b.Body) > maxBody {
		return one("body", "The body has more than %d bytes.", maxBody)
	}
	if !b.sendsBody() {
		return nil
	}
	kind := b.contentType()
	if mediaType(kind) == "application/json" && !json.Valid([]byte(fillBody(b.Body, kind, sample(b.Body)))) {
		return one("body", "The body is not valid JSON.")
	}
	return nil
}

// pathOf are the parts of a dotted path; items[0] is items.0.
func pathOf(path string) []string {
	path = strings.NewReplacer("[", ".", "]", "").Replace(strings.TrimSpace(path))
	return strings.FieldsFunc(path, func(c rune) bool { return c == '.' })
}

// partOf is what stands at a path, nil when there is nothing.
func partOf(answer any, path []string) any {
	for _, name := range path {
		switch at := answer.(type) {
		case map[string]any:
			answer = at[name]
		case []any:
			n, err := strconv.Atoi(name)
			if err != nil || n < 0 || n >= len(at) {
				return nil
			}
			answer = at[n]
		default:
			return nil
		}
	}
	return answer
}

// textOf is a JSON value as a variable keeps it: words without quotes, nothing for null, objects and
// lists as JSON.
func textOf(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	text, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(text)
}
