package builder

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"

	"deskbell/models"
	"deskbell/models/flow"
)

// mostItems is how many of a list a form may send; documents limit themselves further.
const mostItems = 1000

// setting finds the one of a name in a form; false when the kind has none.
func setting(form []flow.Setting, name string) (flow.Setting, bool) {
	i := slices.IndexFunc(form, func(s flow.Setting) bool { return s.Name == name })
	if i < 0 {
		return flow.Setting{}, false
	}
	return form[i], true
}

// decoder reads what a form sends of one kind's settings.
type decoder struct {
	form url.Values
}

// value is what the form sends for a setting, as JSON; null where it is left empty. Errors:
// CodeInvalid with the setting as its field.
func (d decoder) value(s flow.Setting) (json.RawMessage, error) {
	v, err := d.at(s, "s."+s.Name)
	if err != nil {
		return nil, &models.Error{Code: models.CodeInvalid, Field: s.Name, Message: err.Error()}
	}
	return json.Marshal(v)
}

// at reads the setting that the form has at a path.
func (d decoder) at(s flow.Setting, path string) (any, error) {
	text := strings.ReplaceAll(d.form.Get(path), "\r\n", "\n")
	switch s.Control {
	case flow.ControlToggle:
		return text == "true", nil
	case flow.ControlNumber:
		return number(s, text)
	case flow.ControlWords:
		return words(text), nil
	case flow.ControlList:
		return d.list(s, path)
	case flow.ControlHours:
		return d.hours(path)
	case flow.ControlVariable, flow.ControlMedia, flow.ControlZone, flow.ControlSecret, flow.ControlArticle:
		text = strings.TrimSpace(text)
	}
	if text == "" {
		return nil, nil
	}
	return text, nil
}

func number(s flow.Setting, text string) (any, error) {
	text = strings.Replace(strings.TrimSpace(text), ",", ".", 1)
	if text == "" {
		return nil, nil
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || n != n || n > 1e15 || n < -1e15 {
		return nil, wrong("%q is no number.", text)
	}
	if (s.Min != 0 || s.Max != 0) && (n < s.Min || n > s.Max) {
		return nil, wrong("It has to be between %s and %s.", plain(s.Min), plain(s.Max))
	}
	return json.Number(plain(n)), nil
}

func plain(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

func words(text string) any {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	if lines == nil {
		return nil
	}
	return lines
}

// list reads the items below a path in the order of their numbers; what the form has no field for is
// left out. Items that have an id send it; new ones get theirs with the edit.
func (d decoder) list(s flow.Setting, path string) (any, error) {
	numbers := d.numbers(path + ".")
	if len(numbers) > mostItems {
		return nil, wrong("There are more than %d.", mostItems)
	}
	items := []any{}
	for _, n := range numbers {
		at := path + "." + strconv.Itoa(n) + "."
		item := map[string]any{}
		if id := d.form.Get(at + "id"); id != "" {
			item["id"] = id
		}
		for _, field := range s.Items {
			v, err := d.at(field, at+field.Name)
			if err != nil {
				return nil, fmt.Errorf("%s %d, %s: %w", s.Item, len(items)+1, strings.ToLower(field.Label), err)
			}
			if v != nil && !(v == false && !field.DefaultOn) {
				put(item, field.Name, v)
			}
		}
		items = append(items, item)
	}
	if len(items) == 0 {
		return nil, nil
	}
	return items, nil
}

// put sets what lies at a dotted name.
func put(in map[string]any, dotted string, v any) {
	name, rest, deeper := strings.Cut(dotted, ".")
	if !deeper {
		in[name] = v
		return
	}
	inner, ok := in[name].(map[string]any)
	if !ok {
		inner = map[string]any{}
		in[name] = inner
	}
	put(inner, rest, v)
}

// numbers are those that stand behind a path, ascending.
func (d decoder) numbers(path string) []int {
	var found []int
	for name := range d.form {
		rest, ok := strings.CutPrefix(name, path)
		digits, _, _ := strings.Cut(rest, ".")
		n, err := strconv.Atoi(digits)
		if ok && err == nil && n >= 0 && !slices.Contains(found, n) {
			found = append(found, n)
		}
	}
	sort.Ints(found)
	return found
}

// hours reads a week and the days that differ; nil where nothing is filled in. A zone may still be
// missing: that is a problem of the block, shown there.
func (d decoder) hours(path string) (any, error) {
	f := models.HoursForm{Zone: strings.TrimSpace(d.form.Get(path + ".zone")), Days: d.form.Get(path + ".days")}
	for i := range f.Week {
		f.Week[i] = strings.TrimSpace(d.form.Get(path + ".week." + strconv.Itoa(i)))
	}
	if f == (models.HoursForm{}) {
		return nil, nil
	}
	zone := f.Zone
	if zone == "" {
		f.Zone = "UTC"
	}
	h, err := f.Hours()
	var mistake *models.Error
	if errors.As(err, &mistake) {
		return nil, wrong("%s", mistake.Message)
	}
	if err != nil {
		return nil, err
	}
	h.Zone = zone
	return h, nil
}

// wrong is what a person is told of a value.
func wrong(format string, args ...any) error {
	return &models.Error{Code: models.CodeInvalid, Message: fmt.Sprintf(format, args...)}
}
