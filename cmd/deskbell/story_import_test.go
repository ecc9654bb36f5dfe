package main

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"deskbell/models"
)

// imported is an import that is over, by its id.
func (s *site) imported() string {
	s.Helper()
	ctx, now := context.Background(), time.Now().UTC()
	who := commandLine()
	i := models.ArticleImport{What: "help.zip", At: now}
	s.check(s.app.store.BeginImport(ctx, who, &i))
	s.check(s.app.store.KeepImported(ctx, models.ImportWriting{Who: who, Import: i.ID, Now: now, Source: "file:help/x.md", Came: "x",
		Article: &models.Article{Title: "From elsewhere", Category: "Orders", Language: "en", Body: "Words."}}))
	i.State, i.EndedAt, i.New = models.ImportDone, now, 1
	i.Fail("bad.md", "It begins with TOML (+++).")
	s.check(s.app.store.EndImport(ctx, who, i))
	return i.ID
}

// M-28: files are chosen, looked at, some of them left out, and kept; then it is all taken back.
func TestStory_Import_IsLookedAtKeptAndTakenBack(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t)
	s.withArticle()
	docs := laid(t, "one.md", "# One\n\nWords", "two.md", "---\nlanguage: de\n---\n# Zwei\n\nWorte", "three.md", "+++\nx", "returns.md", "---\nslug: returns\n---\n# Others\n\nx")
	w := newcomer(t, "editor")
	s.signIn(w, "owner")
	w.visit(s.base + "/articles")
	w.click("link", "Import or export")
	var files []string
	for _, name := range []string{"one.md", "two.md", "three.md", "returns.md"} {
		files = append(files, filepath.Join(docs, name))
	}
	w.run(chromedp.SetUploadFiles("#f-files", files))
	w.click("button", "Look at them")
	w.tells("How to take them")
	w.tells("It begins with TOML")
	w.tells("Changed here, left alone")
	w.audited("import looked at")
	w.click("checkbox", "One *")
	w.wait("all are not ticked any more", func() bool { return ask[bool](w, `document.querySelector('[data-tick-all]').indeterminate`) })
	w.click("button", "Import")
	w.tells("1 new, 0 updated, 0 unchanged, 1 not taken")
	w.tells("Zwei")
	w.audited("import done")
	w.click("link", "Take this import back")
	w.tells("1 article that it made")
	w.click("button", "Take it back")
	w.tells("Taken back")
	w.visit(s.base + "/articles")
	w.tells("Returns")
	if ask[bool](w, `document.body.textContent.includes('Zwei')`) {
		t.Error("it is still there")
	}
}
