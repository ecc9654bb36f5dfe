package message

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"deskbell/models"
)

// Log is entries one below the other, each drawn by draw.
func Log(entries []models.Entry, draw func(models.Entry) templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		for _, e := range entries {
			if err := draw(e).Render(ctx, w); err != nil {
				return err
			}
		}
		return nil
	})
}
