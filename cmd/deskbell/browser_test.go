package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	goruntime "runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

const (
	patience    = 60 * time.Second // for what a loaded machine does slowly
	typedWithin = 5 * time.Second
	glance      = 25 * time.Millisecond // between two looks
)

// chromium is one browser for all tests of this program; TestMain ends it.
var chromium struct {
	once sync.Once
	ctx  context.Context
	err  error
	end  func()
}

// TestMain runs more tests side by side than there are processors: stories wait for most of their time.
func TestMain(m *testing.M) {
	flag.Parse()
	if side := flag.Lookup("test.parallel"); side != nil && side.Value.String() == side.DefValue {
		_ = side.Value.Set(strconv.Itoa(2 * goruntime.GOMAXPROCS(0))) // a number
	}
	code := m.Run()
	if chromium.end != nil {
		chromium.end()
	}
	os.Exit(code)
}

// browser is the running Chromium. A machine that has none skips the story; CI must have one.
func browser(t *testing.T) context.Context {
	t.Helper()
	chromium.once.Do(func() { chromium.ctx, chromium.end, chromium.err = startBrowser() })
	if errors.Is(chromium.err, exec.ErrNotFound) && os.Getenv("CI") != "true" {
		t.Skip("This needs Chromium or Chrome: install one, or set CHROME to its path.")
	}
	if chromium.err != nil {
		t.Fatal(chromium.err)
	}
	return chromium.ctx
}

func startBrowser() (context.Context, func(), error) {
	path, err := findBrowser()
	if err != nil {
		return nil, nil, err
	}
	folder, err := os.MkdirTemp("", "deskbell-browser-")
	if err != nil {
		return nil, nil, err
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(folder), chromedp.WindowSize(1280, 800),
		chromedp.WSURLReadTimeout(2*patience), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("test-third-party-cookie-phaseout", true),
	)...)
	quiet := func(string, ...any) {} // the library's own worries; what matters comes back as an error
	ctx, cancel := chromedp.NewContext(allocator, chromedp.WithErrorf(quiet), chromedp.WithLogf(quiet))
	end := func() {
		_ = chromedp.Cancel(ctx) // lets it close by itself
		cancel()
		stop()
		_ = os.RemoveAll(folder)
	}
	if err := chromedp.Do(ctx); err != nil {
		end()
		return nil, nil, fmt.Errorf("%s does not start: %w", path, err)
	}
	return ctx, end, nil
}

func findBrowser() (string, error) {
	for _, name := range []string{os.Getenv("CHROME"), "chromium", "chromium-browser", "google-chrome"} {
		if name == "" {
			continue
		}
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("no Chromium: %w", exec.ErrNotFound)
}

// tab is a page in the browser, or the chat's frame in one.
type tab struct {
	*testing.T
	name string
	ctx  context.Context
	in   *tab // the page that a frame is in; nil for a page
	*trouble
	touch *bool // a finger instead of a mouse; the same for a page and its frames
}

// newcomer opens a window for somebody whom no site knows: storage and cookies of their own.
func newcomer(t *testing.T, name string) *tab {
	t.Helper()
	return openTab(t, browser(t), name, chromedp.WithNewBrowserContext())
}

// another opens one more tab of the same person.
func (w *tab) another(name string) *tab {
	w.Helper()
	return openTab(w.T, w.ctx, name, chromedp.WithExistingBrowserContext(chromedp.FromContext(w.ctx).BrowserContextID))
}

func openTab(t *testing.T, parent context.Context, name string, option chromedp.ContextOption) *tab {
	t.Helper()
	w := &tab{T: t, name: name, trouble: &trouble{name: name}, touch: new(bool)}
	ctx, cancel := chromedp.NewContext(parent, option, chromedp.WithListener(w.hear))
	w.ctx = ctx
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	call(w, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	t.Cleanup(func() { w.report(t) })
	return w
}

// call sends a command of the protocol.
func call[P, R any](w *tab, command cdp.Command[P, R], params P) R {
	w.Helper()
	result, err := try(w, command, params)
	if err != nil {
		w.Fatalf("%s: %s: %v", w.name, command.Method, err)
	}
	return result
}

func try[P, R any](w *tab, command cdp.Command[P, R], params P) (R, error) {
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	return chromedp.Call(ctx, command, params)
}

// ask is what an expression is in the page.
func ask[T any](w *tab, expression string) T {
	w.Helper()
	got, err := attempt[T](w, expression)
	if err != nil {
		w.Fatalf("%s: %.200s: %v", w.name, expression, err)
	}
	return got
}

func attempt[T any](w *tab, expression string) (T, error) {
	var got T
	answer, err := try(w, runtime.Evaluate, runtime.EvaluateParams{Expression: expression, ReturnByValue: new(true), AwaitPromise: new(true)})
	if err == nil && answer.ExceptionDetails != nil {
		err = fmt.Errorf("%s %s", answer.ExceptionDetails.Text, answer.ExceptionDetails.Exception.Description)
	}
	if err != nil || answer.Result.Value == nil {
		return got, err
	}
	return got, json.Unmarshal(answer.Result.Value, &got)
}

// visit loads a page and waits until it is there.
func (w *tab) visit(address string) {
	w.Helper()
	w.run(chromedp.Navigate(address))
}

func (w *tab) reload() {
	w.Helper()
	w.run(chromedp.Reload())
}

func (w *tab) run(steps ...chromedp.Action[chromedp.Void]) {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		w.Fatalf("%s: %v", w.name, err)
	}
}

// wait looks until it is so.
func (w *tab) wait(what string, so func() bool) {
	w.Helper()
	for end := time.Now().Add(patience); !so(); time.Sleep(glance) {
		if time.Now().After(end) {
			w.shot("failed " + w.Name() + " " + w.name)
			words, _ := attempt[string](w, `location.href + '\n' + document.body?.innerText + '\nFields: ' + JSON.stringify([...document.querySelectorAll('textarea, input')].map((each) => [each.name, each.value])) + '\nFocus: ' + (document.hasFocus() ? document.activeElement.outerHTML.slice(0, 200) : 'elsewhere')`)
			w.Fatalf("%s never: %s. The page is\n%s", w.name, what, words)
		}
	}
}

// chat is the chat's frame in the page, once its document is there.
func (w *tab) chat() *tab {
	w.Helper()
	return w.frame(`document.querySelector('deskbell-widget').shadowRoot.querySelector('iframe')`)
}

func (w *tab) frame(element string) *tab {
	w.Helper()
	var f *tab
	w.wait("a frame "+element, func() bool {
		found, err := try(w, runtime.Evaluate, runtime.EvaluateParams{Expression: element})
		if err != nil || found.ExceptionDetails != nil || found.Result.ObjectID == "" {
			return false
		}
		node, err := try(w, dom.DescribeNode, dom.DescribeNodeParams{ObjectID: found.Result.ObjectID})
		if err != nil || !w.isTarget(target.ID(node.Node.FrameID)) {
			return false
		}
		frame := &tab{T: w.T, name: w.name + "'s chat", in: w, trouble: w.trouble, touch: w.touch}
		ctx, cancel := chromedp.NewContext(w.ctx, chromedp.WithTargetID(target.ID(node.Node.FrameID)), chromedp.WithDetachOnCancel(), chromedp.WithListener(w.hear))
		w.Cleanup(cancel)
		frame.ctx = ctx
		if err := chromedp.Do(ctx); err != nil {
			cancel()
			return false
		}
		f = frame
		ready, err := attempt[string](f, `document.readyState`)
		return err == nil && ready != "loading"
	})
	return f
}

func (w *tab) isTarget(id target.ID) bool {
	targets, err := chromedp.Targets(w.ctx)
	if err != nil {
		return false
	}
	for _, each := range targets {
		if each.TargetID == id && each.Type == "iframe" {
			return true
		}
	}
	return false
}

// page is the page that one looks at: what is pressed and typed goes there.
func (w *tab) page() *tab {
	if w.in != nil {
		return w.in
	}
	return w
}

// thing is something that assistive technology can find.
type thing struct {
	role, name string
	node       cdp.BackendNodeID
	properties map[string]string
}

// look finds everything of a role and a name now. A name that ends in * begins so; "" is any.
func (w *tab) look(role, name string) []thing {
	document, err := try(w, runtime.Evaluate, runtime.EvaluateParams{Expression: "document"})
	if err != nil || document.Result == nil || document.Result.ObjectID == "" {
		return nil
	}
	return w.query(accessibility.QueryAXTreeParams{ObjectID: document.Result.ObjectID, Role: role}, name)
}

// lookIn is look inside of another thing.
func (w *tab) lookIn(outer thing, role, name string) []thing {
	return w.query(accessibility.QueryAXTreeParams{BackendNodeID: outer.node, Role: role}, name)
}

func (w *tab) query(asked accessibility.QueryAXTreeParams, name string) []thing {
	got, err := try(w, accessibility.QueryAXTree, asked)
	if err != nil {
		return nil
	}
	var things []thing
	start, any := strings.CutSuffix(name, "*")
	for _, node := range got.Nodes {
		called := words(node.Name)
		if node.Ignored || called != name && name != "" && (!any || !strings.HasPrefix(called, start)) {
			continue
		}
		found := thing{role: words(node.Role), name: called, node: node.BackendDOMNodeID, properties: map[string]string{"value": words(node.Value)}}
		for _, property := range node.Properties {
			found.properties[string(property.Name)] = words(property.Value)
		}
		things = append(things, found)
	}
	return things
}

func words(value *accessibility.Value) string {
	if value == nil {
		return ""
	}
	var text string
	if json.Unmarshal(value.Value, &text) != nil {
		return string(value.Value)
	}
	return text
}

// find waits for a thing.
func (w *tab) find(role, name string) thing {
	w.Helper()
	var found []thing
	w.wait(fmt.Sprintf("%s %q", role, name), func() bool {
		found = w.look(role, name)
		return len(found) > 0
	})
	return found[0]
}

// gone waits until there is no such thing.
func (w *tab) gone(role, name string) {
	w.Helper()
	w.wait(fmt.Sprintf("without %s %q", role, name), func() bool { return len(w.look(role, name)) == 0 })
}

// on calls a function with a thing's element as this.
func on[T any](w *tab, it thing, function string) (T, error) {
	var got T
	element, err := try(w, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: it.node})
	if err != nil {
		return got, err
	}
	answer, err := try(w, runtime.CallFunctionOn, runtime.CallFunctionOnParams{FunctionDeclaration: function, ObjectID: element.Object.ObjectID,
		ReturnByValue: new(true), AwaitPromise: new(true)})
	if err != nil || answer.ExceptionDetails != nil || answer.Result.Value == nil {
		return got, err
	}
	return got, json.Unmarshal(answer.Result.Value, &got)
}

type spot struct {
	X, Y float64
	OK   bool
	By   string // what lies above it
}

const spotOf = `function() {
  this.scrollIntoView({block: 'nearest', inline: 'nearest', behavior: 'instant'});
  const box = this.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
  const top = this.getRootNode().elementFromPoint(x, y);
  return {x, y, ok: !!top && box.width > 0 && (this.contains(top) || top.contains(this)), by: top?.outerHTML.slice(0, 200) ?? ''};
}`

// click waits for a thing that lies still and open, and presses it with the mouse, or a finger.
func (w *tab) click(role, name string) {
	w.Helper()
	w.clickOn(fmt.Sprintf("%s %q", role, name), func() []thing { return w.look(role, name) })
}

func (w *tab) clickOn(what string, find func() []thing) {
	w.Helper()
	var last, now spot
	w.wait("pressed "+what, func() bool {
		things := find()
		if len(things) == 0 {
			last = spot{}
			return false
		}
		last = now
		now, _ = on[spot](w, things[0], spotOf)
		return now.OK && now == last
	})
	x, y := w.offset()
	w.pressAt(now.X+x, now.Y+y)
}

// offset is where a frame begins in its page.
func (w *tab) offset() (x, y float64) {
	if w.in == nil {
		return 0, 0
	}
	at := ask[[]float64](w.in, `(() => { const frame = (document.querySelector('deskbell-widget')?.shadowRoot ?? document).querySelector('iframe');
  const box = frame.getBoundingClientRect(); return [box.x + frame.clientLeft, box.y + frame.clientTop]; })()`)
	return at[0], at[1]
}

func (w *tab) pressAt(x, y float64) {
	w.Helper()
	p := w.page()
	if *w.touch {
		p.run(chromedp.TapXY(x, y))
		return
	}
	p.run(chromedp.MouseEvent(chromedp.MouseMoved, x, y), chromedp.MouseClickXY(x, y))
}

// press presses a key: "Enter", "Escape", "Tab".
func (w *tab) press(key string) {
	w.Helper()
	code := map[string]int64{"Enter": 13, "Escape": 27, "Tab": 9}[key]
	text := map[string]string{"Enter": "\r"}[key]
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
		call(w, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Key: key, Code: key, Text: text,
			WindowsVirtualKeyCode: code, NativeVirtualKeyCode: code})
		text = ""
	}
}

// write puts the cursor into a field and types there. Should it go nowhere, as may be while a busy browser moves the
// focus, one sees that, and begins again.
func (w *tab) write(name, text string) {
	w.Helper()
	for tries := 0; ; tries++ {
		w.click("textbox", name)
		w.wait("focus in "+name, func() bool {
			fields := w.look("textbox", name)
			return len(fields) > 0 && fields[0].properties["focused"] == "true"
		})
		before := w.held(name)
		w.types(text)
		if text == "" || tries == 3 || w.arrives(name, before) {
			return
		}
		w.Logf("%s: %q went nowhere in %s", w.name, text, name)
		ask[any](w, `document.activeElement.blur()`)
	}
}

// held is what a field has in it.
func (w *tab) held(name string) string {
	w.Helper()
	fields := w.look("textbox", name)
	if len(fields) == 0 {
		return ""
	}
	value, _ := on[string](w, fields[0], `function() { return this.value ?? this.textContent; }`)
	return value
}

// arrives waits a moment for a field to have something else in it.
func (w *tab) arrives(name, before string) bool {
	w.Helper()
	for end := time.Now().Add(typedWithin); time.Now().Before(end); time.Sleep(glance) {
		if fields := w.look("textbox", name); len(fields) == 0 || w.held(name) != before {
			return true
		}
	}
	return false
}

// types writes where the cursor is. A frame is told itself: on a busy machine the page may not know for a while that
// its frame has the focus.
func (w *tab) types(text string) {
	w.Helper()
	call(w, input.InsertText, input.InsertTextParams{Text: text})
}

// send writes a message and presses Enter.
func (w *tab) send(name, text string) {
	w.Helper()
	w.write(name, text)
	w.press("Enter")
}

// shown is one entry of the log as it is on the screen.
type shown struct {
	Seq              int64
	Text             string
	Mine, Said       bool
	Preview, Pending bool
	Failed           bool
}

func (w *tab) log() []shown {
	got, _ := attempt[[]shown](w, `[...document.querySelectorAll('[role=log] ol > li:not(.day, [hidden])')].map((li) => ({
  seq: Number(li.dataset.seq ?? 0), text: (li.querySelector('.bubble') ?? li).innerText.trim(), mine: li.matches('.mine'), said: !!li.querySelector('.bubble'),
  preview: 'preview' in li.dataset, pending: !li.dataset.seq, failed: [...li.querySelectorAll('.receipt')].some((p) => !p.hidden && p.innerText.includes('Not sent'))}))`)
	return got
}

// reads waits until the log shows a text.
func (w *tab) reads(text string) {
	w.Helper()
	w.wait(fmt.Sprintf("reads %q", text), func() bool {
		for _, each := range w.log() {
			if strings.Contains(each.Text, text) && !each.Pending {
				return true
			}
		}
		return false
	})
}

// tells waits until the page shows a text anywhere.
func (w *tab) tells(text string) {
	w.Helper()
	w.wait(fmt.Sprintf("tells %q", text), func() bool {
		words, _ := attempt[string](w, `document.body?.innerText ?? ''`)
		return strings.Contains(words, text)
	})
}

// phone makes the window a phone's.
func (w *tab) phone() {
	w.Helper()
	*w.touch = true
	w.run(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch))
}

// prefers sets media features, given as name, value, …: "prefers-color-scheme", "dark".
func (w *tab) prefers(pairs ...string) {
	w.Helper()
	var features []*emulation.MediaFeature
	for i := 0; i+1 < len(pairs); i += 2 {
		features = append(features, &emulation.MediaFeature{Name: pairs[i], Value: pairs[i+1]})
	}
	call(w, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
}

// offline cuts a frame or page off, or connects it again.
func (w *tab) offline(cut bool) {
	w.Helper()
	conditions := &network.Conditions{DownloadThroughput: -1, UploadThroughput: -1, Offline: cut}
	call(w, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{conditions}})
	call(w, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: cut, DownloadThroughput: -1, UploadThroughput: -1})
}

var unfit = regexp.MustCompile(`[^A-Za-z0-9]+`)

// shot keeps a picture in the folder DESKBELL_SHOTS, under the test's name and this one; without that, it does
// nothing.
func (w *tab) shot(name string) {
	folder := os.Getenv("DESKBELL_SHOTS")
	if folder == "" {
		return
	}
	if !strings.Contains(name, w.Name()) {
		name = w.Name() + " " + name
	}
	picture, err := try(w.page(), page.CaptureScreenshot, page.CaptureScreenshotParams{})
	if err == nil {
		err = os.MkdirAll(folder, 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, unfit.ReplaceAllString(name, "-")+".png"), picture.Data, 0o644)
	}
	if err != nil {
		w.Logf("no picture of %s: %v", name, err)
	}
}

// trouble is what a page complained of: console, policy, requests that failed.
type trouble struct {
	name     string
	lock     sync.Mutex
	found    []string
	expected []string
	asked    map[network.RequestID]string
}

// expect names trouble that belongs to the story, by a part of its words.
func (t *trouble) expect(parts ...string) {
	t.lock.Lock()
	defer t.lock.Unlock()
	t.expected = append(t.expected, parts...)
}

// complained says whether there was trouble with these words.
func (t *trouble) complained(part string) bool {
	t.lock.Lock()
	defer t.lock.Unlock()
	for _, each := range t.found {
		if strings.Contains(each, part) {
			return true
		}
	}
	return false
}

func (t *trouble) report(to *testing.T) {
	t.lock.Lock()
	defer t.lock.Unlock()
	for _, each := range t.found {
		known := false
		for _, part := range t.expected {
			known = known || strings.Contains(each, part)
		}
		if !known {
			to.Errorf("%s's browser complains: %s", t.name, each)
		}
	}
}

func (t *trouble) hear(event any) {
	t.lock.Lock()
	defer t.lock.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" || e.Type == "assert" {
			var said []string
			for _, each := range e.Args {
				said = append(said, string(each.Value)+each.Description)
			}
			t.found = append(t.found, "console: "+strings.Join(said, " "))
		}
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		t.found = append(t.found, "exception: "+text)
	case *cdplog.EventEntryAdded:
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			t.found = append(t.found, fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	case *network.EventRequestWillBeSent:
		if t.asked == nil {
			t.asked = map[network.RequestID]string{}
		}
		t.asked[e.RequestID] = e.Request.URL
	case *network.EventLoadingFailed:
		_, ours := t.asked[e.RequestID] // else the protocol itself looked into the cache
		if ours && !e.Canceled {
			t.found = append(t.found, fmt.Sprintf("request: %s %s%s %s", e.ErrorText, e.BlockedReason, t.asked[e.RequestID], e.Type))
		}
	}
}
