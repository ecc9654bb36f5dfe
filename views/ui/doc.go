// Package ui holds the small parts that every page is made of: icons, the mark, times, faces. They
// know nothing of conversations and depend on nobody who reads.
package ui
