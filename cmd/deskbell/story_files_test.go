package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// pastes puts a picture that is drawn in the page into the composer's chooser.
func (w *tab) pastes(name string) {
	w.Helper()
	w.find("button", "Attach a file")
	ask[any](w, `document.querySelector('form:is(.composer, .say) textarea').focus()`)
	w.wait(name+" in the list", func() bool {
		there, _ := attempt[bool](w, fmt.Sprintf(`(async () => {
  const field = document.querySelector('.attached [type=file]'), named = () => [...document.querySelectorAll('.attached li')].find((li) => li.querySelector('b').textContent === %q);
  if (!named()) {
    const canvas = Object.assign(document.createElement('canvas'), { width: 60, height: 40 });
    canvas.getContext('2d').fillRect(0, 0, 30, 40);
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
    const all = new DataTransfer(); all.items.add(new File([blob], %q, { type: 'image/png' }));
    field.files = all.files; field.dispatchEvent(new Event('change', { bubbles: true }));
  }
  return named()?.dataset.state === 'sent'; })()`, name, name))
		return there
	})
}

// shows waits until a picture is really there, in its own size, and is its address.
func (w *tab) shows(name string) (address string) {
	w.Helper()
	w.wait("the picture "+name, func() bool {
		address, _ = attempt[string](w, fmt.Sprintf(`(() => { const img = [...document.querySelectorAll('[role=log] .photo img')].find((img) => img.alt === %q);
  return img?.complete && img.naturalWidth === 60 && !img.src.startsWith('data:') ? img.src : ''; })()`, name))
		return address != ""
	})
	return address
}

// M-10 A17: pictures and files both ways; their addresses open nothing in another browser, nor once the
// conversation is erased, which the visitor's chat notices by itself.
func TestStory_Files_AreSeenByBothAndByNobodyElse(t *testing.T) {
	for _, kind := range []string{"desktop", "phone"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			s := newComposeStory(t, kind == "phone")
			s.agent.pastes("ours.png")
			s.agent.attaches("offer.txt", "An offer")
			s.agent.click("button", "Send")
			s.chat.pastes("theirs.png")
			s.chat.click("button", "Send")
			s.picturesBothWays()
			s.downloads()
			s.elsewhere()
			s.chat.noSideways()
			s.erased()
		})
	}
}

// picturesBothWays: nothing moves when they come, and they come again after a reload.
func (s *composeStory) picturesBothWays() {
	s.Helper()
	for range 2 {
		for _, name := range []string{"ours.png", "theirs.png"} {
			if address := s.chat.shows(name); !strings.HasPrefix(address, "blob:") {
				s.Errorf("the visitor's %s is at %s", name, address)
			}
			if address := s.agent.shows(name); !strings.HasPrefix(address, s.base+"/files/") {
				s.Errorf("the agent's %s is at %s", name, address)
			}
		}
		s.chat.shot("chat with pictures " + s.Name())
		s.chat.reload()
		s.agent.reload()
	}
	if size := ask[string](s.chat, `(async () => { const img = document.querySelector('[role=log] bell-file img'); const before = [img.width, img.height].join();
  await new Promise((done) => { const look = () => img.src.startsWith('blob:') && img.complete ? done() : setTimeout(look, 20); look(); }); return before + ' ' + [img.width, img.height].join(); })()`); size != "60,40 60,40" {
		s.Errorf("its room before and after: %s", size)
	}
}

// downloads: a press fetches the file with the visitor's secret and gives it to the browser under its name.
func (s *composeStory) downloads() {
	s.Helper()
	ask[any](s.chat, `(() => { let blob; const make = URL.createObjectURL; URL.createObjectURL = (given) => { blob = given; return make.call(URL, given); };
  HTMLAnchorElement.prototype.click = function () { blob.text().then((words) => { window.saved = this.download + ': ' + words; }); }; })()`)
	s.chat.click("link", "offer.txt*")
	s.chat.wait("the file", func() bool { return ask[string](s.chat, `window.saved ?? ''`) == "offer.txt: An offer" })
}

// elsewhere: the address alone is refused, and a picture that is gone says so.
func (s *composeStory) elsewhere() {
	s.Helper()
	address := s.agent.shows("theirs.png")
	id := strings.Split(strings.TrimPrefix(address, s.base+"/files/"), "/")[0]
	other := newcomer(s.T, "stranger")
	other.expect("404", "401")
	for _, at := range []string{address, s.base + "/w/shop/files/" + id} {
		other.visit(at)
		if shown := ask[bool](other, `document.images.length === 1 && document.images[0].naturalWidth > 0`); shown {
			s.Errorf("%s shows the picture to a stranger", at)
		}
	}
}

// erased: the owner erases it; the visitor's chat begins anew and the desk says so.
func (s *composeStory) erased() {
	s.Helper()
	id := ask[string](s.chat, `document.querySelector('ol[data-log]').dataset.conversation`)
	if *s.agent.touch {
		s.agent.click("button", "More actions")
	}
	s.agent.click("button", "End chat")
	s.agent.find("heading", "End this chat?")
	s.agent.press("Enter")
	s.agent.gone("heading", "End this chat?")
	owner := newcomer(s.T, "owner")
	s.signIn(owner, "owner")
	owner.visit(s.base + "/desk/" + id + "?list=closed")
	owner.click("button", "More actions")
	owner.click("button", "Erase conversation")
	owner.find("heading", "Erase this conversation?")
	owner.shot("erase " + s.Name())
	owner.click("button", "Erase for good")
	owner.tells("This conversation was erased")
	s.agent.tells("This conversation was erased")
	s.chat.expect("401")
	s.chat.wait("the greeting alone", func() bool {
		return ask[bool](s.chat, `!document.querySelector('bell-file') && document.querySelectorAll('[role=log] .entry').length === 1`)
	})
	s.chat.reads("Hello. What is it?")
}

// M-10 F14: of many pictures those are fetched that are nearly seen, and one that cannot be had says so and can be
// tried again.
func TestStory_Files_ManyOrLost(t *testing.T) {
	t.Parallel()
	s := newComposeStory(t, false)
	w := s.chat
	visitor := s.visitor()
	visitor.token = ask[string](w, `JSON.parse(localStorage.getItem('deskbell:shop')).token`)
	const most = 30
	for i := range most {
		visitor.gives(fmt.Sprintf("%02d.png", i), picture(t, 300, 300+i))
	}
	fetched := func() int {
		return ask[int](w, `[...document.querySelectorAll('bell-file img')].filter((img) => img.src.startsWith('blob:') && img.complete).length`)
	}
	w.reload()
	w.wait("the newest pictures", func() bool {
		return ask[int](w, `document.querySelectorAll('bell-file').length`) == most && fetched() >= 3
	})
	if n := fetched(); n > 10 {
		t.Errorf("%d pictures were fetched at once", n)
	}
	w.shot("many pictures")
	ask[any](w, `document.querySelector('bell-file img').scrollIntoView()`)
	w.wait("the oldest picture", func() bool {
		return ask[bool](w, `document.querySelector('bell-file img').src.startsWith('blob:')`)
	})
	if moved := ask[bool](w, `[...document.querySelectorAll('bell-file img')].some((img) => img.height < 300)`); moved {
		t.Error("some have not kept their room")
	}

	w.expect("500")
	files, away := filepath.Join(s.folder, "files"), filepath.Join(s.folder, "away")
	s.check(os.Rename(files, away))
	w.reload()
	w.tells("This file cannot be had just now.")
	w.shot("lost pictures")
	s.check(os.Rename(away, files))
	ask[any](w, `document.querySelector('.scroll').scrollTo(0, 1e6)`)
	before := fetched()
	ask[any](w, `[...document.querySelectorAll('[data-again]')].at(-1).click()`)
	w.wait("it is there after another try", func() bool { return fetched() > before })
}
