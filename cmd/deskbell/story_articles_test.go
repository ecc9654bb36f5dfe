package main

import (
	"net/http"
	"strings"
	"testing"
)

// M-28: an article is written with its preview, saved, published, translated and read; nothing is lost where a
// colleague was faster or the page was left.
func TestStory_Article_IsWrittenPublishedAndRead(t *testing.T) {
	t.Parallel()
	browser(t)
	s := newSite(t)
	editor, colleague := newcomer(t, "editor"), newcomer(t, "colleague")
	s.signIn(editor, "owner")
	editor.visit(s.base + "/articles")
	editor.tells("No articles yet")
	editor.click("link", "Write the first one")
	editor.write("Title", "Größe & Gewicht")
	editor.holds("textbox", "Address", "groesse-gewicht")
	editor.write("Text", "It weighs **12 kg**.")
	editor.wait("the preview is drawn", func() bool {
		return ask[bool](editor, `document.querySelector('#article-preview strong')?.textContent === '12 kg'`)
	})
	editor.audited("article new")
	editor.click("button", "Publish")
	editor.find("button", "Unpublish")
	path := ask[string](editor, `location.pathname`)
	if got := s.stranger().get("/help/groesse-gewicht"); got.status != http.StatusOK || !strings.Contains(got.body, "<strong>12 kg</strong>") {
		t.Errorf("%d %.300s", got.status, got.body)
	}

	s.signIn(colleague, "owner")
	colleague.visit(s.base + path)
	colleague.click("textbox", "Text")
	colleague.types(" Theirs.")
	colleague.click("button", "Save")
	colleague.tells("Saved")
	editor.expect("409")
	editor.click("textbox", "Text")
	editor.types(" Mine.")
	editor.click("button", "Save")
	editor.tells("while you were writing")
	editor.find("textbox", "Their text")
	if text := ask[string](editor, `document.getElementById('f-body').value`); !strings.Contains(text, "Mine.") {
		t.Errorf("what was written is lost: %q", text)
	}
	editor.audited("article overtaken")
	editor.click("button", "Save")
	editor.wait("it is saved", func() bool {
		return ask[bool](editor, `document.querySelector('.saved').textContent.startsWith('Saved') && !document.querySelector('.theirs')`)
	})
	if got := s.stranger().get("/help/groesse-gewicht").body; !strings.Contains(got, "Mine.") || strings.Contains(got, "Theirs.") {
		t.Errorf("%.300s", got)
	}

	editor.visit(s.base + "/help/groesse-gewicht")
	editor.tells("12 kg")
	editor.audited("article public")
	editor.visit(s.base + "/articles")
	editor.tells("Größe & Gewicht")
	editor.audited("articles of the team")
}
