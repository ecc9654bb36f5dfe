package intake

import (
	"context"
	"fmt"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"deskbell/models"
)

// How pages are asked for.
const (
	atOnce       = 2
	pageWithin   = 20 * time.Second
	pagePause    = 100 * time.Millisecond // of each of the two, after a page
	mostHosts    = 3                      // that a page is redirected to, one after the other
	longestPause = 20 * time.Second       // that a server may ask for
	mostSitemaps = 50
	mostFetched  = 4 << 20 // bytes of an answer; the client may allow less
	userAgent    = "Deskbell (import of articles)"
)

// PagesWanted is what somebody has asked for.
type PagesWanted struct {
	Addresses []string // of pages, sitemaps
	Below     string   // of what a sitemap lists, those that begin so alone; "" for all
}

// CleanAddresses are the lines that somebody has typed, as addresses. Errors: CodeInvalid with the field addresses.
func CleanAddresses(typed string) ([]string, error) {
	refused := func(format string, args ...any) ([]string, error) {
		return nil, &models.Error{Code: models.CodeInvalid, Field: "addresses", Message: fmt.Sprintf(format, args...)}
	}
	var all []string
	for _, line := range strings.Fields(typed) {
		if !strings.Contains(line, "://") {
			line = "https://" + line
		}
		u, err := url.Parse(line)
		switch {
		case err != nil || u.Hostname() == "" || strings.HasSuffix(u.Host, ":") || len(line) > 1000:
			return refused("“%s” is no address of a page.", models.CleanLine(line, 100))
		case u.Scheme != "http" && u.Scheme != "https":
			return refused("Addresses begin with https:// or http://; “%s” does not.", models.CleanLine(line, 100))
		case u.User != nil:
			return refused("“%s” has a name or password in it, which is not sent.", models.CleanLine(u.Host, 100))
		}
		all = append(all, line)
	}
	if len(all) == 0 {
		return refused("Write the address of a page or of a sitemap.")
	}
	if len(all) > models.MostPages {
		return refused("These are %d addresses; at most %d go at a time.", len(all), models.MostPages)
	}
	return all, nil
}

// Fetcher reads pages by their addresses.
type Fetcher struct {
	Client *http.Client // of package outbound
	Pause  time.Duration
	Log    *slog.Logger // nil: nobody reads it
	hosts  *hosts       // that others ask as well; nil: nobody does
}

// fetching is one reading of pages.
type fetching struct {
	Fetcher
	want PagesWanted
	told func(done, of int)
	asks *http.Client // Client, which goes to no other host of its own

	mu    sync.Mutex
	bytes int // of what was read
	seen  map[string]bool
	known map[string]bool // sources that are in the set
	set   *Set
	maps  int
	more  bool // there are more pages than are read
	done  int
	of    int
}

// asked is an address to read, and how many sitemaps lead to it.
type asked struct {
	at   string
	deep int
}

// Pages reads what is wanted, two at a time, and tells how far it is. Errors: that of a context that ended; what could
// not be read is in the set, with why.
func (f Fetcher) Pages(ctx context.Context, want PagesWanted, told func(done, of int)) (*Set, error) {
	g := &fetching{Fetcher: f, want: want, told: told, asks: staying(f.Client), seen: map[string]bool{}, known: map[string]bool{}, set: &Set{}}
	if g.hosts == nil {
		g.hosts = newHosts()
	}
	var round []asked
	for _, at := range want.Addresses {
		round = g.add(round, asked{at, 0})
	}
	for len(round) > 0 && ctx.Err() == nil {
		round = g.round(ctx, round)
	}
	if g.more {
		g.set.Items = append(g.set.Items, models.ImportItem{From: "More pages", Problem: fmt.Sprintf("At most %d pages are read at a time. Begin with a part of the site.", models.MostPages)})
	}
	g.set.paths = make([]string, len(g.set.Items))
	return g.set, ctx.Err()
}

// add notes an address that is new, as long as there is room.
func (g *fetching) add(to []asked, one asked) []asked {
	key := pageKey(one.at)
	if g.seen[key] {
		return to
	}
	if len(g.seen) >= models.MostPages+mostSitemaps || g.of-g.maps >= models.MostPages {
		g.more = true
		return to
	}
	g.seen[key] = true
	g.of++
	return append(to, one)
}

// round reads some addresses and gives those that they lead to.
func (g *fetching) round(ctx context.Context, now []asked) []asked {
	found := make([][]asked, len(now))
	items := make([]*models.ImportItem, len(now))
	next := make(chan int)
	var readers sync.WaitGroup
	for range atOnce {
		readers.Go(func() {
			for i := range next {
				items[i] = &models.ImportItem{From: now[i].at}
				guardedItem(g.Log, items[i], func() { items[i], found[i] = g.read(ctx, now[i]) })
				g.weigh(items[i])
				g.tell()
			}
		})
	}
	for i := range now {
		select {
		case next <- i:
		case <-ctx.Done():
		}
	}
	close(next)
	readers.Wait()
	var then []asked
	for i := range now {
		if items[i] != nil {
			g.take(*items[i])
		}
		for _, one := range found[i] {
			then = g.add(then, one)
		}
	}
	return then
}

// weigh leaves out what is more than an upload may have: it is all held in memory.
func (g *fetching) weigh(it *models.ImportItem) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if it == nil {
		return
	}
	if g.bytes+len(it.Body) > models.MostUpload {
		it.Body, it.Problem = "", fmt.Sprintf("There are more than %d MB in these pages. Read them in parts.", models.MostUpload>>20)
	}
	g.bytes += len(it.Body)
}

func (g *fetching) tell() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.done++
	g.told(g.done, g.of)
}

// take puts a page into the set, each once.
func (g *fetching) take(it models.ImportItem) {
	if it.Problem == "" && g.known[it.Source] {
		it.Problem = "It says that it is another page, which is in this already: " + it.Source
	}
	g.known[it.Source] = true
	it.Cleaned()
	g.set.Items = append(g.set.Items, it)
}

// read reads one address: an article, or the addresses that a sitemap lists.
func (g *fetching) read(ctx context.Context, one asked) (*models.ImportItem, []asked) {
	it := &models.ImportItem{From: one.at}
	answer, why := g.get(ctx, one.at)
	if it.Problem = why; why != "" {
		return it, nil
	}
	if looksLikeSitemap(answer) {
		g.mu.Lock()
		g.maps++
		most := g.maps > mostSitemaps || one.deep > 2
		g.mu.Unlock()
		if most {
			it.Problem = "There are too many sitemaps in each other."
			return it, nil
		}
		return g.mapped(it, one, answer)
	}
	it.Source = sourceURL(answer.url)
	switch kind, _, _ := mime.ParseMediaType(answer.kind); {
	case kind == "text/markdown" || kind == "text/plain" && kindOf(answer.url.Path) == kindMarkdown:
		source := it.Source
		readMarkdown(it, answer.body)
		if it.Source = source; it.Title == "" {
			it.Title = spoken(strings.TrimSuffix(path.Base(answer.url.Path), path.Ext(answer.url.Path)))
		}
		it.Version = time.Time{}
	case kind == "text/html" || kind == "application/xhtml+xml" || kind == "":
		readPage(ctx, it, answer.body, pageFrom{answer.url, answer.kind})
	default:
		it.Problem = "This is no page but " + models.CleanLine(kind, 60) + "."
	}
	return it, nil
}
