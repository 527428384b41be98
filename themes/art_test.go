package themes_test

import (
	"fmt"
	"math"
	"strings"
)

// Drawings for fixtures, made of a few lines each.

func svg(width, height int, body string) []byte {
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" preserveAspectRatio="xMidYMid slice">%s</svg>`, width, height, width, height, body)
}

func drawHills() []byte {
	var b strings.Builder
	b.WriteString(`<rect width="1600" height="900" fill="#e9ddc8"/><circle cx="1130" cy="330" r="110" fill="#f7f1e3"/>`)
	for i, ink := range []string{"#c9c5b4", "#9db0ae", "#6f8f98", "#466b80", "#274a63", "#152f45"} {
		fmt.Fprintf(&b, `<path fill="%s" d="M0 900`, ink)
		for x := 0; x <= 1600; x += 40 {
			y := 380 + 82*float64(i) + (60-6*float64(i))*math.Sin(float64(x)/(210+30*float64(i))+float64(i)*2.1) + 22*math.Sin(float64(x)/73+float64(i))
			fmt.Fprintf(&b, "L%d %.0f", x, y)
		}
		b.WriteString(`L1600 900z"/>`)
	}
	return svg(1600, 900, b.String())
}

func drawTide() []byte {
	var b strings.Builder
	b.WriteString(`<rect width="800" height="600" fill="#dfe9ec"/><circle cx="590" cy="150" r="70" fill="#f2d9a4"/>`)
	for i := range 16 {
		fmt.Fprintf(&b, `<path fill="none" stroke="#2f5d78" stroke-width="%.1f" d="M0 %d`, 1.5+float64(i)*.5, 230+i*24)
		for x := 0; x <= 800; x += 20 {
			fmt.Fprintf(&b, "L%d %.0f", x, float64(230+i*24)+(6+float64(i))*math.Sin(float64(x)/(60+4*float64(i))+float64(i)*.7))
		}
		b.WriteString(`"/>`)
	}
	return svg(800, 600, b.String())
}

func drawShelf() []byte {
	var b strings.Builder
	b.WriteString(`<rect width="800" height="600" fill="#efe6d6"/>`)
	inks := []string{"#7a2f2a", "#274a63", "#b98a3a", "#3f5f4c", "#c9b79b", "#4a3a55", "#9c5a34"}
	for row := range 3 {
		x := 40
		for i := 0; x < 740; i++ {
			w, h := 18+(i*7+row*5)%26, 110+(i*13+row*29)%46
			fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>`, x, 185+row*185-h, w, h, inks[(i*3+row)%len(inks)])
			x += w + 3
		}
		fmt.Fprintf(&b, `<rect x="20" y="%d" width="760" height="8" fill="#5b4632"/>`, 185+row*185)
	}
	return svg(800, 600, b.String())
}

func drawLoaf() []byte {
	return svg(800, 600, `<rect width="800" height="600" fill="#f0dcae"/><rect y="400" width="800" height="200" fill="#a9563a"/><path d="M190 420c-40-150 70-220 210-220s250 70 210 220c-8 26-412 26-420 0z" fill="#c98a3f"/><path d="M300 250c40 30 50 60 44 100M400 236c40 30 50 64 44 110M500 250c34 30 40 60 34 96" stroke="#f6e6c2" stroke-width="16" stroke-linecap="round" fill="none"/>`)
}

// drawFace is a person in five shapes.
func drawFace(ground, skin, hair, coat string) []byte {
	return svg(96, 96, fmt.Sprintf(`<rect width="96" height="96" fill="%s"/><path d="M12 96c2-24 16-32 36-32s34 8 36 32z" fill="%s"/><rect x="40" y="52" width="16" height="18" fill="%s"/><ellipse cx="48" cy="42" rx="17" ry="20" fill="%s"/><path d="M29 44c-3-24 8-32 20-32s22 9 18 32c-3-14-9-18-19-18s-16 4-19 18z" fill="%s"/>`, ground, coat, skin, skin, hair))
}

// art is every drawing by the path the fixtures use for it.
func art() map[string][]byte {
	return map[string][]byte{
		"media/hills.svg": drawHills(), "media/tide.svg": drawTide(), "media/shelf.svg": drawShelf(), "media/loaf.svg": drawLoaf(),
		"media/ada.svg":   drawFace("#d9c2a8", "#efc9a6", "#3b2a20", "#22465c"),
		"media/bo.svg":    drawFace("#b9cfc4", "#c98d62", "#1d1a19", "#7b3b2a"),
		"media/chidi.svg": drawFace("#e5cf9d", "#5d3b29", "#120f0e", "#2d6a59"),
		"media/dita.svg":  drawFace("#cfdac4", "#f2d3ba", "#a8551f", "#37496b"),
		"media/emi.svg":   drawFace("#d8cbe0", "#f0cfae", "#15131a", "#8a3f57"),
	}
}
