package db

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// No statement looks at every row of a table that grows with the conversations, so that none becomes slower
// with them. The statements are those of the package's own source.
func TestStatements_CostNoMoreWithMoreConversations(t *testing.T) {
	grows := regexp.MustCompile(`SCAN (c|conversations|e|entries|v|visitors|x|visitor_tokens|t|timers|d|deliveries|outcomes|block_visits|files|nt|notices|g|guests|l|guest_links|w|ways_back|o|received_mails)( |\n|$)`)
	// The first row of an index, and what is done to a copy of the database.
	meant := []string{"SELECT ready_at FROM timers ORDER BY ready_at LIMIT 1", "DELETE FROM files WHERE conversation_id IS NULL AND (agent_id = ''"}
	value := regexp.MustCompile(`\$[0-9]+`)
	s := openNew(t)
	found := 0
	for place, statement := range statements(t) {
		args := make([]any, len(slices.Compact(slices.Sorted(slices.Values(value.FindAllString(statement, -1))))))
		for i := range args {
			args[i] = 1
		}
		plan, err := explain(s, statement, args)
		if err != nil {
			t.Errorf("%s: %v in %s", place, err, statement)
			continue
		}
		found++
		if at := grows.FindString(plan); at != "" {
			allowed := false
			for _, part := range meant {
				allowed = allowed || strings.Contains(statement, part)
			}
			if !allowed {
				t.Errorf("%s: %q in the plan of\n%s\n%s", place, at, statement, plan)
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d statements were found", found)
	}
}

// Those that are put together when they run.
func TestStatements_OfGuests_AreFoundByAnIndex(t *testing.T) {
	s := openNew(t)
	for statement, want := range map[string]string{
		linkBy + `l.token_hash = CAST($1 AS TEXT)`:                                    "SEARCH l USING INDEX sqlite_autoindex_guest_links",
		linkBy + `l.id = CAST($1 AS TEXT)`:                                            "SEARCH l USING INDEX sqlite_autoindex_guest_links",
		linkBy + `l.conversation_id = CAST($1 AS TEXT) ORDER BY l.id`:                 "SEARCH l USING INDEX sqlite_autoindex_guest_links",
		guestBy + `g.conversation_id = CAST($1 AS TEXT) ORDER BY g.id`:                "SEARCH g USING INDEX guests_of_conversation",
		guestBy + `g.link_id = CAST($1 AS TEXT) AND g.ended_at = 0 ORDER BY g.id`:     "SEARCH g USING INDEX guests_of_link",
		`SELECT c.id FROM conversations c WHERE c.guest_id > '' AND c.guest_id <> ''`: "conversations_of_guests",
	} {
		if plan, err := explain(s, statement, []any{"a"}[:strings.Count(statement, "$")]); err != nil || !strings.Contains(plan, want) {
			t.Errorf("%s: plan\n%s (%v)", statement, plan, err)
		}
	}
}

// statements are the package's whole SQL statements by the place where they stand.
func statements(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	var parts []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		parts = append(parts, file)
	}
	words := map[string]string{} // constants by name
	for range 4 {                // some are made of others
		for _, file := range parts {
			ast.Inspect(file, func(n ast.Node) bool {
				if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Names) == len(spec.Values) {
					for i, name := range spec.Names {
						if text, ok := textOf(spec.Values[i], words); ok {
							words[name.Name] = text
						}
					}
				}
				return true
			})
		}
	}
	whole := regexp.MustCompile(`^\s*(SELECT|INSERT|UPDATE|DELETE)\s`)
	found := map[string]string{}
	for _, file := range parts {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			for _, e := range call.Args {
				if text, ok := textOf(e, words); ok && whole.MatchString(text) {
					found[set.Position(e.Pos()).String()] = text
				}
			}
			return true
		})
	}
	return found
}

// textOf is what an expression of texts and constants comes to.
func textOf(e ast.Expr, words map[string]string) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.Ident:
		text, ok := words[e.Name]
		return text, ok
	case *ast.ParenExpr:
		return textOf(e.X, words)
	case *ast.BinaryExpr:
		left, ok := textOf(e.X, words)
		right, good := textOf(e.Y, words)
		return left + right, ok && good && e.Op == token.ADD
	}
	return "", false
}
