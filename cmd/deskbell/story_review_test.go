package main

import (
	"fmt"
	"strings"
	"testing"
)

const filesBot = `{"format":"deskbell/bot/1","key":"files","name":"Files","sites":[],"start_flow":"main","flows":[{"schema":1,"id":"main","name":"Main","start":"a","blocks":{
 "a":{"kind":"file","settings":{"text":"Your receipt?","var":"receipt"},"out":{"next":{"block":"b"}}},
 "b":{"kind":"text","settings":{"text":"Got {{receipt}}."}}}}]}`

// picks chooses a file, as one does in the browser's own dialogue.
func (w *tab) picks(name string) {
	w.Helper()
	w.wait("a place for "+name, func() bool {
		done, _ := attempt[bool](w, fmt.Sprintf(`(() => { const field = document.querySelector('#ask[data-filled] #ask-files'); if (!field) return false;
			document.querySelector('#attach').focus();
			const all = new DataTransfer(); all.items.add(new File(['hello'], %q, {type: 'text/plain'}));
			field.files = all.files; field.dispatchEvent(new Event('change', {bubbles: true})); return true; })()`, name))
		return done
	})
	w.has(name)
}

// has waits until a file is in the list and has been sent ahead.
func (w *tab) has(name string) {
	w.Helper()
	w.wait(name+" to be there", func() bool {
		done, _ := attempt[bool](w, fmt.Sprintf(`[...document.querySelectorAll('.uploads li')].map((li) => li.querySelector('b').textContent + li.querySelectorAll('progress').length).join() === %q`, name+"0"))
		return done
	})
}

// M-10 F17
func TestWidget_FileThatWasAttachedFirst_IsStillThereAfterAReload(t *testing.T) {
	t.Parallel()
	s := newSite(t).having(filesBot)
	w := newcomer(t, "visitor")
	w.expect("/w/files/log") // 401: there is no conversation yet
	w.visit(s.base + "/w/files")
	w.picks("receipt.txt")
	w.wait("the focus on what comes next", func() bool {
		id, _ := attempt[string](w, `document.activeElement.id`)
		return id == "ask-send"
	})
	w.reload()
	w.has("receipt.txt")
	w.click("button", "Send files")
	w.reads("Got receipt.txt.")
}

// M-10
func TestWidget_WordsWhileAFileIsAttached_KeepIt(t *testing.T) {
	t.Parallel()
	s := newSite(t).having(filesBot)
	w := newcomer(t, "visitor")
	w.visit(s.base + "/w/files")
	w.picks("receipt.txt")
	w.send("Message", "Here it comes")
	w.wait("the question to come again", func() bool {
		again, _ := attempt[bool](w, `document.querySelector('#prompt').dataset.key.split('.').length > 2 && document.querySelector('#ask-hint').className === 'error'`)
		return again
	})
	w.has("receipt.txt")
	w.click("button", "Send files")
	w.reads("Got receipt.txt.")
}

// M-36
func TestPages_LongestNamesOnAPhone_StayInsideOfIt(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Fahrradwerkstatt", 6)
	s := newSite(t).having(fmt.Sprintf(`{"format":"deskbell/bot/1","key":"long","name":%q,"sites":[],"settings":{"title":%q,"subtitle":%q},"start_flow":"main","flows":[
	 {"schema":1,"id":"main","name":%q,"start":"a","blocks":{"a":{"kind":"pictures","settings":{"text":"Which?","choices":[{"id":"1","label":%q,"alt":%q,"image":"/x.png"},{"id":"2","label":"B"}]}}}},
	 {"schema":1,"id":"other","name":%q,"start":"a","blocks":{"a":{"kind":"text","settings":{"text":"Hi"}}}}]}`, long, long, long, long, long, long, long))
	w := newcomer(t, "phone")
	w.expect("x.png", "404")
	w.phone()
	inside := func(page string) {
		t.Helper()
		w.visit(s.base + page)
		w.wait("all of "+page+" to be inside of the phone", func() bool {
			wide, err := attempt[bool](w, `document.readyState === 'complete' && document.documentElement.scrollWidth <= innerWidth &&
				[...document.querySelectorAll('main h1, main button, main .picture *, main td .link')].every((one) => one.getBoundingClientRect().right <= innerWidth + 1)`)
			return wide && err == nil
		})
	}
	inside("/w/long")
	s.signIn(w, "admin")
	for _, page := range []string{"/bots/long", "/bots/long/flows/other/delete", "/bots/long/flows/main/versions"} {
		inside(page)
	}
}
