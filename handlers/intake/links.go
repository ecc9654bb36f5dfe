package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"deskbell/models"
)

// ownFile is the address of a picture of a Deskbell.
var ownFile = regexp.MustCompile(`^/(files/[a-z2-7]{26}/[^/?#\s]+)`)

// places are where the articles of a set will be read.
type places struct {
	set   *Set
	files map[string]string // by the path of a file, with and without its ending
	pages map[string]string // by the address of a page
}

// lead are the articles among which links lead: those that are taken, and those that there are.
func (s *Set) lead(taken func(i int) bool) *places {
	p := &places{s, map[string]string{}, map[string]string{}}
	for i := range s.Items {
		it := &s.Items[i]
		if it.Problem != "" || it.Known == nil && !taken(i) {
			continue
		}
		slug := (&models.Article{Slug: it.Slug}).ArticlePath()
		if strings.HasPrefix(it.From, "http") {
			p.pages[pageKey(it.From)] = slug
			p.pages[pageKey(it.Source)] = slug
		}
		at := s.paths[i]
		if at == "" {
			continue
		}
		bare := strings.TrimSuffix(at, path.Ext(at))
		p.files[at], p.files[bare] = slug, slug
		if isIndex(path.Base(bare)) {
			p.files[path.Dir(at)] = slug
		}
	}
	return p
}

// pageKey is an address as links to it are compared.
func pageKey(address string) string {
	address, _, _ = strings.Cut(address, "#")
	_, rest, _ := strings.Cut(address, "://")
	return strings.TrimSuffix(rest, "/")
}

var elsewhere = regexp.MustCompile(`^([a-zA-Z][a-zA-Z0-9+.-]*:|//)`)

// link writes the texts of all items with links to where the others will be read.
func (s *Set) link(taken func(i int) bool) {
	p := s.lead(taken)
	for i := range s.Items {
		it := &s.Items[i]
		if it.Problem != "" {
			continue
		}
		left := 0
		text := rewritten(it.Body, func(l link) string {
			to := p.to(i, l)
			if l.picture && to == l.to && !ownFile.MatchString(to) && p.picture(i, to) == "" {
				left++
			}
			return to
		})
		if it.Text = text; !it.Version.IsZero() { // from a Deskbell: all leads where it should
			it.Text = it.Body
		}
		came := rewritten(it.Text, func(l link) string {
			if found := p.picture(i, l.to); l.picture && found != "" {
				sum := sha256.Sum256(s.pictures[found])
				return hex.EncodeToString(sum[:])
			}
			return l.to
		})
		it.Came = models.ArticleDigest(it.Title, it.Tongue, strings.Join([]string{came, it.Place, it.Said}, "\x00"))
		it.Notes = noteLeft(it.Notes, left)
	}
}

const leftSuffix = " not in this: links to them stay in their place."

// noteLeft says how many pictures did not come along.
func noteLeft(notes []string, n int) []string {
	var kept []string
	for _, note := range notes {
		if !strings.HasSuffix(note, leftSuffix) {
			kept = append(kept, note)
		}
	}
	if n == 1 {
		return append(kept, "1 picture is"+leftSuffix)
	}
	if n > 1 {
		return append(kept, fmt.Sprintf("%d pictures are%s", n, leftSuffix))
	}
	return kept
}

// to is where a link of the i-th article leads now.
func (p *places) to(i int, l link) string {
	at, part, parted := strings.Cut(l.to, "#")
	if parted {
		part = "#s-" + models.SlugOf(part)
	}
	if l.picture {
		return l.to
	}
	if at == "" {
		return part
	}
	if elsewhere.MatchString(at) {
		if slug := p.pages[pageKey(at)]; slug != "" && strings.HasPrefix(at, "http") {
			return slug + part
		}
		return l.to
	}
	if p.set.paths[i] == "" {
		return l.to
	}
	for _, found := range p.set.resolved(i, at) {
		if slug := p.files[found]; slug != "" {
			return slug + part
		}
	}
	return l.to
}

// resolved are the paths that an address in the i-th file may mean.
func (s *Set) resolved(i int, at string) []string {
	at, _, _ = strings.Cut(at, "?")
	if plain, err := url.PathUnescape(at); err == nil {
		at = plain
	}
	at = strings.TrimSuffix(at, "/")
	own := s.paths[i]
	if rooted, is := strings.CutPrefix(at, "/"); is {
		top, _, _ := strings.Cut(own, "/")
		return []string{rooted, top + "/" + rooted, "static/" + rooted, top + "/static/" + rooted, top + "/public/" + rooted, top + "/assets/" + rooted}
	}
	found := path.Join(path.Dir(own), at)
	all := []string{found}
	if bare := strings.TrimSuffix(found, ".html"); bare != found {
		all = append(all, bare)
	}
	if own != "" && isIndex(strings.TrimSuffix(path.Base(own), path.Ext(own))) {
		return all
	}
	// Sites that give every page a folder of its own write links from there.
	return append(all, path.Join(path.Dir(own), strings.TrimPrefix(at, "../")))
}

// picture is the path of a picture that came along; "" for one that did not.
func (p *places) picture(i int, to string) string {
	at, _, _ := strings.Cut(to, "#")
	if own := ownFile.FindStringSubmatch(at); own != nil {
		plain, err := url.PathUnescape(own[1])
		if err != nil {
			plain = own[1]
		}
		top, _, _ := strings.Cut(p.set.paths[i], "/")
		for _, found := range []string{plain, top + "/" + plain} {
			if p.set.pictures[found] != nil {
				return found
			}
		}
		return ""
	}
	if at == "" || elsewhere.MatchString(at) || p.set.paths[i] == "" {
		return ""
	}
	for _, found := range p.set.resolved(i, at) {
		if p.set.pictures[found] != nil {
			return found
		}
	}
	return ""
}

// Count is how many items have a state.
func (s *Set) Count(state models.ImportState) int {
	n := 0
	for i := range s.Items {
		if s.Items[i].State == state {
			n++
		}
	}
	return n
}

// what is a number of articles in words.
func what(n int) string {
	if n == 1 {
		return "1 article"
	}
	return strconv.Itoa(n) + " articles"
}
