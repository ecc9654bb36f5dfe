package main

import (
	"fmt"
	"testing"
)

// encloses puts a text file into the form for a message.
func (w *tab) encloses(name, content string) {
	w.Helper()
	ask[any](w, `document.querySelector('#leave textarea').focus()`)
	w.wait(name+" in the form", func() bool {
		there, _ := attempt[bool](w, fmt.Sprintf(`(() => {
  const field = document.querySelector('#leave [type=file]'), named = () => [...document.querySelectorAll('#leave .attached li')].find((li) => li.querySelector('b').textContent === %q);
  if (!named()) {
    const all = new DataTransfer(); all.items.add(new File([%q], %q, { type: 'text/plain' }));
    field.files = all.files; field.dispatchEvent(new Event('change', { bubbles: true }));
  }
  return named()?.dataset.state === 'sent'; })()`, name, content, name))
		return there
	})
}

// M-6: a file goes with a message that is left, over a mistake and a reload; and into the composer where somebody
// comes after all.
func TestStory_LeaveForm_FileGoesWithTheMessage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	w := newcomer(t, "visitor")
	w.expect("status of 422")
	w.visit(s.base + "/w/shop")
	w.click("button", "A person")
	w.write("Your email", "hanna@")
	w.write("Your message", "It leaks.")
	w.write("Your phone number optional", "044 123 45 67")
	w.encloses("spout.txt", "Here.")
	w.click("button", "Leave message")
	w.tells("This is not an email address yet")
	w.reload()
	w.find("button", "Remove spout.txt")
	w.write("Your email", "fjellpost.example") // behind what is there
	w.click("button", "Leave message")
	w.reads("It leaks.")
	w.tells("spout.txt")
	w.gone("button", "Remove spout.txt")

	other := newcomer(t, "another visitor")
	other.visit(s.base + "/w/shop")
	other.click("button", "A person")
	other.write("Your message", "Are you there?")
	other.encloses("photo.txt", "A photo")
	agent := newcomer(t, "agent")
	s.signIn(agent, "agent")
	agent.visit(s.base + "/desk/" + ask[string](other, `document.querySelector('[data-log]').dataset.conversation`))
	agent.click("button", "Take over")
	other.gone("button", "Leave message")
	other.find("button", "Remove photo.txt")
	other.click("button", "Send")
	other.reads("Are you there?")
	agent.tells("photo.txt")
}

// M-6: all that is wrong is said at its field, the first one has the focus, and what was right stays.
func TestStory_LeaveForm_AllMistakesAreNamedAtOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	w := newcomer(t, "visitor")
	w.phone()
	w.expect("status of 422")
	w.visit(s.base + "/w/shop")
	w.click("button", "A person")
	w.write("Your email", "hanna@")
	w.write("Your phone number optional", "12")
	w.click("button", "Leave message")
	w.tells("This is not an email address yet")
	w.tells("There is nothing to send yet")
	w.tells("This does not look like a phone number")
	w.focused("textbox", "Your email")
	for _, name := range []string{"Your email", "Your message", "Your phone number optional"} {
		if found := w.look("textbox", name); len(found) != 1 || found[0].properties["invalid"] != "true" {
			t.Errorf("%s is not marked: %+v", name, found)
		}
	}
	w.noSideways()
	w.shot("leave form with mistakes")
	w.write("Your email", "shop.example") // behind what is there
	w.write("Your message", "It leaks.")
	w.click("button", "Leave message")
	w.tells("This does not look like a phone number")
	w.focused("textbox", "Your phone number optional")
	w.write("Your phone number optional", "34567")
	w.click("button", "Leave message")
	w.reads("It leaks.")
	w.gone("button", "Leave message")
}
