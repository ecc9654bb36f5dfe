package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"deskbell/models"
)

// sent are files by their paths: path, text, path, text …
func sent(t *testing.T, pairs ...string) *Set {
	t.Helper()
	f := NewFiles()
	for i := 0; i+1 < len(pairs); i += 2 {
		if err := f.Add(pairs[i], strings.NewReader(pairs[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	return planned(f)
}

func planned(f *Files) *Set {
	s, err := Read(context.Background(), f)
	if err != nil {
		panic(err)
	}
	models.PlanImport(s.Items, nil)
	s.link(func(int) bool { return true })
	models.JudgeImport(s.Items)
	return s
}

// of is the item of a file.
func (s *Set) of(t *testing.T, from string) models.ImportItem {
	t.Helper()
	at := slices.IndexFunc(s.Items, func(it models.ImportItem) bool { return it.From == from })
	if at < 0 {
		t.Fatalf("nothing came of %s: %+v", from, s.Items)
	}
	return s.Items[at]
}

// M-28
func TestRead_FrontMatterOfManyTools_SaysWhatAnArticleIs(t *testing.T) {
	for name, row := range map[string][2]string{
		"ours":       {"title: Returns\nslug: send-back\ncategory: Orders\nlanguage: de\npublished: true\ngroup: g1", "Returns|send-back|Orders|de|published|g1"},
		"Jekyll":     {"layout: page\ntitle: \"Send: it back\"\npermalink: /help/send-it-back/\ncategories: [Orders, Other]\npublished: false\nlang: fr", "Send: it back|send-it-back|Orders|fr|draft|"},
		"Hugo":       {"title: Returns\ndraft: true\nurl: /x/returns.html\ntranslationKey: back\ndate: 2024-01-02", "Returns|returns||| draft|back"},
		"Docusaurus": {"id: back\nsidebar_label: Back\nslug: /orders/back\nsidebar_position: 3", "Back|back||||"},
		"Zendesk":    {"name: Returns\nhtml_url: https://x.zendesk.com/hc/1\nlocale: en-us\nsection: {name: Orders}\ndraft: false", "Returns|returns|Orders|en-US|published|"},
		"numbers":    {"title: 2024\ncategory: 7", "2024|2024|7|||"},
		"a pattern":  {"title: A\npermalink: /:year/:title", "A|a||||"},
		"nothing":    {"", "X|x||||"},
	} {
		it := sent(t, "x.md", "---\n"+row[0]+"\n---\n\nWords.\n").Items[0]
		got := strings.Join([]string{it.Title, it.Slug, it.Place, it.Tongue, it.Said, it.Group}, "|")
		if got != strings.ReplaceAll(row[1], " draft", "draft") || it.Problem != "" || it.Text != "Words." {
			t.Errorf("%s: %s, want %s; %q %q", name, got, row[1], it.Problem, it.Text)
		}
	}
}

func TestRead_FrontMatterThatIsWrong_IsRefusedInWords(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for i := range 12 {
		bomb += fmt.Sprintf("%c: &%c [%s]\n", 'b'+i, 'b'+i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*%c,", 'a'+i), 9), ","))
	}
	for front, want := range map[string]string{
		"---\ntitle: [a\n---\nx":                            "cannot be read",
		"+++\ntitle = 1\n+++\nx":                            "TOML",
		"---\n" + bomb + "---\nx":                           "refers to itself",
		"---\na: " + strings.Repeat("[", 5000) + "\n---\nx": "too deep",
		"---\ntitle: A\n---\n" + strings.Repeat("y", 5000):  "2,000",
		"---\ntitle: A\n---\n":                              "nothing in it",
		"\x00\x01\x02":                                      "no text",
	} {
		if it := sent(t, "x.md", front).Items[0]; it.State != models.ImportRefused || !strings.Contains(it.Problem, want) {
			t.Errorf("%.30q: %q", front, it.Problem)
		}
	}
	if it := sent(t, "x.md", "---\nWords under a line.").Items[0]; it.Problem != "" {
		t.Errorf("a line is no front matter: %q", it.Problem)
	}
}

func TestRead_TitleCategoryAndLanguage_ComeFromTheFileAndItsPlace(t *testing.T) {
	s := sent(t, "site/README.md", "# The **start**\n\nHi", "site/01-orders/02-send_it_back.md", "Words", "site/01-orders/index.md", "About orders", "site/faq.de.md", "Titel\n=====\n\nWorte",
		"site/faq.en.md", "# Title #\n\nWords", "site/orders/plain.html", `<html lang="nl"><title>Plain | Site</title><body><p>Een</p>`, "site/.git/x.md", "no", "site/a.css", "no")
	for from, want := range map[string]string{"site/README.md": "The start|||Hi", "site/01-orders/02-send_it_back.md": "Send it back|Orders||Words", "site/01-orders/index.md": "Orders|Orders||About orders",
		"site/faq.de.md": "Titel||de|Worte", "site/faq.en.md": "Title||en|Words", "site/orders/plain.html": "Plain|Orders|nl|Een"} {
		it := s.of(t, from)
		if got := strings.Join([]string{it.Title, it.Place, it.Tongue, it.Text}, "|"); got != want {
			t.Errorf("%s: %s", from, got)
		}
	}
	if len(s.Items) != 6 || s.of(t, "site/faq.de.md").Group != s.of(t, "site/faq.en.md").Group || s.of(t, "site/README.md").Group != "" {
		t.Errorf("%+v", s.Items)
	}
	s = sent(t, "docs/en/it/vpn.md", "a", "docs/de/it/vpn.md", "b", "docs/en/no.md", "c")
	if it := s.of(t, "docs/de/it/vpn.md"); it.Tongue != "de" || it.Place != "It" || it.Group == "" || it.Group != s.of(t, "docs/en/it/vpn.md").Group {
		t.Errorf("%+v", it)
	}
	if it := sent(t, "wiki/it/vpn.md", "a", "wiki/x.md", "b").of(t, "wiki/it/vpn.md"); it.Tongue != "" || it.Place != "It" {
		t.Errorf("one folder is no language: %+v", it)
	}
}

func TestRead_LinksBetweenFiles_LeadToTheArticles(t *testing.T) {
	body := "[b](orders/b.md) [b](./orders/b.md#how-it%20works \"t\") [o](orders/) ![p](img/p.png) [no](none.md) <img src=\"img/p.png\" alt=\"A [p]\"> `[c](orders/b.md)`\n\n" +
		"```md\n[c](orders/b.md)\n```\n\n[ref]: orders/b.md\n[web](https://example.com/orders/b.md) [here](#part one) [here](#part-one) \\[x](orders/b.md) [<](<orders/b.md>) [![p](img/p.png)](orders/b.md)\n"
	s := sent(t, "d/a.md", "# A\n"+body, "d/orders/b.md", "# Bee\n[up](../a.md) [root](/a)", "d/orders/README.md", "# All", "d/img/p.png", "png")
	want := "[b](/help/bee) [b](/help/bee#s-how-it-20works \"t\") [o](/help/all) ![p](img/p.png) [no](none.md) ![A p](img/p.png) `[c](orders/b.md)`\n\n" +
		"```md\n[c](orders/b.md)\n```\n\n[ref]: /help/bee\n[web](https://example.com/orders/b.md) [here](#s-part one) [here](#s-part-one) \\[x](orders/b.md) [<](</help/bee>) [![p](img/p.png)](/help/bee)"
	if got := s.of(t, "d/a.md").Text; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got := s.of(t, "d/orders/b.md").Text; got != "[up](/help/a) [root](/help/a)" {
		t.Error(got)
	}
	s.link(func(i int) bool { return s.Items[i].From == "d/a.md" })
	if got := s.of(t, "d/a.md").Text; strings.Contains(got, "/help/") {
		t.Errorf("links to what is not taken: %s", got)
	}
}

func TestRead_Encodings_AreRead(t *testing.T) {
	for name, body := range map[string]string{
		"UTF-8 with a mark": "\xef\xbb\xbf# Grüße\r\n\r\nKüche", "Windows-1252": "# Gr\xfc\xdfe\n\nK\xfcche",
		"UTF-16 LE": "\xff\xfe" + wide("# Grüße\n\nKüche", 0), "UTF-16 BE": "\xfe\xff" + wide("# Grüße\n\nKüche", 1),
	} {
		if it := sent(t, "x.md", body).Items[0]; it.Title != "Grüße" || it.Text != "Küche" || it.Problem != "" {
			t.Errorf("%s: %q %q %q", name, it.Title, it.Text, it.Problem)
		}
	}
}

func wide(text string, high int) string {
	var b []byte
	for _, r := range text {
		pair := [2]byte{}
		pair[high], pair[1-high] = byte(r), byte(r>>8)
		b = append(b, pair[:]...)
	}
	return string(b)
}

// packed is a zip: name, text, name, text …
func packed(t *testing.T, pairs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(pairs); i += 2 {
		w, err := z.Create(pairs[i])
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte(pairs[i+1]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A zip may say what it likes: nothing of it leaves the memory, and not much goes in.
func TestAdd_HostileZips_AreRefusedByName(t *testing.T) {
	f := NewFiles()
	if err := f.Add("a.zip", bytes.NewReader(packed(t, "ok/a.md", "# A\n\nx", "../../etc/cron.md", "x", "/root.md", "x", `..\win.md`, "x", "c:/x.md", "x", "ok/b.exe", "x", "__MACOSX/a.md", "x", "ok/a.md", "twice", "in/x.zip", "zip in zip"))); err != nil {
		t.Fatal(err)
	}
	s := planned(f)
	if s.Count(models.ImportNew) != 1 || s.Count(models.ImportRefused) != 5 {
		t.Errorf("%+v", s.Items)
	}
	for _, from := range []string{"../../etc/cron.md", "/root.md", `..\win.md`, "c:/x.md"} {
		if it := s.of(t, from); !strings.Contains(it.Problem, "out of the folder") {
			t.Errorf("%+v", it)
		}
	}
	var linked bytes.Buffer
	z := zip.NewWriter(&linked)
	head := &zip.FileHeader{Name: "passwd.md"}
	head.SetMode(fs.ModeSymlink | 0o777)
	w, _ := z.CreateHeader(head)
	_, _ = w.Write([]byte("/etc/passwd"))
	_ = z.Close()
	if f = NewFiles(); f.Add("l.zip", &linked) != nil || !f.Empty() {
		t.Error("a link was read")
	}
	bomb := packed(t, slices.Concat(many("m%d.png", strings.Repeat("\x00", 9<<20), 8))...)
	if len(bomb) > 1<<20 {
		t.Fatalf("the bomb has %d bytes", len(bomb))
	}
	if err := NewFiles().Add("bomb.zip", bytes.NewReader(bomb)); models.CodeOf(err) != models.CodeTooLarge {
		t.Errorf("a bomb: %v", err)
	}
	if err := NewFiles().Add("many.zip", bytes.NewReader(packed(t, many("%d.x", "", models.MostFilesIn+1)...))); models.CodeOf(err) != models.CodeTooLarge {
		t.Errorf("too many: %v", err)
	}
	f = NewFiles()
	if err := f.Add("no.zip", strings.NewReader("PK no zip")); err != nil || len(f.problems) != 1 {
		t.Errorf("%v %+v", err, f.problems)
	}
	whole := packed(t, "a.md", strings.Repeat("words ", 1000))
	whole[60] ^= 0xff
	f = NewFiles()
	if err := f.Add("hurt.zip", bytes.NewReader(whole)); err != nil || len(f.problems) != 1 {
		t.Errorf("%v %+v", err, f.problems)
	}
}

func many(name, text string, n int) []string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf(name, i), text)
	}
	return all
}

func TestAddFolder_LinksAndHiddenFolders_AreLeftOut(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{"docs/a.md": "# A\n\nx", ".git/b.md": "x", "node_modules/c.md": "x"} {
		_ = os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755)
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("/etc/passwd", filepath.Join(root, "docs", "p.md")); err != nil {
		t.Skip(err)
	}
	f := NewFiles()
	if err := f.AddFolder(root); err != nil || len(f.texts) != 1 {
		t.Errorf("%v %+v", err, f.texts)
	}
}
