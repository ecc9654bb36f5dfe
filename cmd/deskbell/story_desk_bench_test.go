package main

import (
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// shownAt promises when words are first painted in the log; sendNow presses Enter on words and says when. Both
// pages are of one machine, so that their clocks are the same.
const (
	shownAt = `new Promise((shown) => {
  const log = document.querySelector('ol.log');
  const watch = new MutationObserver(() => {
    if (!log.textContent.includes('%[1]s')) return;
    watch.disconnect();
    requestAnimationFrame(() => shown(performance.timeOrigin + performance.now()));
  });
  watch.observe(log, { childList: true, subtree: true });
  window.watching = '%[1]s';
})`
	sendNow = `(() => {
  const box = document.querySelector('form.composer textarea, form textarea');
  box.focus();
  box.value = '%[1]s';
  box.dispatchEvent(new Event('input', { bubbles: true }));
  const at = performance.timeOrigin + performance.now();
  box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  return at;
})()`
)

// From the key that sends to the frame that shows it at the other side, both directions, and what the first page of
// the desk weighs with nothing in the cache.
func BenchmarkDesk_KeyToTheOtherScreen(b *testing.B) {
	chromium.once.Do(func() { chromium.ctx, chromium.end, chromium.err = startBrowser() })
	if chromium.err != nil {
		b.Skip(chromium.err)
	}
	address, jar := largeFlow(b)
	base, _, _ := strings.Cut(address, "/bots/")
	desk, visitor := benchTab(b, base+"/desk", jar), benchTab(b, base+"/w/large", nil)
	bytes := asked[float64](b, desk, `[performance.getEntriesByType('navigation')[0], ...performance.getEntriesByType('resource')].reduce((n, one) => n + one.transferSize, 0)`)
	until(b, visitor, `document.querySelector('form textarea') !== null`)
	asked[float64](b, visitor, fmt.Sprintf(sendNow, "Hello there"))
	until(b, desk, `document.querySelector('#tab-bot .count')?.dataset.n === '1'`)
	asked[any](b, desk, `location.assign('/desk?list=bot')`)
	until(b, desk, `document.querySelector('#lists[data-list=bot] .row') !== null`)
	asked[any](b, desk, `document.querySelector('.row').click()`)
	until(b, desk, `document.querySelector('[action$="/takeover"] button') !== null`)
	asked[any](b, desk, `document.querySelector('[action$="/takeover"] button').click()`)
	until(b, desk, `document.querySelector('bell-reply textarea') !== null`)
	var took []float64
	for n := 0; b.Loop(); n++ {
		from, to := visitor, desk
		if n%2 == 1 {
			from, to = desk, visitor
		}
		words := fmt.Sprintf("number %d.", n)
		shown := make(chan float64, 1)
		go func() { at, _ := attempt[float64](to, fmt.Sprintf(shownAt, words)); shown <- at }()
		until(b, to, `window.watching === '`+words+`'`)
		sent := asked[float64](b, from, fmt.Sprintf(sendNow, words))
		took = append(took, <-shown-sent)
		time.Sleep(100 * time.Millisecond) // people pause, and limits count
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2], "ms-p50")
	b.ReportMetric(took[len(took)*99/100], "ms-p99")
	b.ReportMetric(bytes/1000, "KB-first-page")
}

// benchTab is a page in a window of its own.
func benchTab(b *testing.B, address string, jar *cookiejar.Jar) *tab {
	b.Helper()
	ctx, cancel := chromedp.NewContext(chromium.ctx, chromedp.WithNewBrowserContext())
	b.Cleanup(cancel)
	where, err := url.Parse(address)
	if err == nil {
		err = chromedp.Do(ctx)
	}
	var cookies []*http.Cookie
	if jar != nil && err == nil {
		cookies = jar.Cookies(where)
	}
	for _, cookie := range cookies {
		if err == nil {
			_, err = chromedp.Call(ctx, network.SetCookie, network.SetCookieParams{Name: cookie.Name, Value: cookie.Value, URL: address})
		}
	}
	if err == nil {
		err = chromedp.Do(ctx, chromedp.Navigate(address))
	}
	if err != nil {
		b.Fatal(err)
	}
	return &tab{ctx: ctx}
}

func asked[T any](b *testing.B, w *tab, expression string) T {
	b.Helper()
	got, err := attempt[T](w, expression)
	if err != nil {
		b.Fatal(expression, err)
	}
	return got
}

func until(b *testing.B, w *tab, so string) {
	b.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(glance / 4) {
		if yes, err := attempt[bool](w, so); err == nil && yes {
			return
		}
	}
	b.Fatal("never: " + so)
}
