package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The rules of the house, as CONTRIBUTING.md tells them.
const (
	module         = "deskbell"
	root           = "../.."
	mostFileLines  = 250 // of Go, fewer than
	mostFuncLines  = 50  // fewer than
	mostParameters = 4
	mostJSLines    = 100
)

var (
	roleWord  = regexp.MustCompile(`(Manager|Service|Helper|Util|Utils|Info)$`)
	rowWord   = regexp.MustCompile(`^// [MAF]-?\d`)
	rowShape  = regexp.MustCompile(`^// (M-\d{1,2}|[AF]\d{1,2})\b`)
	generated = regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)
)

// unit is one package as the go tool lists it.
type unit struct {
	ImportPath string
	Imports    []string
	Deps       []string
	Standard   bool
}

func units(t *testing.T) []unit {
	t.Helper()
	out, err := exec.Command("go", "list", "-tags", "sqlite_fts5", "-deps", "-json=ImportPath,Imports,Deps,Standard", root+"/...").Output()
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			t.Fatalf("go list: %s", failed.Stderr)
		}
		t.Fatal(err)
	}
	var all []unit
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var one unit
		if err := decoder.Decode(&one); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
}

// within says that a package is room or lies in it.
func within(path, room string) bool {
	return path == module+"/"+room || strings.HasPrefix(path, module+"/"+room+"/")
}

func TestImports_EveryRoom_KeepsItsDirection(t *testing.T) {
	standard, own := map[string]bool{}, []unit{}
	for _, one := range units(t) {
		standard[one.ImportPath] = one.Standard
		if strings.HasPrefix(one.ImportPath, module+"/") {
			own = append(own, one)
		}
	}
	for _, one := range own {
		for _, to := range one.Imports {
			if why := forbidden(one.ImportPath, to, standard[to]); why != "" {
				t.Errorf("%s imports %s: %s", one.ImportPath, to, why)
			}
		}
		if within(one.ImportPath, "handlers") && slices.Contains(one.Deps, module+"/db") {
			t.Errorf("%s reaches db through another package", one.ImportPath)
		}
	}
}

// forbidden says why a package may not import another; "" when it may.
func forbidden(from, to string, standard bool) string {
	switch {
	case !within(from, "cmd") && within(to, "cmd"):
		return "nothing imports a command"
	case within(from, "handlers") && within(to, "db"):
		return "handlers know ports, not the database"
	case within(from, "handlers") && within(to, "handlers") && !shared(from) && !shared(to) && from != to:
		return "audiences never import each other"
	case within(from, "handlers") && shared(from) && within(to, "handlers") && !shared(to):
		return "what audiences share knows none of them"
	case within(from, "models") && !standard && !within(to, "models"):
		return "models import the standard library and each other"
	case within(from, "views") && !standard && !within(to, "views") && !within(to, "models") && to != module+"/static" && to != "github.com/a-h/templ" && to != "github.com/a-h/templ/runtime":
		return "views import models, static, each other and templ"
	case within(from, "db") && strings.HasPrefix(to, module+"/") && !within(to, "db") && !within(to, "models"):
		return "db knows models alone"
	}
	return ""
}

// shared are the packages of handlers that every audience may use.
func shared(path string) bool {
	return within(path, "handlers/web") || within(path, "handlers/live") || within(path, "handlers/outbound") || within(path, "handlers/intake")
}

func TestTopLevel_Entries_AreTheFixedOnes(t *testing.T) {
	allowed := strings.Fields("cmd handlers views models static db go.mod go.sum Taskfile.yml README.md LICENSE CONTRIBUTING.md CHANGELOG.md")
	list := exec.Command("git", "ls-files", "--cached", "--others", "--exclude-standard")
	list.Dir = root
	out, err := list.Output()
	if err != nil {
		t.Skipf("this is no working copy of git: %v", err)
	}
	for path := range strings.Lines(string(out)) {
		entry, _, _ := strings.Cut(strings.TrimSpace(path), "/")
		if !strings.HasPrefix(entry, ".") && !slices.Contains(allowed, entry) {
			t.Errorf("%s stands at the top level", entry)
			allowed = append(allowed, entry)
		}
	}
}

func TestScripts_Ours_AreShort(t *testing.T) {
	eachFile(t, ".js", func(path string, text []byte) {
		if !strings.Contains(path, "/vendor/") && !strings.Contains(path, "/dist/") && !strings.Contains(path, "/testdata/") {
			if n := bytes.Count(text, []byte("\n")); n > mostJSLines {
				t.Errorf("%s has %d lines, at most %d are allowed", path, n, mostJSLines)
			}
			if bytes.Contains(text, []byte("innerHTML")) {
				t.Errorf("%s uses innerHTML", path)
			}
		}
	})
}

func TestSource_EveryGoFile_KeepsTheStyle(t *testing.T) {
	files := token.NewFileSet()
	described := map[string]bool{}
	eachFile(t, ".go", func(path string, text []byte) {
		file, err := parser.ParseFile(files, path, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Error(err)
			return
		}
		folder := filepath.Dir(path)
		if strings.HasSuffix(path, "_test.go") {
			rows(t, path, file)
			return
		}
		described[folder] = described[folder] || file.Doc != nil
		if generated.Match(text) {
			return
		}
		if n := bytes.Count(text, []byte("\n")); n >= mostFileLines {
			t.Errorf("%s has %d lines, fewer than %d are allowed", path, n, mostFileLines)
		}
		style(t, files, file)
	})
	for folder, has := range described {
		if !has {
			t.Errorf("no file of %s has a package comment", folder)
		}
	}
}

// style looks at one file that is neither a test nor generated.
func style(t *testing.T, files *token.FileSet, file *ast.File) {
	t.Helper()
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			name(t, files, n.Name)
			lines := files.Position(n.End()).Line - files.Position(n.Pos()).Line + 1
			if lines >= mostFuncLines {
				t.Errorf("%s: %s has %d lines, fewer than %d are allowed", files.Position(n.Pos()), n.Name, lines, mostFuncLines)
			}
			if count := n.Type.Params.NumFields(); count > mostParameters {
				t.Errorf("%s: %s has %d parameters, at most %d are allowed", files.Position(n.Pos()), n.Name, count, mostParameters)
			}
		case *ast.TypeSpec:
			name(t, files, n.Name)
		case *ast.ValueSpec:
			for _, ident := range n.Names {
				name(t, files, ident)
			}
		case *ast.SelectorExpr:
			if on, ok := n.X.(*ast.Ident); ok && on.Name == "http" && (n.Sel.Name == "DefaultClient" || n.Sel.Name == "DefaultServeMux") {
				t.Errorf("%s: http.%s is everybody's; make one", files.Position(n.Pos()), n.Sel.Name)
			}
		}
		return true
	})
	variables(t, files, file)
}

func name(t *testing.T, files *token.FileSet, ident *ast.Ident) {
	t.Helper()
	if roleWord.MatchString(ident.Name) && ident.Name != "RoleAccountManager" { // the product's own word for a role
		t.Errorf("%s: %s says nothing in its last word", files.Position(ident.Pos()), ident.Name)
	}
}

// variables of a package are compiled patterns, embedded files, errors, and checks of interfaces.
func variables(t *testing.T, files *token.FileSet, file *ast.File) {
	t.Helper()
	for _, decl := range file.Decls {
		group, ok := decl.(*ast.GenDecl)
		if !ok || group.Tok != token.VAR {
			continue
		}
		for _, spec := range group.Specs {
			value, _ := spec.(*ast.ValueSpec)
			if !constant(group, value) {
				t.Errorf("%s: %s is a variable of the package", files.Position(value.Pos()), value.Names[0])
			}
		}
	}
}

func constant(group *ast.GenDecl, value *ast.ValueSpec) bool {
	for _, doc := range []*ast.CommentGroup{group.Doc, value.Doc} {
		if doc != nil && strings.Contains(doc.List[len(doc.List)-1].Text, "//go:embed") {
			return true
		}
	}
	for _, ident := range value.Names {
		lower := strings.ToLower(ident.Name)
		if ident.Name != "_" && !strings.HasPrefix(lower, "err") && !strings.HasPrefix(source(value), "regexp.") {
			return false
		}
	}
	return true
}

// source is the package whose function makes a variable, with a dot: "regexp.".
func source(value *ast.ValueSpec) string {
	if len(value.Values) == 0 {
		return ""
	}
	call, ok := value.Values[0].(*ast.CallExpr)
	if !ok {
		return ""
	}
	if of, ok := call.Fun.(*ast.SelectorExpr); ok {
		if on, ok := of.X.(*ast.Ident); ok {
			return on.Name + "."
		}
	}
	return ""
}

// rows looks whether comments that claim a row of the requirements have the form by which they are found.
func rows(t *testing.T, path string, file *ast.File) {
	t.Helper()
	for _, group := range file.Comments {
		for _, comment := range group.List {
			if rowWord.MatchString(comment.Text) && !rowShape.MatchString(comment.Text) {
				t.Errorf("%s: %q is no row; they look like M-12, A4 or F19", path, comment.Text)
			}
		}
	}
}

// eachFile calls look for every file of the repository with the ending; hidden folders are left out.
func eachFile(t *testing.T, ending string, look func(path string, text []byte)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && path != root && strings.HasPrefix(entry.Name(), ".") {
			return fs.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(path, ending) {
			return nil
		}
		text, err := os.ReadFile(path)
		look(path, text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
