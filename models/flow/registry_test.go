package flow

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// settingNames are the names that a type has in JSON: dotted in objects, with the items of lists apart.
func settingNames(typ reflect.Type, before string, lists map[string]reflect.Type) []string {
	var names []string
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		of := f.Type
		for of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		switch {
		case name == "-" || !f.IsExported() && !f.Anonymous:
		case f.Anonymous && name == "":
			names = append(names, settingNames(of, before, lists)...)
		case of.Kind() == reflect.Struct && of != reflect.TypeFor[Hours]():
			names = append(names, settingNames(of, before+name+".", lists)...)
		case of.Kind() == reflect.Slice && of.Elem().Kind() == reflect.Struct:
			lists[before+name] = of.Elem()
			names = append(names, before+name)
		default:
			names = append(names, before+name)
		}
	}
	return names
}

// noField are settings that a form does not show.
func noField(kind, name string) bool {
	switch kind {
	case "jump", "placeholder":
		return true
	case "buttons choices":
		return slices.Contains([]string{"id", "image", "alt", "text"}, name)
	case "pictures choices":
		return slices.Contains([]string{"id", "style", "icon"}, name)
	}
	return name == "id"
}

func checkForm(t *testing.T, kind string, typ reflect.Type, form []Setting) {
	t.Helper()
	lists := map[string]reflect.Type{}
	names := settingNames(typ, "", lists)
	shown := map[string]bool{}
	for _, s := range form {
		if shown[s.Name] || s.Label == "" || s.Control == "" {
			t.Errorf("%s: field %+v", kind, s)
		}
		shown[s.Name] = true
		if !slices.Contains(names, s.Name) {
			t.Errorf("%s: the form has a field %q that is no setting", kind, s.Name)
		}
		if s.Control == ControlSelect && len(s.Options) == 0 {
			t.Errorf("%s: nothing to choose for %q", kind, s.Name)
		}
		if when, _, ok := strings.Cut(s.When, "="); s.When != "" && (!ok || !slices.ContainsFunc(form, func(o Setting) bool { return o.Name == when })) {
			t.Errorf("%s: %q is shown when %q", kind, s.Name, s.When)
		}
		if items := lists[s.Name]; items != nil {
			checkForm(t, kind+" "+s.Name, items, s.Items)
		}
	}
	for _, name := range names {
		if !shown[name] && !noField(kind, name) {
			t.Errorf("%s: the form has no field for %q", kind, name)
		}
	}
}

func TestKinds_Forms_HaveEverySetting(t *testing.T) {
	for _, k := range Kinds() {
		s, _, err := openAs(k.Name, nil)
		if err != nil {
			t.Fatalf("%s: %v", k.Name, err)
		}
		checkForm(t, k.Name, reflect.TypeOf(s).Elem(), k.Form)
	}
}

func TestKinds_Offered_HaveWordsAndAnIcon(t *testing.T) {
	seen := map[string]bool{}
	for row := range kindRows {
		k := row.kind()
		if k.Name != row.name || seen[k.Name] || k.Title == "" || k.Icon == "" || k.Help == "" {
			t.Errorf("kind %+v", k)
		}
		seen[k.Name] = true
		if !slices.Contains([]string{"Say", "Ask", "Decide", "Do", "People", ""}, k.Group) {
			t.Errorf("%s: group %q", k.Name, k.Group)
		}
		for _, raw := range []string{"", "{}"} {
			a, err := row.open(json.RawMessage(raw))
			b, other := k.open(json.RawMessage(raw))
			if reflect.TypeOf(a) != reflect.TypeOf(b) || err != nil || other != nil {
				t.Errorf("%s is opened as %T and as %T", k.Name, a, b)
			}
		}
		for _, p := range k.Presets {
			if _, err := k.open(json.RawMessage(p.Settings)); err != nil || p.Title == "" || p.Icon == "" || p.Help == "" || p.Group == "" {
				t.Errorf("%s: preset %+v: %v", k.Name, p, err)
			}
		}
	}
	if _, known, err := openAs("dance", nil); known || err != nil {
		t.Errorf("dance is known: %v", err)
	}
}

func TestKinds_Ports_AreNamedOnceAndLabelled(t *testing.T) {
	d := seeded(1, 9)
	for range 2000 {
		kinds := Kinds()
		k := kinds[d.IntN(len(kinds))]
		raw := d.settings(k)
		ports, err := k.Ports(raw)
		s, _, _ := openAs(k.Name, raw)
		if err != nil || len(s.check()) > 0 {
			continue
		}
		seen := map[string]bool{}
		for _, p := range ports {
			if seen[p.Name] || p.Name == "" || p.Label == "" {
				t.Errorf("%s %s: port %+v", k.Name, raw, p)
			}
			seen[p.Name] = true
		}
	}
}

func BenchmarkStep_EachKind(b *testing.B) {
	for _, k := range Kinds() {
		sane := seeded(1, 1).sane(k)
		s, _, _ := openAs(k.Name, json.RawMessage(sane))
		if len(s.check()) > 0 {
			continue
		}
		doc := &Document{Schema: Schema, ID: "main", Start: "a", Blocks: map[string]Block{
			"a": {Kind: k.Name, Settings: json.RawMessage(sane)}}}
		if k.Name == "restart" {
			continue // it goes round until the guard
		}
		lib := shelf{"main": {1: doc}}
		ev := Event{Kind: EventStart, Target: Target{Flow: "main"}, Version: 1, Now: now, Vars: map[string]string{"x": "1"}}
		b.Run(k.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Step(lib, State{}, ev)
			}
		})
	}
}
