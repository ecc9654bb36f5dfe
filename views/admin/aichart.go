package admin

import (
	"strconv"
	"time"

	"deskbell/models"
)

// How a bar of the chart of days is drawn, in the units of its view.
const (
	barStep, barWide, barsHigh = 10, 7, 60
)

// aiBar is a day of the chart.
type aiBar struct {
	x            int
	y, high      float64 // of all answers
	foundY, good float64 // of those that found something
	words        string
}

// aiChart are the bars of all days, those with nothing as well.
type aiChart struct {
	bars  []aiBar
	words string
	most  int
}

func (c aiChart) view() string {
	return "0 0 " + strconv.Itoa(len(c.bars)*barStep) + " " + strconv.Itoa(barsHigh)
}

// chart is what visitors were answered, day by day.
func (p AIAnswersPage) chart() aiChart {
	all, found := make([]int, p.Days), make([]int, p.Days)
	c := aiChart{}
	for _, d := range p.Sums {
		i := int(d.Day.Sub(p.From) / (24 * time.Hour))
		if d.Port == models.AIBeside || d.Port == models.AIEmbedded || i < 0 || i >= p.Days {
			continue
		}
		if all[i] += d.Answers; all[i] > c.most {
			c.most = all[i]
		}
		if d.Port == models.AIAnswered {
			found[i] += d.Answers
		}
	}
	for i := range all {
		day := p.From.AddDate(0, 0, i)
		high, good := barHigh(all[i], c.most), barHigh(found[i], c.most)
		c.bars = append(c.bars, aiBar{x: i*barStep + 1, y: barsHigh - high, high: high, foundY: barsHigh - good, good: good,
			words: day.Format("2 January") + ": " + counted(all[i], "answer", "answers") + ", " + strconv.Itoa(found[i]) + " of them found something"})
	}
	c.words = "Answers a day, from " + p.From.Format("2 January") + " to " + p.To.Format("2 January") + "; at most " + strconv.Itoa(c.most) + ". The table below has the figures."
	return c
}

func barHigh(n, most int) float64 { return barsHigh * float64(n) / float64(max(most, 1)) }

func coordinate(n float64) string { return strconv.FormatFloat(n, 'f', 2, 64) }
