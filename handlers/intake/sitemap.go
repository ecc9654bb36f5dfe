package intake

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"golang.org/x/net/html/charset"

	"deskbell/models"
)

// mostUnpacked is how many bytes of a sitemap are read, unpacked.
const mostUnpacked = 16 << 20

// looksLikeSitemap says so of what begins like one, packed or not.
func looksLikeSitemap(a fetched) bool {
	if a.url == nil {
		return false
	}
	body := a.body
	if bytes.HasPrefix(body, []byte("\x1f\x8b")) {
		unpacked, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return false
		}
		head := make([]byte, 2000)
		n, _ := io.ReadFull(unpacked, head) // less is enough
		body = head[:n]
	}
	head := string(body[:min(len(body), 2000)])
	return strings.Contains(head, "<urlset") || strings.Contains(head, "<sitemapindex")
}

// mapped are the addresses of a sitemap. Those on other hosts are left out: a sitemap speaks for its own.
func (g *fetching) mapped(it *models.ImportItem, from asked, a fetched) (*models.ImportItem, []asked) {
	var source io.Reader = bytes.NewReader(a.body)
	if bytes.HasPrefix(a.body, []byte("\x1f\x8b")) {
		unpacked, err := gzip.NewReader(source)
		if err != nil {
			it.Problem = "This sitemap is damaged."
			return it, nil
		}
		source = io.LimitReader(unpacked, mostUnpacked)
	}
	all, others, whole := listed(source, a.url, g.want.Below)
	g.mu.Lock()
	g.more = g.more || len(all) > models.MostPages
	g.mu.Unlock()
	var found []asked
	for _, to := range all[:min(len(all), models.MostPages+1)] {
		found = append(found, asked{to, from.deep + 1})
	}
	switch {
	case len(all) == 0 && others == 0:
		it.Problem = "This sitemap lists no pages" + suffixBelow(g.want.Below) + "."
	case others > 0:
		it.Problem = fmt.Sprintf("%d of its addresses are on another host and were left out.", others)
	case !whole || a.cut:
		it.Problem = "This sitemap was not read to its end."
	default:
		return nil, found
	}
	return it, found
}

func suffixBelow(below string) string {
	if below == "" {
		return ""
	}
	return " that begin with " + below
}

// listed reads a sitemap as far as pages are taken.
func listed(from io.Reader, own *url.URL, below string) (all []string, others int, whole bool) {
	decoder := xml.NewDecoder(from)
	decoder.CharsetReader = charset.NewReaderLabel
	decoder.Strict = false
	index := false
	var path []string
	for tokens := 0; tokens < 5_000_000; tokens++ {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return all, others, true
		}
		if err != nil || len(path) > 20 || len(all) > models.MostPages {
			return all, others, len(all) > models.MostPages
		}
		switch t := token.(type) {
		case xml.StartElement:
			path = append(path, t.Name.Local)
			index = index || t.Name.Local == "sitemapindex"
		case xml.EndElement:
			path = path[:max(0, len(path)-1)]
		case xml.CharData:
			if n := len(path); n < 2 || len(bytes.TrimSpace(t)) == 0 || path[n-1] != "loc" || path[n-2] != "url" && path[n-2] != "sitemap" {
				continue
			}
			to, err := own.Parse(strings.TrimSpace(string(t)))
			if err == nil {
				to.User = nil // no name or password is sent
			}
			switch {
			case err != nil || len(t) > 2000:
			case !strings.EqualFold(to.Host, own.Host):
				others++
			case index || below == "" || strings.HasPrefix(to.String(), below) || strings.HasPrefix(to.Path, below):
				all = append(all, to.String())
			}
		}
	}
	return all, others, false
}
