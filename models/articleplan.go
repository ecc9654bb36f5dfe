package models

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// PlanImport finds which of the articles that there are each item is again, and gives the others their addresses.
// JudgeImport goes on once the items' Text is made, in which links lead to those addresses.
func PlanImport(items []ImportItem, known []KnownArticle) {
	p := newPlan(known)
	for i := range items {
		if it := &items[i]; it.Problem == "" {
			it.Known = p.find(it)
		}
	}
	for i := range items { // addresses that there are go before those that are made
		if it := &items[i]; it.Problem == "" && it.Known != nil {
			it.Slug = it.Known.Slug
		}
	}
	for i := range items {
		if it := &items[i]; it.Problem == "" && it.Known == nil {
			p.name(it)
		}
	}
}

// plan is what is known while one looks.
type plan struct {
	bySource, bySlug map[string]*KnownArticle
	by               map[string]string // article: the item that is it
	slugs            map[string]bool
}

func newPlan(known []KnownArticle) *plan {
	p := &plan{bySource: map[string]*KnownArticle{}, bySlug: map[string]*KnownArticle{}, by: map[string]string{}, slugs: map[string]bool{}}
	for i := range known {
		k := &known[i]
		p.bySlug[k.Slug], p.slugs[k.Slug] = k, true
		if k.Source != "" {
			p.bySource[k.Source] = k
		}
	}
	return p
}

// find is the article that the item is again; two items are never the same one.
func (p *plan) find(it *ImportItem) *KnownArticle {
	k := p.bySource[it.Source]
	if k == nil && it.Slug != "" {
		k = p.bySlug[it.Slug]
	}
	if k == nil {
		return nil
	}
	if other := p.by[k.ID]; other != "" {
		it.Problem = "“" + other + "” is the same article."
		return nil
	}
	p.by[k.ID] = it.From
	return k
}

// name gives a new article an address that no other one has.
func (p *plan) name(it *ImportItem) {
	said := it.Slug
	if said == "" {
		it.Slug = SlugOf(it.Title)
	}
	for n, base := 2, it.Slug; p.slugs[it.Slug]; n++ {
		it.Slug = base + "-" + strconv.Itoa(n)
	}
	p.slugs[it.Slug] = true
	if said != "" && said != it.Slug {
		it.Notes = append(it.Notes, fmt.Sprintf("Its address is taken; it becomes /help/%s.", it.Slug))
	}
}

// JudgeImport says what becomes of each item.
func JudgeImport(items []ImportItem) {
	for i := range items {
		it := &items[i]
		if it.Problem == "" {
			it.Problem = unfit(it)
		}
		it.State = judge(it)
	}
}

func judge(it *ImportItem) ImportState {
	k := it.Known
	switch {
	case it.Problem != "":
		return ImportRefused
	case k == nil:
		return ImportNew
	case k.Source == it.Source && k.Came == it.Came && k.Came != "", it.says(k):
		return ImportSame
	case strings.HasPrefix(it.Source, FileSource) && k.Source == it.Source && it.Title != k.Title && k.Digest == k.Kept:
		it.Notes = append(it.Notes, "Another article came from this place before: “"+k.Title+"”. It would be replaced.")
		return ImportChanged
	case k.Kept != "" && k.Digest == k.Kept, !it.Version.IsZero() && it.Version.Equal(k.UpdatedAt):
		return ImportUpdated
	}
	return ImportChanged
}

// FileSource begins the source of what was a file.
const FileSource = "file:"

// says is whether the article says that already.
func (it *ImportItem) says(k *KnownArticle) bool {
	language := it.Tongue
	if language == "" {
		language = k.Language
	}
	return ArticleDigest(it.Title, language, it.Text) == k.Digest && (it.Place == "" || it.Place == k.Category) &&
		(it.Said == "" || (it.Said == SaidPublished) == k.Published)
}

// unfit is why an item cannot be an article, in the words of CleanArticle; "" where it can.
func unfit(it *ImportItem) string {
	a := Article{Title: it.Title, Slug: it.Slug, Category: it.Place, Language: it.Tongue, Body: it.Text}
	if a.Language == "" {
		a.Language = "en"
	}
	if _, err := CleanArticle(a); err != nil {
		return err.Error()
	}
	if it.Version.IsZero() && strings.IndexFunc(it.Text, visible) < 0 {
		return "There is nothing in it."
	}
	return ""
}

// ImportChoice is what somebody has chosen for all that is taken.
type ImportChoice struct {
	Language string // of those that say none
	Category string // of those that say none
	State    string // SaidDraft, SaidPublished; "" for what each says, and drafts where it says nothing
}

// Article is the item as it is kept, but for its pictures. What is published stays so, but where it says itself
// that it is a draft and that counts.
func (it *ImportItem) Article(c ImportChoice) Article {
	a := Article{Title: it.Title, Slug: it.Slug, Category: it.Place, Language: it.Tongue, Body: it.Text,
		Published: c.State == SaidPublished || c.State == "" && it.Said == SaidPublished}
	if k := it.Known; k != nil {
		a.ID, a.UpdatedAt, a.Slug = k.ID, k.UpdatedAt, k.Slug
		a.Published = a.Published || k.Published && (c.State != "" || it.Said != SaidDraft)
		c.Language, c.Category = k.Language, k.Category
	}
	if a.Language == "" {
		a.Language = c.Language
	}
	if a.Category == "" {
		a.Category = c.Category
	}
	return a
}

// Cleaned puts what an item says into the shape that articles have; what does not fit is left out, with a note.
func (it *ImportItem) Cleaned() {
	it.Title = CleanLine(strings.TrimSpace(it.Title), LongestTitle)
	it.Source = CleanSource(it.Source)
	if slug := strings.ToLower(strings.Trim(it.Slug, " /")); slug != "" {
		if it.Slug = slug[strings.LastIndexByte(slug, '/')+1:]; !slugPattern.MatchString(it.Slug) || len(it.Slug) > 2*LongestSlug || utf8.RuneCountInString(it.Slug) > LongestSlug {
			it.Slug = SlugOf(it.Slug)
		}
	}
	if place, err := CleanArticleCategory(CleanLine(strings.TrimSpace(it.Place), LongestCategory)); err == nil {
		it.Place = place
	} else {
		it.Place = ""
	}
	if it.Tongue != "" {
		tag, err := CleanLanguage("language", it.Tongue)
		if err != nil {
			it.Notes = append(it.Notes, "“"+CleanLine(it.Tongue, 40)+"” is no language.")
		}
		it.Tongue = tag
	}
}
