package outbound

import (
	"context"
	"errors"
	"log/slog"

	"deskbell/models"
)

// Book logs what the outbox could not be told of deliveries.
type Book struct {
	Log  *slog.Logger
	What string // is sent
}

// Note logs an error; a delivery that is not pending any more was given up meanwhile, which is none.
func (b Book) Note(ctx context.Context, d models.Delivery, err error) {
	if err != nil && !errors.Is(err, models.ErrNotFound) {
		b.Complain(ctx, d, err)
	}
}

// Complain logs an error, unless the program ends.
func (b Book) Complain(ctx context.Context, d models.Delivery, err error) {
	if ctx.Err() == nil {
		b.Log.Error(b.What, "delivery", d.ID, "error", err)
	}
}
