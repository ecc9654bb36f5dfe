package main

import (
	"fmt"
	"strings"
	"testing"
)

const showsBot = `{"format":"deskbell/bot/1","key":"shows","name":"Shows","sites":[],"start_flow":"main","flows":[{"schema":1,"id":"main","name":"Main","start":"a","blocks":{
 "a":{"kind":"image","settings":{"url":"%s","alt":"The shop front","text":"This is us."},"out":{"next":{"block":"b"}}},
 "b":{"kind":"cards","settings":{"cards":[{"id":"1","title":"One"},{"id":"2","title":"Two"},{"id":"3","title":"Three"},{"id":"4","title":"Four"}]},"out":{"next":{"block":"c"}}},
 "c":{"kind":"buttons","settings":{"text":"Good?","choices":[{"id":"yes","label":"Yes"}]},"out":{"choice:yes":{"block":"d"}}},
 "d":{"kind":"animation","settings":{"name":"confetti"},"out":{"next":{"block":"e"}}},
 "e":{"kind":"text","settings":{"text":"Thank you."}}}}]}`

// M-3 M-16
func TestWidget_PicturesCardsAndAnimations_AreShown(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	_, f := s.agent("admin").upload("/bots/shop/media", "front.png", strings.NewReader(picture(t, 80, 60)))
	s.having(fmt.Sprintf(showsBot, f.URL))
	for _, motion := range []string{"no-preference", "reduce"} {
		w := newcomer(t, "visitor, "+motion)
		w.prefers("prefers-reduced-motion", motion)
		w.visit(s.base + "/w/shows")
		w.wait("the picture in its own size", func() bool {
			size, _ := attempt[string](w, `[...document.querySelectorAll('.photo img')].map((i) => i.naturalWidth + ' ' + i.width + ' ' + i.height).join()`)
			return size == "80 80 60"
		})
		w.wait("cards that scroll by keys", func() bool {
			went, _ := attempt[bool](w, `(() => { const c = document.querySelector('.cards'); c.focus(); return document.activeElement === c && c.scrollWidth > c.clientWidth; })()`)
			return went
		})
		_, _ = attempt[bool](w, `(() => { window.canvases = 0; new MutationObserver((all) => { for (const one of all) for (const node of one.addedNodes) if (node.matches?.('canvas.animation')) canvases++; }).observe(document.body, {childList: true}); return true; })()`)
		w.click("button", "Yes")
		w.reads("Thank you.")
		count := func() int { n, _ := attempt[int](w, `canvases`); return n }
		if motion == "reduce" {
			w.wait("the line instead of the animation", func() bool {
				high, _ := attempt[float64](w, `document.querySelector('.played > span').getBoundingClientRect().height`)
				return high > 10
			})
			if count() != 0 {
				t.Error("something moves for who wants nothing to move")
			}
			continue
		}
		w.wait("the animation", func() bool { return count() == 1 })
		w.wait("its end", func() bool {
			gone, _ := attempt[bool](w, `!document.querySelector('canvas')`)
			return gone
		})
		w.reload()
		w.reads("Thank you.")
		if again, _ := attempt[int](w, `document.querySelectorAll('canvas').length`); again != 0 {
			t.Error("it is played again after a reload")
		}
	}
}
