package admin

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"time"

	"deskbell/models"
)

// ofArticles is what embeddings are called that belong to no answer and to no bot.
const ofArticles = "Embeddings of articles"

// aiAmount is what tokens cost in one currency; about where no price was kept with them, and today's are taken.
type aiAmount struct {
	currency string
	n        float64
	about    bool
}

// aiAbout is what a line of a table is about.
type aiAbout struct{ name, under string }

// aiSum is such a line.
type aiSum struct {
	aiAbout
	answers           int
	in, out, embedded int64
	amounts           []aiAmount // by their currencies
	unpriced          int64      // tokens that have no price, then or today
	good, bad         int
}

func (s *aiSum) add(d models.AIDay, today models.AISettings) {
	s.answers, s.good, s.bad = s.answers+d.Answers, s.good+d.Good, s.bad+d.Bad
	s.in, s.out, s.embedded = s.in+d.TokensIn, s.out+d.TokensOut, s.embedded+d.TokensEmbedded
	now := today.Cost(d.TokensIn, d.TokensOut, d.TokensEmbedded)
	switch {
	case d.Priced:
		s.pay(aiAmount{d.Currency, d.Cost, false})
	case now > 0:
		s.pay(aiAmount{today.Currency, now, true})
	default:
		s.unpriced += d.TokensIn + d.TokensOut + d.TokensEmbedded
	}
}

// pay adds an amount to those of its currency.
func (s *aiSum) pay(a aiAmount) {
	if a.n == 0 {
		return
	}
	i, known := slices.BinarySearchFunc(s.amounts, a.currency, func(one aiAmount, currency string) int { return cmp.Compare(one.currency, currency) })
	if !known {
		s.amounts = slices.Insert(s.amounts, i, aiAmount{currency: a.currency})
	}
	s.amounts[i].n, s.amounts[i].about = s.amounts[i].n+a.n, s.amounts[i].about || a.about
}

func (s aiSum) tokens() int64 { return s.in + s.out + s.embedded }

// notExact says that an amount is drawn with a sign for that; "< 0.01" is exact enough.
func (a aiAmount) notExact() bool { return a.about && a.n >= 0.01 }

func (s aiSum) notExact() bool { return slices.ContainsFunc(s.amounts, aiAmount.notExact) }

// answered is how many answers there were; embeddings of articles are none.
func (s aiSum) answered() string {
	if s.answers == 0 {
		return "–"
	}
	return thousands(int64(s.answers))
}

func answersWords(n int) string {
	if n == 1 {
		return "1 answer"
	}
	return thousands(int64(n)) + " answers"
}

// whole is the sum of all that there was.
func (p AIAnswersPage) whole() aiSum {
	var all aiSum
	for _, d := range p.Sums {
		all.add(d, p.Prices)
	}
	return all
}

// by sums up what has the same line, the most used first; embeddings of articles come last.
func (p AIAnswersPage) by(line func(models.AIDay) aiAbout) []aiSum {
	var all []aiSum
	at := map[aiAbout]int{}
	for _, d := range p.Sums {
		i, known := at[line(d)]
		if !known {
			i = len(all)
			at[line(d)] = i
			all = append(all, aiSum{aiAbout: line(d)})
		}
		all[i].add(d, p.Prices)
	}
	slices.SortStableFunc(all, func(one, other aiSum) int {
		return cmp.Or(cmp.Compare(min(other.answers, 1), min(one.answers, 1)), cmp.Compare(other.tokens(), one.tokens()), cmp.Compare(other.answers, one.answers))
	})
	return all
}

func (p AIAnswersPage) byModel() []aiSum {
	return p.by(func(d models.AIDay) aiAbout {
		if d.Port == models.AIEmbedded {
			return aiAbout{d.Model, ofArticles}
		}
		return aiAbout{name: cmp.Or(d.Model, "The articles alone")}
	})
}

func (p AIAnswersPage) byBot() []aiSum {
	return p.by(func(d models.AIDay) aiAbout {
		if d.Port == models.AIEmbedded {
			return aiAbout{name: ofArticles}
		}
		return aiAbout{name: forBot(d.Bot, p.Bots)}
	})
}

// byDay has the newest first, without days on which nothing was.
func (p AIAnswersPage) byDay() []aiSum {
	all := p.by(func(d models.AIDay) aiAbout { return aiAbout{name: d.Day.Format(time.DateOnly)} })
	slices.SortFunc(all, func(one, other aiSum) int { return cmp.Compare(other.name, one.name) })
	return all
}

// priced says that there is a price today.
func (p AIAnswersPage) priced() bool { return p.Prices.Cost(1, 1, 1) > 0 }

// money are the amounts of a sum, one for each currency; "–" where no price is known.
func (p AIAnswersPage) money(s aiSum) []string {
	if len(s.amounts) == 0 && s.unpriced == 0 && p.priced() {
		return []string{amountOf(0, p.Prices.Currency)}
	}
	if len(s.amounts) == 0 {
		return []string{"–"}
	}
	var all []string
	for _, a := range s.amounts {
		text := amountOf(a.n, a.currency)
		if a.currency == "" && len(s.amounts) > 1 {
			text += " (no currency)"
		}
		if a.notExact() {
			text = "≈ " + text
		}
		all = append(all, text)
	}
	return all
}

func amountOf(n float64, currency string) string {
	text := strconv.FormatFloat(n, 'f', 2, 64)
	switch {
	case n > 0 && n < 0.01:
		text = "< 0.01"
	case n >= 1000:
		text = thousands(int64(math.Round(min(n, 1<<53))))
	}
	if currency != "" {
		text += " " + currency
	}
	return text
}
