package intake

import (
	"errors"
	"log/slog"
	"runtime/debug"

	"deskbell/models"
)

// errBroken says that something is wrong here; what it is was logged.
var errBroken = errors.New("intake: it broke off")

// guarded does something with what others have written: that ends no program.
func guarded(log *slog.Logger, what string, do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			if err = errBroken; log != nil {
				log.Error("an import broke off", "what", what, "panic", p, "stack", string(debug.Stack()))
			}
		}
	}()
	return do()
}

// guardedItem is guarded for one article: the others are read.
func guardedItem(log *slog.Logger, it *models.ImportItem, do func()) {
	if err := guarded(log, it.From, func() error { do(); return nil }); err != nil {
		it.Problem = "This could not be read. What went wrong was noted."
	}
}
