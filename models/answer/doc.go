// Package answer is what answers need that no service is asked for: articles cut into passages, a question read
// word for word and passages ranked by it, and whether the visitor asks for a person. It is pure.
package answer
