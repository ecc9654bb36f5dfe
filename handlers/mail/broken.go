package mail

import (
	"context"
	"time"

	"deskbell/handlers/outbound"
	"deskbell/models"
)

// broken notes a mail at which the program itself has failed; the server had no part in it.
func (s *Sender) broken(ctx context.Context, d models.Delivery, now time.Time) error {
	s.rest.left()
	return s.From.Failed(ctx, outbound.Setback(d, now))
}
