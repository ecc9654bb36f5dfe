package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestDist_IsBuiltFromTheSources(t *testing.T) {
	built, err := bundle("..")
	if err != nil {
		t.Fatal(err)
	}
	wanted := map[string]bool{}
	for _, f := range built {
		for _, suffix := range []string{"", ".br", ".gz"} {
			wanted[f.hashed+suffix] = true
		}
		got, err := os.ReadFile(filepath.Join("..", "dist", f.hashed))
		if err != nil || !bytes.Equal(got, f.body) {
			t.Errorf("dist is older than %s; run go generate ./static", f.name)
		}
	}
	there, err := os.ReadDir(filepath.Join("..", "dist"))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range there {
		if !wanted[entry.Name()] {
			t.Errorf("dist/%s belongs to no source; run go generate ./static", entry.Name())
		}
	}
	code, err := names("..", built)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join("..", "names.go")); err != nil || !bytes.Equal(got, code) {
		t.Error("names.go is older than the sources; run go generate ./static")
	}
}

func TestBundle_TwoRuns_GiveTheSameBytes(t *testing.T) {
	one, err := bundle("..")
	if err != nil {
		t.Fatal(err)
	}
	two, err := bundle("..")
	if err != nil {
		t.Fatal(err)
	}
	for i := range one {
		if one[i].hashed != two[i].hashed || !bytes.Equal(one[i].body, two[i].body) {
			t.Errorf("%s differs between two runs", one[i].name)
		}
	}
}

func TestPack_MistakeInAScript_IsNamedWithFileAndLine(t *testing.T) {
	source := filepath.Join(t.TempDir(), "main.js")
	if err := os.WriteFile(source, []byte("let a = 1;\nlet = ;\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := pack(source, 0); err == nil || !bytes.Contains([]byte(err.Error()), []byte("main.js:2")) {
		t.Errorf("the error does not say where: %v", err)
	}
}
