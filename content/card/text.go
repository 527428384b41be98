package card

import (
	"image"
	"image/color"
	"image/draw"
	"slices"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// setter sets texts of one language.
type setter struct {
	language string
	rtl      bool
	shaper   shaping.HarfbuzzShaper
	wrapper  shaping.LineWrapper
	segments shaping.Segmenter
}

// block is a text set into lines.
type block struct {
	lines []shaping.Line
	size  float64
	cut   bool // not all of it is there
}

func (s *setter) direction() di.Direction {
	if s.rtl {
		return di.DirectionRTL
	}
	return di.DirectionLTR
}

// set breaks a text into at most so many lines of a width, all about as long as each other.
func (s *setter) set(text string, faces *faces, size float64, width, lines int) block {
	runes := []rune(text)
	if len(runes) == 0 {
		return block{size: size}
	}
	var runs []shaping.Output
	in := shaping.Input{
		Text: runes, RunEnd: len(runes), Direction: s.direction(), Size: fixed.Int26_6(size * 64),
		Language: language.NewLanguage(s.language),
	}
	faces.before = faces.chain[0]
	for _, part := range s.segments.Split(in, faces) {
		runs = append(runs, s.shaper.Shape(part))
	}
	wrap := func(width int) ([]shaping.Line, bool) {
		in := shaping.Input{Text: []rune{'…'}, RunEnd: 1, Direction: s.direction(), Size: in.Size, Face: faces.ResolveFace('…'), Script: language.Latin, Language: in.Language}
		config := shaping.WrapConfig{Direction: s.direction(), TruncateAfterLines: lines}.WithTruncator(&s.shaper, in)
		fresh := slices.Clone(runs) // the wrapper takes the width from spaces at the ends of lines
		for i := range fresh {
			fresh[i].Glyphs = slices.Clone(fresh[i].Glyphs)
		}
		all, cut := s.wrapper.WrapParagraph(config, width, runes, shaping.NewSliceIterator(fresh))
		kept := make([]shaping.Line, len(all))
		for i, line := range all { // the wrapper uses its own again
			kept[i] = slices.Clone(line)
		}
		return kept, cut > 0
	}
	best, cut := wrap(width)
	for low, high := width/2, width; high-low > 8 && !cut && len(best) > 1; {
		middle := (low + high) / 2
		if narrow, cut := wrap(middle); cut || len(narrow) > len(best) {
			low = middle
		} else {
			best, high = narrow, middle
		}
	}
	return block{lines: best, size: size, cut: cut}
}

// leading is the distance of lines, in the size of the text: scripts with marks above and below need more.
func (b block) leading() float64 {
	tall := 1.14
	for _, line := range b.lines {
		for _, run := range line {
			ink := float64(run.GlyphBounds.Ascent-run.GlyphBounds.Descent) / 64 / b.size
			tall = max(tall, min(ink*1.12, 1.7))
		}
	}
	return tall
}

func (b block) height() int { return int(float64(len(b.lines)) * b.leading() * b.size) }

// draw puts the block's first line on a baseline, between two margins, and answers the baseline after the last.
func (s *setter) draw(onto draw.Image, b block, left, right, baseline int, ink color.Color) int {
	for _, line := range b.lines {
		slices.SortFunc(line, func(a, b shaping.Output) int { return int(a.VisualIndex - b.VisualIndex) })
		var width fixed.Int26_6
		for _, run := range line {
			width += run.Advance
		}
		x := float32(left)
		if s.rtl {
			x = float32(right) - float32(width)/64
		}
		for _, run := range line {
			x = drawRun(onto, run, x, float32(baseline), ink)
		}
		baseline += int(b.leading() * b.size)
	}
	return baseline
}

// drawRun fills the outlines of a run, and answers where the next begins.
func drawRun(onto draw.Image, run shaping.Output, x, y float32, ink color.Color) float32 {
	bounds := onto.Bounds()
	canvas := vector.NewRasterizer(bounds.Dx(), bounds.Dy())
	scale := float32(run.Size) / 64 / float32(run.Face.Upem())
	for _, g := range run.Glyphs {
		if outline, ok := run.Face.GlyphData(g.GlyphID).(font.GlyphOutline); ok {
			trace(canvas, outline, x+float32(g.XOffset)/64, y-float32(g.YOffset)/64, scale)
		}
		x += float32(g.Advance) / 64
	}
	canvas.Draw(onto, bounds, image.NewUniform(ink), image.Point{})
	return x
}

func trace(canvas *vector.Rasterizer, outline font.GlyphOutline, x, y, scale float32) {
	at := func(p opentype.SegmentPoint) (float32, float32) { return x + p.X*scale, y - p.Y*scale }
	for i, s := range outline.Segments {
		ax, ay := at(s.Args[0])
		bx, by := at(s.Args[1])
		cx, cy := at(s.Args[2])
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			if i > 0 {
				canvas.ClosePath()
			}
			canvas.MoveTo(ax, ay)
		case opentype.SegmentOpLineTo:
			canvas.LineTo(ax, ay)
		case opentype.SegmentOpQuadTo:
			canvas.QuadTo(ax, ay, bx, by)
		case opentype.SegmentOpCubeTo:
			canvas.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	canvas.ClosePath()
}
