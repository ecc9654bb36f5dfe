package main

import (
	"fmt"
	"strings"
	"testing"

	"deskbell/models"
)

// marksWord chooses a word in the reply.
func (w *tab) marksWord(word string) {
	w.Helper()
	ask[any](w, fmt.Sprintf(`(() => { const field = document.querySelector('bell-say textarea'), at = field.value.indexOf(%q); field.focus(); field.setSelectionRange(at, at + %d); })()`,
		word, len(word)))
}

// rich waits for a bubble with the words in the element.
func (w *tab) rich(element, words string) {
	w.Helper()
	w.wait(words+" in "+element, func() bool {
		return ask[bool](w, fmt.Sprintf(`[...document.querySelectorAll('[role=log] .bubble %s')].some((each) => each.textContent === %q)`, element, words))
	})
}

// M-22 M-31: a guest writes with the desk's composer: by its buttons, by its keys and by touch. The visitor sees it
// as it was marked.
func TestStory_GuestComposer_FormatsAsTheDeskDoes(t *testing.T) {
	t.Parallel()
	s := newJoinStory(t, models.BotMail{})
	s.called()
	s.comes("Sam Berg")
	s.guest.click("button", "Take over")
	w := s.guest
	w.write("Reply", "So good it is")
	w.marksWord("good")
	w.click("button", "Bold")
	w.holds("textbox", "Reply", "So **good** it is")
	w.focused("textbox", "Reply")
	w.key("Control+b")
	w.holds("textbox", "Reply", "So good it is")
	w.key("Control+b")
	w.marksWord("it")
	w.key("Control+i")
	w.holds("textbox", "Reply", "So **good** _it_ is")
	w.shot("composer")
	w.press("Enter")
	s.visitor.rich("strong", "good")
	s.visitor.rich("em", "it")
	w.rich("strong", "good")

	w.write("Reply", "the shop")
	ask[any](w, `document.querySelector('bell-say textarea').select()`)
	w.click("button", "Link")
	w.holds("textbox", "Reply", "[the shop](https://)")
	w.types("https://shop.example/teapots")
	w.press("Enter")
	s.visitor.rich(`a[href="https://shop.example/teapots"]`, "the shop")

	w.phone()
	w.gone("button", "Bold") // there is no room, until it is asked for
	w.write("Reply", "one")
	w.click("button", "Formatting")
	w.click("button", "List")
	w.holds("textbox", "Reply", "- one")
	w.noSideways()
	w.shot("composer on a phone")
	w.click("button", "Emoji")
	w.find("searchbox", "Search emoji")
	w.types("thumbs up")
	w.find("button", "thumbs up")
	w.press("Enter")
	w.holds("textbox", "Reply", "- one👍")
	w.click("button", "Formatting")
	w.gone("button", "Bold")
	w.click("button", "Send")
	s.visitor.rich("ul li", "one👍")

	long := strings.Repeat("x", 9_900)
	w.write("Reply", long)
	w.tells("100 characters left.")
}

// M-30: what opens over the composer of a guest has no violation, on a phone and in the dark.
func TestAccessibility_GuestComposer_AllOpen(t *testing.T) {
	t.Parallel()
	s := newJoinStory(t, models.BotMail{})
	s.called()
	s.comes("Sam Berg")
	s.guest.click("button", "Take over")
	s.guest.find("textbox", "Reply")
	s.guest.click("button", "Emoji")
	s.guest.find("searchbox", "Search emoji")
	s.guest.audited("guest's emoji")
	s.guest.key("Escape")
	s.guest.phone()
	s.guest.click("button", "Formatting")
	s.guest.find("button", "Bold")
	s.guest.audited("guest's composer")
}
