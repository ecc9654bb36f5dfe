// Package layout holds the documents around the pages: head, styles, scripts, icons.
package layout
