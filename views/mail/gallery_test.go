package mail

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"deskbell/models"
)

// reader is a client with an engine of today, and what it asks the network for.
type reader struct {
	*testing.T
	ctx   context.Context
	lock  sync.Mutex
	asked []string
	html  atomic.Pointer[string]
	at    string
}

// openReader starts Chromium. A machine that has none skips the test; CI must have one.
func openReader(t *testing.T) *reader {
	t.Helper()
	path := ""
	for _, name := range []string{os.Getenv("CHROME"), "chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); name != "" && err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("CI needs Chromium.")
		}
		t.Skip("This needs Chromium or Chrome: install one, or set CHROME to its path.")
	}
	r := &reader{T: t}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(*r.html.Load())) }))
	t.Cleanup(server.Close)
	r.at = server.URL
	allocator, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()), chromedp.NoSandbox, chromedp.DisableGPU)...)
	quiet := func(string, ...any) {}
	ctx, cancel := chromedp.NewContext(allocator, chromedp.WithErrorf(quiet), chromedp.WithLogf(quiet), chromedp.WithListener(r.hear))
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx) // lets it close by itself, so that its folder can go
		cancel()
		stop()
	})
	r.ctx = ctx
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("%s does not start: %v", path, err)
	}
	return r
}

func (r *reader) hear(event any) {
	if e, ok := event.(*network.EventRequestWillBeSent); ok {
		r.lock.Lock()
		defer r.lock.Unlock()
		if !strings.HasPrefix(e.Request.URL, r.at) {
			r.asked = append(r.asked, e.Request.URL)
		}
	}
}

// call sends a command of the protocol.
func call[P, R any](r *reader, command cdp.Command[P, R], params P) R {
	r.Helper()
	ctx, cancel := context.WithTimeout(r.ctx, 30*time.Second)
	defer cancel()
	got, err := chromedp.Call(ctx, command, params)
	if err != nil {
		r.Fatalf("%s: %v", command.Method, err)
	}
	return got
}

// ask is what an expression is in the mail.
func ask[T any](r *reader, expression string) T {
	r.Helper()
	var got T
	answer := call(r, runtime.Evaluate, runtime.EvaluateParams{Expression: expression, ReturnByValue: new(true)})
	if answer.ExceptionDetails != nil {
		r.Fatalf("%s %s", answer.ExceptionDetails.Text, answer.ExceptionDetails.Exception.Description)
	}
	if err := json.Unmarshal(answer.Result.Value, &got); err != nil {
		r.Fatal(err)
	}
	return got
}

// show opens a mail so wide, "light" or "dark".
func (r *reader) show(html string, width int64, scheme string) {
	r.Helper()
	r.html.Store(&html)
	call(r, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	call(r, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 700, DeviceScaleFactor: 1, Mobile: width < 500})
	ctx, cancel := context.WithTimeout(r.ctx, 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(r.at)); err != nil {
		r.Fatal(err)
	}
}

var unfit = regexp.MustCompile(`[^A-Za-z0-9]+`)

// shot keeps a picture of the whole mail in the folder DESKBELL_SHOTS; without that, it does nothing.
func (r *reader) shot(name string) {
	r.Helper()
	folder := os.Getenv("DESKBELL_SHOTS")
	if folder == "" {
		return
	}
	size := ask[[]float64](r, `[innerWidth, document.documentElement.scrollHeight]`)
	picture := call(r, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: new(true),
		Clip: &page.Viewport{Width: size[0], Height: size[1], Scale: 1}})
	if err := errors.Join(os.MkdirAll(folder, 0o755),
		os.WriteFile(filepath.Join(folder, unfit.ReplaceAllString(r.Name()+" "+name, "-")+".png"), picture.Data, 0o644)); err != nil {
		r.Fatal(err)
	}
}

// pale are the words with a contrast under 4.5 (WCAG 2.2, 1.4.3).
const pale = `(() => {
  const light = (c) => { const [r, g, b] = c.match(/[\d.]+/g).map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!/, 0\)$/.test(c)) return c; } return 'rgb(255, 255, 255)'; };
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !e.checkVisibility() || e.tagName === 'STYLE') continue;
    const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) found.push(walker.currentNode.data + ' ' + getComputedStyle(e).color + ' on ' + ground(e));
  }
  return found;
})()`

// small are the links that a finger misses: those that stand alone and are under 24 px high (WCAG 2.2, 2.5.8), the button under 44.
const small = `[...document.querySelectorAll('a')].filter((a) => getComputedStyle(a).display !== 'inline' &&
  a.getBoundingClientRect().height < (a.closest('.go') ? 44 : 24)).map((a) => a.innerText)`

// A picture of each mail, as phones and desktops show it, by day and by night.
func TestGallery_EveryMail_FitsAndCanBeRead(t *testing.T) {
	r := openReader(t)
	for name, m := range each("en") {
		d := draw(t, m)
		if d.HTML == "" {
			continue
		}
		for _, scheme := range []string{"light", "dark"} {
			for width, device := range map[int64]string{390: "phone", 700: "desktop"} {
				r.show(d.HTML, width, scheme)
				r.shot(name + " " + device + " " + scheme)
				for _, words := range ask[[]string](r, pale) {
					t.Errorf("%s, %s: too pale: %s", name, scheme, words)
				}
				for _, words := range ask[[]string](r, small) {
					t.Errorf("%s, %d: too small to press: %s", name, width, words)
				}
			}
		}
	}
	r.lock.Lock()
	defer r.lock.Unlock()
	if len(r.asked) > 0 {
		t.Errorf("the mails load %q", r.asked)
	}
}

// Clients drop style sheets, and people write long words.
func TestGallery_NarrowPhone_HasNothingBesideIt(t *testing.T) {
	r := openReader(t)
	for _, language := range []string{"de", "fr", "pt"} {
		for name, m := range each(language) {
			m.PageTitle = strings.Repeat("Seitentitel", 9)
			m.Lines = append(m.Lines, models.MailLine{By: models.ByVisitor, Who: strings.Repeat("W", 90), At: now, Text: "https://a.test/" + strings.Repeat("x", 900)},
				models.MailLine{By: models.ByAgent, Who: "Mira", At: now, Text: "```\n" + strings.Repeat("y", 900) + "\n```\n- " + strings.Repeat("z", 400)})
			d := draw(t, m)
			if d.HTML == "" {
				continue
			}
			for kind, html := range map[string]string{"as drawn": d.HTML, "without its sheet": styles.ReplaceAllString(d.HTML, "")} {
				r.show(html, 320, "light")
				if wide := ask[int](r, `document.documentElement.scrollWidth`); wide > 320 {
					t.Errorf("%s in %s, %s: %d px wide", name, language, kind, wide)
					r.shot("wide " + name + kind)
				}
			}
		}
	}
}

var styles = regexp.MustCompile(`(?s)<style.*?</style>`)
