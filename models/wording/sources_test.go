package wording

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// source is what the files with one of the endings in the folders hold, tests and what is generated left out.
func source(t *testing.T, folders []string, endings ...string) string {
	t.Helper()
	var all strings.Builder
	for _, folder := range folders {
		err := filepath.WalkDir(filepath.Join(root, folder), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !slices.Contains(endings, filepath.Ext(path)) || strings.HasSuffix(path, "_test.go") ||
				strings.HasSuffix(path, "_templ.go") || strings.Contains(path, "models/wording") {
				return err
			}
			text, err := os.ReadFile(path)
			all.Write(text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

func TestScripts_WordsInThem_AreTheSameHere(t *testing.T) {
	visitors := worded(t, "static/js/widget", "static/js/prompts", "static/js/shared")
	if wanted := keysOf(scripted()); !maps.Equal(visitors, wanted) {
		t.Errorf("scripts show\n%v\nand get\n%v", visitors, wanted)
	}
	guests := worded(t, "static/js/join", "static/js/desk") // guests have some of the desk's
	maps.DeleteFunc(guests, func(key string, _ bool) bool { return visitors[key] })
	if wanted := keysOf(guestScripted()); !maps.Equal(guests, wanted) {
		t.Errorf("a guest's scripts show\n%v\nand get\n%v", guests, wanted)
	}
	var launcher []string
	for _, n := range launched() {
		launcher = append(launcher, Standard("en", n))
	}
	if loader := source(t, []string{"static/js/loader"}, ".js"); !strings.Contains(loader, "'"+strings.Join(launcher, "|")+"'") {
		t.Errorf("the loader does not have %q", launcher)
	}
}

func keysOf(names []Name) map[string]bool {
	keys := map[string]bool{}
	for _, n := range names {
		keys[n.Key()] = true
	}
	return keys
}

// worded are the keys of the words that the scripts in the folders show. Their English is the same here.
func worded(t *testing.T, folders ...string) map[string]bool {
	t.Helper()
	byKey := map[string]Name{}
	for n := range end {
		byKey[n.Key()] = n
	}
	scripts := regexp.MustCompile(`(?m)^//.*$`).ReplaceAllString(source(t, folders, ".js"), "")
	used := map[string]bool{}
	for _, found := range regexp.MustCompile(`worded\('(\w+)', (?:'([^']*)')?`).FindAllStringSubmatch(scripts, -1) {
		used[found[1]] = true
		n, known := byKey[found[1]]
		if !known {
			t.Errorf("a script has %q, which is no word", found[1])
			continue
		}
		if found[2] != "" && found[2] != Standard("en", n) {
			t.Errorf("%s is %q in a script and %q here", found[1], found[2], Standard("en", n))
		}
	}
	return used
}

// named says that it is said by its name; that it is recognised as well is for what was kept of it in English.
func named(n Name) bool { return n >= FieldTooLong && n <= FieldPhoneCountry }

// Refusals are recognised by what they say, so that has to be what is said.
func TestTold_EverySentence_IsSaidByTheServer(t *testing.T) {
	said := source(t, []string{"models", "db", "handlers"}, ".go")
	for n := range end {
		if !n.said() || named(n) || n == FillIn || n == WentWrong || n == NotPossible || n == OverLimit {
			continue
		}
		var pattern strings.Builder
		for _, p := range pieces(Standard("en", n)) {
			if p.part {
				pattern.WriteString(`%\w`)
			} else {
				pattern.WriteString(regexp.QuoteMeta(p.text))
			}
		}
		form := strings.ReplaceAll(pattern.String(), `%\w million`, `(?:%\w|\d+) million`)
		if !regexp.MustCompile(`"` + form + `"`).MatchString(said) {
			t.Errorf("nobody says %q", Standard("en", n))
		}
	}
}

func TestNames_EveryWord_IsUsed(t *testing.T) {
	shown := source(t, []string{"views", "handlers", "models"}, ".go", ".templ")
	var names []byte
	for _, file := range []string{"names.go", "names_flow.go", "names_ai.go", "names_mail.go", "names_guest.go"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, text...)
	}
	idents := regexp.MustCompile(`(?m)^\t(\w+)(?: Name = .*)?$`).FindAllStringSubmatch(string(names), -1)
	if len(idents) != int(end) {
		t.Fatalf("%d names for %d words", len(idents), end)
	}
	// The same with kinds stands behind each; a value's button follows its field.
	derived := []Name{AllowedOneOf, AllowedManyOf, SendPhone, SendDate, SendTime, SendDateAndTime, SendNumber, Fireworks, Hearts, Snow, Balloons}
	for i, ident := range idents {
		n := Name(i)
		if n.said() && !named(n) || slices.Contains(scripted(), n) || slices.Contains(guestScripted(), n) || slices.Contains(launched(), n) || slices.Contains(derived, n) {
			continue
		}
		if !regexp.MustCompile(`wording\.` + ident[1] + `\b`).MatchString(shown) {
			t.Errorf("nothing shows %s", ident[1])
		}
	}
}
