package builder

import (
	"encoding/json"

	"deskbell/models"
	"deskbell/models/flow"
)

// hours are what an hours setting holds, as people write it.
func (c control) hours() models.HoursForm {
	var h flow.Hours
	if raw, err := json.Marshal(c.value); err == nil && c.value != nil {
		_ = json.Unmarshal(raw, &h) // flow.Check says what is wrong
	}
	return models.HoursFormOf(&h)
}
