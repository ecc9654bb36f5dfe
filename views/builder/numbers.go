package builder

import (
	"net/url"
	"strconv"

	"deskbell/models"
)

// Numbers are how many conversations were at each block.
type Numbers struct {
	Days    int // of the period that ends today
	Version int // 0: all
	Counts  map[string]models.BlockCount
}

// Periods are the days that one may choose from.
func Periods() []int { return []int{7, 30, 90} }

// query is how an address says which numbers are shown.
func (n *Numbers) query() url.Values {
	query := url.Values{}
	if n != nil {
		query.Set("numbers", strconv.Itoa(n.Days))
		if n.Version > 0 {
			query.Set("of", strconv.Itoa(n.Version))
		}
	}
	return query
}

func (n *Numbers) heat() map[string]Heat {
	if n == nil {
		return nil
	}
	heat := make(map[string]Heat, len(n.Counts))
	for block, c := range n.Counts {
		heat[block] = Heat{Reached: int(c.Reached), Answered: int(c.Answered), Failed: int(c.Failed), Left: int(c.Left)}
	}
	return heat
}

// words are the numbers of a block in a row: "120 reached · 8 left here".
func (n *Numbers) words(block string) string {
	if n == nil {
		return ""
	}
	c := n.Counts[block]
	words := strconv.FormatInt(c.Reached, 10) + " reached"
	if c.Failed > 0 {
		words += " · " + strconv.FormatInt(c.Failed, 10) + " failed"
	}
	if c.Left > 0 {
		words += " · " + strconv.FormatInt(c.Left, 10) + " left here"
	}
	return words
}

// share is how much of the most visited block's conversations came here, from 0 to 5.
func (n *Numbers) share(block string) string {
	if n == nil {
		return ""
	}
	most := int64(0)
	for _, c := range n.Counts {
		most = max(most, c.Reached)
	}
	if reached := n.Counts[block].Reached; most > 0 && reached > 0 {
		return strconv.FormatInt(1+4*reached/most, 10)
	}
	return "0"
}

// of says whose numbers they are.
func (n *Numbers) of() string {
	words := "All versions"
	if n.Version > 0 {
		words = "Version " + strconv.Itoa(n.Version)
	}
	return words + ", the last " + strconv.Itoa(n.Days) + " days"
}

// versions are those that one may choose from, the newest first.
func (d *Draft) versions() []int {
	const most = 50
	var all []int
	for v := d.Latest; v > max(0, d.Latest-most); v-- {
		all = append(all, v)
	}
	return all
}

// withoutNumbers is the address of the page without them.
func (d *Draft) withoutNumbers() string {
	plain := *d
	plain.Numbers = nil
	return plain.BlockPath(d.Chosen)
}

// chosenDays is the period that the choice begins with.
func (d *Draft) chosenDays() int {
	if d.Numbers != nil {
		return d.Numbers.Days
	}
	return 30
}

func (d *Draft) chosenVersion() int {
	if d.Numbers != nil {
		return d.Numbers.Version
	}
	return 0
}
