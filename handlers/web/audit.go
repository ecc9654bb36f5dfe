package web

import (
	"context"
	"log/slog"
	"net/http"

	"deskbell/models"
)

// Note keeps in the audit log what was done with the request, with the address it came from. What was done stays
// done where this fails: then the server's own log says so. A nil audit keeps nothing.
//
//	web.Note(r, a.Audit, models.Act{By: me, What: models.ActCannedSaved, Object: "/hello", Now: a.Now()})
func Note(r *http.Request, audit models.Audit, act models.Act) {
	if audit == nil || r.Method == http.MethodHead { // who asks for the headers alone does nothing
		return
	}
	act.Address = Address(r)
	err := audit.Note(context.WithoutCancel(r.Context()), act)
	if v := visitOf(r.Context()); err != nil && v != nil {
		v.server.options.Log.LogAttrs(r.Context(), slog.LevelError, "an act was not kept in the audit log",
			slog.String("error", err.Error()), slog.String("act", act.What), slog.String("request", v.id))
	}
}
