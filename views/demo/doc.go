// Package demo draws the sample shop's website: two pages that carry the widget as any site would,
// and one that shows the shop and the desk side by side.
package demo
