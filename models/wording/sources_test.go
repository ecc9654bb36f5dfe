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
	scripts := regexp.MustCompile(`(?m)^//.*$`).ReplaceAllString(source(t, []string{"static/js/widget", "static/js/prompts", "static/js/shared"}, ".js"), "")
	used := map[string]bool{}
	for _, found := range regexp.MustCompile(`worded\('(\w+)', (?:'([^']*)')?`).FindAllStringSubmatch(scripts, -1) {
		used[found[1]] = true
		n, known := Named(found[1])
		if !known {
			t.Errorf("a script has %q, which is no word", found[1])
			continue
		}
		if found[2] != "" && found[2] != Standard("en", n) {
			t.Errorf("%s is %q in a script and %q here", found[1], found[2], Standard("en", n))
		}
	}
	var wanted []string
	for _, n := range scripted() {
		wanted = append(wanted, n.Key())
	}
	slices.Sort(wanted)
	if got := slices.Sorted(maps.Keys(used)); !slices.Equal(got, wanted) {
		t.Errorf("scripts show\n%q\nand get\n%q", got, wanted)
	}
	var launcher []string
	for _, n := range launched() {
		launcher = append(launcher, Standard("en", n))
	}
	if loader := source(t, []string{"static/js/loader"}, ".js"); !strings.Contains(loader, "'"+strings.Join(launcher, "|")+"'") {
		t.Errorf("the loader does not have %q", launcher)
	}
}

// Refusals are recognised by what they say, so that has to be what is said.
func TestTold_EverySentence_IsSaidByTheServer(t *testing.T) {
	said := source(t, []string{"models", "db", "handlers"}, ".go")
	for n := range end {
		if !n.said() || n == WentWrong || n == NotPossible || n == OverLimit {
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
	for _, file := range []string{"names.go", "names_mail.go"} {
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
		if n.said() || slices.Contains(scripted(), n) || slices.Contains(launched(), n) || slices.Contains(derived, n) {
			continue
		}
		if !regexp.MustCompile(`wording\.` + ident[1] + `\b`).MatchString(shown) {
			t.Errorf("nothing shows %s", ident[1])
		}
	}
}
