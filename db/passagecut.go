package db

import (
	"runtime/debug"

	"deskbell/models"
)

// cut is an article in passages. One at which the program itself fails has none: it can be read and found as before,
// and ends neither a start nor what somebody saves.
func (p *passages) cut(a *models.Article) (all []indexed) {
	defer func() {
		why := recover()
		if why == nil {
			return
		}
		all = nil
		if p.broken != nil {
			p.broken(a.ID, why, debug.Stack())
		}
	}()
	return p.whole(a)
}
