package db

import (
	"strings"
	"testing"
)

// longDocuments answers every query with a document of a megabyte.
type longDocuments struct{}

func (longDocuments) Row(string, ...any) scanner                    { return longDocuments{} }
func (longDocuments) Each(string, []any, func(scanner) error) error { return nil }

func (longDocuments) Scan(dest ...any) error {
	*dest[0].(*string) = `{"schema":1,"id":"main","name":"` + strings.Repeat("x", 1<<20) + `","start":"a","blocks":{}}`
	return nil
}

// Each edit that is tried is a version more: what is remembered of them does not grow for ever.
func TestCache_OfLongDocuments_StaysSmall(t *testing.T) {
	c := newCache()
	for i := range 100 {
		if d, err := c.document(longDocuments{}, "main", -i); err != nil || d.Start != "a" {
			t.Fatal(d, err)
		}
		if c.length > mostLength || len(c.documents)<<20 > mostLength {
			t.Fatalf("%d documents, %d bytes", len(c.documents), c.length)
		}
	}
	first, _ := c.document(longDocuments{}, "main", 1)
	if again, _ := c.document(longDocuments{}, "main", 1); again != first {
		t.Error("it is read twice")
	}
}
