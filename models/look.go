package models

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// The least contrast of words on a colour, and of a colour with the white sheet on which it lies
// (WCAG 2.2, 1.4.3 and 1.4.11).
const (
	wordContrast  = 4.5
	shapeContrast = 3.0
)

var colour = regexp.MustCompile(`^#[0-9a-f]{6}$`)

// LookProblem is what is wrong with one of a look's colours.
type LookProblem struct {
	Field   string // fill hover on words
	Message string
	Better  string // the nearest lightness of the same colour that does; "" when there is none
}

// Check says which colours cannot be read; none when the look may be used. The colours are made lower
// case.
func (l *Look) Check() []LookProblem {
	found := l.Unwritten()
	if len(found) > 0 {
		return found
	}
	on := func(c string) bool { return contrast(l.On, c) >= wordContrast }
	onSheet := func(c string) bool { return contrast(c, "#ffffff") >= shapeContrast }
	words := func(c string) bool { return contrast(c, "#ffffff") >= wordContrast }
	if !on(l.Fill) {
		found = append(found, LookProblem{"fill", fmt.Sprintf("The words on it have a contrast of %.1f; %.1f is the least.",
			contrast(l.On, l.Fill), wordContrast), nearest(l.Fill, func(c string) bool { return on(c) && onSheet(c) })})
	} else if !onSheet(l.Fill) {
		found = append(found, LookProblem{"fill", fmt.Sprintf("Against the white sheet it has a contrast of %.1f; %.1f is the least.",
			contrast(l.Fill, "#ffffff"), shapeContrast), nearest(l.Fill, func(c string) bool { return on(c) && onSheet(c) })})
	}
	if !on(l.Hover) {
		found = append(found, LookProblem{"hover", fmt.Sprintf("The words on it have a contrast of %.1f; %.1f is the least.",
			contrast(l.On, l.Hover), wordContrast), nearest(l.Hover, on)})
	}
	if !words(l.Words) {
		found = append(found, LookProblem{"words", fmt.Sprintf("On the white sheet these words have a contrast of %.1f; %.1f is the least.",
			contrast(l.Words, "#ffffff"), wordContrast), nearest(l.Words, words)})
	}
	return found
}

// Unwritten says which colours are none, and makes the others lower case.
func (l *Look) Unwritten() []LookProblem {
	var found []LookProblem
	for name, c := range map[string]*string{"fill": &l.Fill, "hover": &l.Hover, "on": &l.On, "words": &l.Words} {
		if *c = strings.ToLower(strings.TrimSpace(*c)); !colour.MatchString(*c) {
			found = append(found, LookProblem{Field: name, Message: "Write a colour as #rrggbb."})
		}
	}
	return found
}

// Mended is the look with every colour that has a better one replaced by it.
func (l *Look) Mended() Look {
	better := *l
	for _, p := range better.Check() {
		if p.Better == "" {
			continue
		}
		switch p.Field {
		case "fill":
			better.Fill = p.Better
		case "hover":
			better.Hover = p.Better
		case "words":
			better.Words = p.Better
		}
	}
	return better
}

// nearest is the colour with the nearest lightness that is good; "" when none is.
func nearest(c string, good func(string) bool) string {
	l, a, b := oklab(c)
	for step := range 201 {
		for _, lightness := range []float64{l - float64(step)/200, l + float64(step)/200} {
			if lightness < 0 || lightness > 1 {
				continue
			}
			if near := fromOKLab(lightness, a, b); good(near) {
				return near
			}
		}
	}
	return ""
}

// contrast is WCAG's ratio, 1 to 21.
func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	if x < y {
		x, y = y, x
	}
	return (x + 0.05) / (y + 0.05)
}

func luminance(c string) float64 {
	r, g, b := linear(c)
	return 0.2126*r + 0.7152*g + 0.0722*b
}

// linear are the parts of #rrggbb, without the curve of sRGB, 0 to 1.
func linear(c string) (r, g, b float64) {
	var parts [3]float64
	for i := range parts {
		n, _ := strconv.ParseUint(c[1+2*i:3+2*i], 16, 8) // Check has looked
		v := float64(n) / 255
		if v <= 0.04045 {
			parts[i] = v / 12.92
		} else {
			parts[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return parts[0], parts[1], parts[2]
}

// oklab is Björn Ottosson's colour space, in which lightness is what the eye sees.
func oklab(c string) (l, a, b float64) {
	red, green, blue := linear(c)
	x := math.Cbrt(0.4122214708*red + 0.5363325363*green + 0.0514459929*blue)
	y := math.Cbrt(0.2119034982*red + 0.6806995451*green + 0.1073969566*blue)
	z := math.Cbrt(0.0883024619*red + 0.2817188376*green + 0.6299787005*blue)
	return 0.2104542553*x + 0.7936177850*y - 0.0040720468*z,
		1.9779984951*x - 2.4285922050*y + 0.4505937099*z,
		0.0259040371*x + 0.7827717662*y - 0.8086757660*z
}

func fromOKLab(l, a, b float64) string {
	x := math.Pow(l+0.3963377774*a+0.2158037573*b, 3)
	y := math.Pow(l-0.1055613458*a-0.0638541728*b, 3)
	z := math.Pow(l-0.0894841775*a-1.2914855480*b, 3)
	return "#" + hexOf(4.0767416621*x-3.3077115913*y+0.2309699292*z) +
		hexOf(-1.2684380046*x+2.6097574011*y-0.3413193965*z) +
		hexOf(-0.0041960863*x-0.7034186147*y+1.7076147010*z)
}

func hexOf(v float64) string {
	if v <= 0.0031308 {
		v *= 12.92
	} else {
		v = 1.055*math.Pow(v, 1/2.4) - 0.055
	}
	return fmt.Sprintf("%02x", int(math.Round(255*max(0, min(v, 1)))))
}
