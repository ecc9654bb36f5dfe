package main

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"deskbell/handlers/web"
	"deskbell/models"
)

// routeTable says of every route who may ask: everybody ("public"), who has the secret of a visitor
// ("visitor"), who came in by a link ("guest"), or the agents whose role has a permission, by its name in models/roles.go. A route that is not
// in it fails TestRoutes_EveryOne_IsInTheTable: write it under its class.
const routeTable = `
public
	GET /w/:bot
	GET /w/:bot/check
	GET /
	GET /login
	POST /login
	GET /login/code
	POST /login/code
	GET /forgot
	POST /forgot
	GET /welcome/:token
	POST /welcome/:token
	POST /logout
	GET /setup
	POST /setup
	GET /pictures/:picture
	GET /help
	GET /help/:article
	GET /c/:token
	POST /c/:token
	GET /c/:token/stop
	POST /c/:token/stop
	GET /files/:id/:name
	POST /hooks/mail/raw
	GET /healthz
	GET /readyz
	GET /static/*
	GET /widget.js
	GET /sw.js
	GET /manifest.webmanifest
	GET /join/:token
	POST /join/:token
	GET /join/:token/
visitor
	GET /w/:bot/log
	GET /w/:bot/files/:id
	GET /w/:bot/stream
	POST /w/:bot/say
	POST /w/:bot/choose
	POST /w/:bot/press
	POST /w/:bot/begin
	POST /w/:bot/cancel
	POST /w/:bot/skip
	POST /w/:bot/back
	POST /w/:bot/leave
	POST /w/:bot/files
	POST /w/:bot/typing
	POST /w/:bot/seen
	POST /w/:bot/rate
	POST /w/:bot/end
guest
	GET /join/:token/stream
	GET /join/:token/log
	GET /join/:token/files/:id
	POST /join/:token/files
	POST /join/:token/takeover
	POST /join/:token/handback
	POST /join/:token/leave
	POST /join/:token/say
	POST /join/:token/typing
	POST /join/:token/seen
answer
	GET /desk
	GET /desk/:conversation/guests/:link/revoke
	POST /desk/:conversation/guests/:link/revoke
	GET /desk/stream
	GET /desk/:conversation
	GET /desk/:conversation/log
	POST /desk/:conversation/takeover
	POST /desk/:conversation/restore
	POST /desk/:conversation/typing
	POST /desk/:conversation/seen
	POST /desk/online
	GET /desk/:conversation/pass
	POST /desk/:conversation/pass
	POST /desk/:conversation/accept
	POST /desk/:conversation/decline
	POST /desk/:conversation/say
	POST /desk/:conversation/files
	GET /desk/:conversation/revise
	POST /desk/:conversation/revise
	GET /desk/:conversation/canned
	POST /desk/:conversation/suggest
	POST /desk/:conversation/rewrite
	POST /desk/:conversation/summarise
	POST /desk/keys
	GET /desk/:conversation/close
	POST /desk/:conversation/close
	GET /desk/:conversation/articles
	GET /desk/:conversation/articles/:article
	POST /desk/:conversation/article
	GET /desk/:conversation/transcript
	POST /desk/:conversation/transcript
	POST /desk/:conversation/status
	POST /desk/:conversation/category
	POST /desk/:conversation/visitor
	GET /desk/:conversation/earlier
	GET /desk/:conversation/colleagues
	POST /desk/:conversation/notes
	POST /desk/:conversation/notes/typing
	POST /desk/:conversation/notes/:seq
	POST /desk/:conversation/notes/:seq/delete
	GET /desk/palette
	GET /notices/stream
	POST /notices/seen
	GET /push/key
	POST /push/subscribe
	POST /push/renew
	POST /push/unsubscribe
	POST /push/check
	POST /push/opened
	POST /push/test
	GET /settings/notifications
	POST /settings/notifications
	GET /settings/notifications/log
	POST /settings/notifications/mail
	GET /profile
	POST /profile
	POST /profile/picture
	POST /profile/picture/delete
	POST /profile/email
	POST /profile/password
	POST /profile/sign-out
	GET /profile/second-factor
	POST /profile/second-factor
	POST /profile/second-factor/off
	POST /profile/second-factor/codes
	GET /settings
	GET /settings/canned
	GET /articles
takeover_bot
	GET /desk/:conversation/jump
	GET /desk/:conversation/jump/look
	POST /desk/:conversation/jump
	GET /desk/:conversation/animation
	POST /desk/:conversation/animation
	GET /desk/:conversation/block
	POST /desk/:conversation/block
	POST /desk/:conversation/unblock
	GET /settings/blocked
	POST /settings/blocked/:block/lift
articles
	POST /settings/canned
	GET /settings/canned/new
	POST /settings/canned/preview
	GET /settings/canned/:reply
	POST /settings/canned/:reply
	GET /settings/canned/:reply/delete
	POST /settings/canned/:reply/delete
	GET /settings/categories
	POST /settings/categories
	POST /settings/categories/:category
	POST /settings/categories/:category/move
	GET /settings/categories/:category/delete
	POST /settings/categories/:category/delete
	GET /articles/new
	POST /articles
	POST /articles/preview
	POST /articles/media
	POST /articles/categories
	GET /articles/:article/edit
	POST /articles/:article
	GET /articles/:article/delete
	POST /articles/:article/delete
	GET /articles/import
	POST /articles/import
	GET /articles/import/:import
	POST /articles/import/:import
	POST /articles/import/:import/stop
	GET /articles/import/:import/back
	POST /articles/import/:import/back
	GET /articles/export
	GET /settings/ai/answers
	POST /settings/ai/answers/done
	POST /settings/ai/answers/undo
all_bots
	POST /team/:agent/offline
	GET /team
bots
	POST /team
	GET /team/new
	GET /team/:agent/edit
	POST /team/:agent
	GET /team/:agent/delete
	POST /team/:agent/delete
	GET /team/:agent/disable
	POST /team/:agent/disable
	POST /team/:agent/enable
	POST /team/:agent/link
	GET /team/:agent/second-factor
	POST /team/:agent/second-factor
	GET /bots
	POST /bots
	GET /bots/new
	GET /bots/import
	POST /bots/import
	GET /bots/:bot
	GET /bots/:bot/general
	POST /bots/:bot/general
	GET /bots/:bot/look
	POST /bots/:bot/look
	GET /bots/:bot/texts
	POST /bots/:bot/texts
	GET /bots/:bot/sites
	POST /bots/:bot/sites
	GET /bots/:bot/routing
	POST /bots/:bot/routing
	GET /bots/:bot/hours
	POST /bots/:bot/hours
	GET /bots/:bot/email
	POST /bots/:bot/email
	GET /settings/email
	POST /settings/email
	GET /settings/email/forget
	POST /settings/email/forget
	POST /settings/email/test
	GET /settings/email/test/:mail
	GET /settings/email/inbox
	POST /settings/email/inbox
	POST /settings/email/inbox/hook
	GET /settings/email/inbox/hook/delete
	POST /settings/email/inbox/hook/delete
	GET /settings/email/outbox
	GET /settings/email/outbox/news
	GET /settings/email/outbox/:mail
	GET /settings/email/outbox/:mail/html
	POST /settings/email/outbox/:mail/again
	GET /settings/ai
	POST /settings/ai
	POST /settings/ai/test
	GET /settings/ai/forget
	POST /settings/ai/forget
	GET /bots/:bot/look.css
	GET /bots/:bot/agents
	POST /bots/:bot/agents
	GET /bots/:bot/secrets
	POST /bots/:bot/secrets
	GET /bots/:bot/secrets/delete
	POST /bots/:bot/secrets/delete
	GET /bots/:bot/export
	GET /bots/:bot/import
	POST /bots/:bot/import
	GET /bots/:bot/new
	POST /bots/:bot/flows
	GET /bots/:bot/flows/:flow/export
	POST /bots/:bot/flows/:flow/duplicate
	GET /bots/:bot/flows/:flow/delete
	POST /bots/:bot/flows/:flow/delete
	POST /bots/:bot/media
	GET /bots/:bot/playground
	POST /bots/:bot/flows/:flow/playground
	GET /bots/:bot/playground/:conversation/trace
	POST /bots/:bot/playground/:conversation/pretend
	POST /bots/:bot/playground/:conversation/forward
	POST /bots/:bot/playground/:conversation/keep
	GET /bots/:bot/flows/:flow/checks
	POST /bots/:bot/flows/:flow/checks/:check
	GET /bots/:bot/flows/:flow/replay
	GET /bots/blocks
	GET /bots/:bot/flows/:flow
	GET /bots/:bot/flows/:flow/parts
	GET /bots/:bot/flows/:flow/block
	GET /bots/:bot/flows/:flow/suggestions
	GET /bots/:bot/flows/:flow/palette
	GET /bots/:bot/flows/:flow/removal
	GET /bots/:bot/flows/:flow/rename
	GET /bots/:bot/flows/:flow/copy
	GET /bots/:bot/flows/:flow/find
	POST /bots/:bot/flows/:flow/ops
	POST /bots/:bot/flows/:flow/undo
	POST /bots/:bot/flows/:flow/redo
	GET /bots/:bot/flows/:flow/stream
	POST /bots/:bot/flows/:flow/here
	GET /bots/:bot/flows/:flow/try
	POST /bots/:bot/flows/:flow/try
	GET /bots/:bot/flows/:flow/publish
	POST /bots/:bot/flows/:flow/publish
	GET /bots/:bot/flows/:flow/versions
	GET /bots/:bot/flows/:flow/versions/:version
	POST /bots/:bot/flows/:flow/restore
owner
	GET /settings/audit
	GET /desk/:conversation/erase
	POST /desk/:conversation/erase
`

// classes are the routes of the table, "METHOD path", with who may ask.
func classes(t *testing.T) map[string]string {
	t.Helper()
	all, class := map[string]string{}, ""
	for line := range strings.Lines(strings.TrimSpace(routeTable)) {
		name := strings.TrimSpace(line)
		if !strings.HasPrefix(line, "\t") {
			class = name
		} else if all[name] != "" {
			t.Errorf("%s is in the table twice", name)
		} else {
			all[name] = class
		}
	}
	return all
}

func nameOf(route web.Route) string { return route.Method + " " + route.Path }

// A13
func TestRoutes_EveryOne_IsInTheTable(t *testing.T) {
	s, table := newSite(t), classes(t)
	known := map[string]bool{"public": true, "visitor": true, "guest": true}
	for _, p := range []models.Permission{models.PermitAnswer, models.PermitTakeOverBot, models.PermitArticles, models.PermitAllBots, models.PermitBots, models.PermitOwner} {
		known[string(p)] = true
	}
	there := map[string]bool{}
	for _, route := range s.app.server.Routes() {
		there[nameOf(route)] = true
		if class := table[nameOf(route)]; !known[class] {
			t.Errorf("%s has no class in routeTable: %q", nameOf(route), class)
		}
	}
	for name := range table {
		if !there[name] {
			t.Errorf("%s is in routeTable and on no router", name)
		}
	}
}

// realm is one of each thing that an address can name: one's own, somebody else's, and one that is not there.
type realm struct{ own, foreign, unknown map[string]string }

const noID = "01999999-0000-7000-8000-000000000000"

// realm makes them; chats of the bot "shop" wait for somebody.
func (s *site) realm() realm {
	s.Helper()
	hidden := s.visitor()
	hidden.must("/w/other/say", "client_id", s.id(), "text", "Of the other bot")
	foreign := tableName.FindStringSubmatch(s.rows("SELECT id AS name FROM conversations"))[1]
	owner := s.agent("owner")
	owner.post("/settings/categories", "name", "Sales")
	owner.post("/settings/canned", "shortcut", "hello", "title", "Hello", "text", "Hello there", "bot", "")
	one := func(query string) string {
		if found := tableName.FindStringSubmatch(s.rows(query)); found != nil {
			return found[1]
		}
		s.Errorf("nothing is there for %s", query)
		return noID
	}
	own := map[string]string{":bot": "shop", ":flow": "main", ":version": "1", ":agent": "id-second", ":article": "x", ":seq": "1", ":check": "x",
		":conversation": s.visitor().asks(), ":category": one("SELECT id AS name FROM categories"), ":reply": one("SELECT id AS name FROM canned"), ":block": "x"}
	r := realm{own: own, foreign: map[string]string{}, unknown: map[string]string{}}
	for name, id := range own {
		r.foreign[name], r.unknown[name] = id, noID
	}
	r.foreign[":conversation"], r.foreign[":bot"] = foreign, "other"
	return r
}

// at is the address of a route in a part of the realm.
func at(route web.Route, names map[string]string) string {
	parts := strings.Split(route.Path, "/")
	for i, part := range parts {
		if strings.HasPrefix(part, ":") {
			parts[i] = names[part]
			if parts[i] == "" {
				parts[i] = noID
			}
		}
	}
	return strings.Join(parts, "/")
}

// asked is what a route answers; a body that is none shows whether it was read before it was known who asks.
func (p *person) asked(route web.Route, path string) answer {
	p.Helper()
	if route.Stream {
		f := p.stream(path)
		f.close()
		return answer{status: f.status}
	}
	r := p.request(route.Method, path, nil)
	if route.Method != http.MethodGet {
		r = p.request(route.Method, path, url.Values{"x": {"%"}})
		r.Header.Set("Content-Type", "text/plain")
	}
	return p.do(r)
}

// A13: every route, by everybody who may not. What is there and what is not is refused alike.
func TestRoutes_RolesWithoutPermission_AreRefusedAlikeWhateverIsThere(t *testing.T) {
	s, table := newSite(t), classes(t)
	s.online("second")
	there := s.realm()
	people := map[models.Role]*person{"": s.stranger()}
	for _, role := range models.Roles() {
		people[role] = s.agent(string(role))
	}
	before := s.whoAndWhat()
	for _, route := range s.app.server.Routes() {
		class := table[nameOf(route)]
		if class == "public" || class == "visitor" || class == "guest" {
			continue
		}
		for role, who := range people {
			want := http.StatusForbidden
			if role == "" {
				want = http.StatusUnauthorized
			} else if role.May(models.Permission(class)) {
				continue
			}
			got, none := who.asked(route, at(route, there.own)), who.asked(route, at(route, there.unknown))
			if got.status != want && !toSignIn(got) {
				t.Errorf("%q asks %s: %d %.100s, want %d", role, nameOf(route), got.status, got.body, want)
			}
			if got.status != none.status || withoutRef(got.body) != withoutRef(none.body) {
				t.Errorf("%q asks %s: %d for what is there, %d for what is not\n%.200s\n%.200s", role, nameOf(route), got.status, none.status, got.body, none.body)
			}
		}
	}
	if after := s.whoAndWhat(); after != before {
		t.Errorf("something was changed by somebody who may not:\n%s\n%s", before, after)
	}
}

// whoAndWhat is what nobody changes who may not.
func (s *site) whoAndWhat() string {
	s.Helper()
	return s.rows("SELECT COUNT(*) FROM entries") + s.rows("SELECT COUNT(*) FROM audit") + s.rows("SELECT * FROM bots") + s.rows("SELECT * FROM canned") +
		s.rows("SELECT id, email, name, role, max_chats, disabled, deleted_at, auth_rev, password, totp, picture, settings FROM agents")
}

// toSignIn says whether somebody was sent to sign in, as a browser is.
func toSignIn(got answer) bool {
	return got.status == http.StatusSeeOther && strings.HasPrefix(got.header.Get("Location"), "/login")
}

// A13: everybody who may, on every route: they are let in where it is theirs; somebody else's conversation is as
// one that is not there.
func TestRoutes_RolesWithPermission_AreLetInAndSeeOnlyTheirs(t *testing.T) {
	s, table := newSite(t), classes(t)
	s.online("second")
	there := s.realm()
	for _, role := range models.Roles() {
		who := s.agent(string(role))
		for _, route := range s.app.server.Routes() {
			class := table[nameOf(route)]
			if class == "public" || class == "visitor" || class == "guest" || !role.May(models.Permission(class)) || endsSession(route) {
				continue
			}
			s.letIn(who, route, there)
			if strings.Contains(route.Path, ":conversation") && !role.May(models.PermitAllBots) {
				s.sameAs404(who, route, there)
			}
		}
	}
}

// sameAs404: somebody else's conversation and none are answered alike, whatever is sent.
func (s *site) sameAs404(who *person, route web.Route, there realm) {
	s.Helper()
	ways := map[string]func(string) answer{"no form": func(path string) answer { return who.asked(route, path) }}
	if route.Method != http.MethodGet {
		ways["an empty form"] = func(path string) answer { return who.post(path) }
		ways["a full form"] = func(path string) answer { return who.do(who.request(route.Method, path, s.usual())) }
	}
	for name, ask := range ways {
		foreign, none := ask(at(route, there.foreign)), ask(at(route, there.unknown))
		if foreign.status != none.status || withoutRef(foreign.body) != withoutRef(none.body) || foreign.status < 400 || foreign.status >= 500 ||
			route.Method == http.MethodGet && foreign.status != http.StatusNotFound {
			s.Errorf("%s with %s: %d for somebody else's, %d for none\n%.200s\n%.200s", nameOf(route), name, foreign.status, none.status, foreign.body, none.body)
		}
	}
}

// letIn asks with a form that says nothing, of what may change: a chat of one's own that waits, else what is not
// there.
func (s *site) letIn(who *person, route web.Route, there realm) {
	s.Helper()
	names := there.own
	if route.Method != http.MethodGet {
		names = map[string]string{":conversation": there.own[":conversation"]}
		if strings.Contains(route.Path, ":conversation") {
			names[":conversation"] = s.visitor().asks()
		}
	}
	var got answer
	if route.Method == http.MethodGet {
		got = who.asked(route, at(route, names))
	} else {
		got = who.post(at(route, names))
	}
	if got.status == http.StatusUnauthorized || got.status == http.StatusForbidden || got.status >= 500 || toSignIn(got) {
		s.Errorf("%s is refused: %d %.200s", nameOf(route), got.status, got.body)
	}
}
