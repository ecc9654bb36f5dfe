package models

import (
	"fmt"
	"slices"
	"strings"
)

// Rights tells apart all that decides what an agent may see. What was opened under other rights, as a
// stream, has to end.
func (a *Agent) Rights() string {
	bots := make([]string, len(a.Bots))
	for i, bot := range a.Bots {
		bots[i] = string(bot)
	}
	slices.Sort(bots)
	return fmt.Sprintf("%d %t %s %s", a.AuthRev, a.Disabled, a.Role, strings.Join(bots, " "))
}
