package help

import (
	"strconv"
	"strings"
	"time"

	"deskbell/models"
)

// words are what stands around the articles in one language.
type words struct {
	tag                                     string
	help, how, search, look, skip, all      string
	none, nothing, one, many, elsewhere     string // nothing, one and many have %s for what was looked for, many %d
	changed, contents, also, more, language string
	where, day                              string
}

// wordsIn is the language of an article, else English.
func wordsIn(tag string) words {
	base, _, _ := strings.Cut(tag, "-")
	for _, w := range []words{english(), german(), french(), italian(), spanish()} {
		if w.tag == base {
			return w
		}
	}
	return english()
}

func english() words {
	return words{tag: "en", help: "Help", how: "How can we help?", search: "Search", look: "Search the articles", skip: "Skip to content", all: "All articles",
		none: "There are no articles yet.", nothing: "Nothing was found for “%s”.", one: "1 article for “%s”", many: "%d articles for “%s”", elsewhere: "In other languages:",
		changed: "Changed on", contents: "On this page", also: "Also in", more: "More about this", language: "Language", where: "Where you are", day: "2 January 2006"}
}

func german() words {
	return words{tag: "de", help: "Hilfe", how: "Wie können wir helfen?", search: "Suchen", look: "Artikel durchsuchen", skip: "Zum Inhalt", all: "Alle Artikel",
		none: "Es gibt noch keine Artikel.", nothing: "Zu „%s“ wurde nichts gefunden.", one: "1 Artikel zu „%s“", many: "%d Artikel zu „%s“", elsewhere: "In anderen Sprachen:",
		changed: "Geändert am", contents: "Auf dieser Seite", also: "Auch auf", more: "Mehr dazu", language: "Sprache", where: "Wo Sie sind", day: "02.01.2006"}
}

func french() words {
	return words{tag: "fr", help: "Aide", how: "Comment pouvons-nous vous aider ?", search: "Rechercher", look: "Rechercher dans les articles", skip: "Aller au contenu", all: "Tous les articles",
		none: "Il n’y a pas encore d’articles.", nothing: "Aucun résultat pour « %s ».", one: "1 article pour « %s »", many: "%d articles pour « %s »", elsewhere: "Dans d’autres langues :",
		changed: "Modifié le", contents: "Sur cette page", also: "Aussi en", more: "À lire aussi", language: "Langue", where: "Où vous êtes", day: "02/01/2006"}
}

func italian() words {
	return words{tag: "it", help: "Aiuto", how: "Come possiamo aiutarti?", search: "Cerca", look: "Cerca negli articoli", skip: "Vai al contenuto", all: "Tutti gli articoli",
		none: "Non ci sono ancora articoli.", nothing: "Nessun risultato per “%s”.", one: "1 articolo per “%s”", many: "%d articoli per “%s”", elsewhere: "In altre lingue:",
		changed: "Modificato il", contents: "In questa pagina", also: "Anche in", more: "Altri articoli", language: "Lingua", where: "Dove sei", day: "02/01/2006"}
}

func spanish() words {
	return words{tag: "es", help: "Ayuda", how: "¿En qué podemos ayudarle?", search: "Buscar", look: "Buscar en los artículos", skip: "Ir al contenido", all: "Todos los artículos",
		none: "Todavía no hay artículos.", nothing: "No hay resultados para «%s».", one: "1 artículo para «%s»", many: "%d artículos para «%s»", elsewhere: "En otros idiomas:",
		changed: "Modificado el", contents: "En esta página", also: "También en", more: "Más sobre esto", language: "Idioma", where: "Dónde está", day: "02/01/2006"}
}

// found says how many articles a search has.
func (w words) found(n int, query string) string {
	sentence := w.many
	switch n {
	case 0:
		sentence = w.nothing
	case 1:
		sentence = w.one
	}
	return strings.NewReplacer("%d", strconv.Itoa(n), "%s", query).Replace(sentence)
}

func (w words) on(t time.Time) string { return t.UTC().Format(w.day) }

// direction is which way a language is written.
func direction(tag string) string {
	if models.RightToLeft(tag) {
		return "rtl"
	}
	return "ltr"
}
