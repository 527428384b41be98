package media

import (
	"image"
	"math"

	"golang.org/x/image/draw"
)

// shrink scales the part of a picture down. Halving comes first: it costs a tenth of Catmull-Rom
// and cannot be told from it afterwards.
func shrink(m image.Image, part image.Rectangle, width, height int) *image.RGBA {
	for part.Dx() >= 2*width && part.Dy() >= 2*height {
		half := image.NewRGBA(image.Rect(0, 0, part.Dx()/2, part.Dy()/2))
		draw.ApproxBiLinear.Scale(half, half.Rect, m, part, draw.Src, nil)
		m, part = half, half.Rect
	}
	if part.Dx() == width && part.Dy() == height {
		if same, ok := m.(*image.RGBA); ok && part == same.Rect {
			return same
		}
		out := image.NewRGBA(image.Rect(0, 0, width, height))
		draw.Draw(out, out.Rect, m, part.Min, draw.Src)
		return out
	}
	return resample(m, part, width, height)
}

// resample does what draw.CatmullRom does, holding a few rows at a time: that one keeps 32 bytes for
// every row of the source times the new width, 200 MB for a photograph of 12 megapixels.
func resample(m image.Image, part image.Rectangle, width, height int) *image.RGBA {
	across, down := mixes(part.Dx(), width), mixes(part.Dy(), height)
	ring := make([][]float32, longest(down))
	for i := range ring {
		ring[i] = make([]float32, 4*width)
	}
	row := image.NewRGBA(image.Rect(0, 0, part.Dx(), 1))
	sum := make([]float32, 4*width)
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	read := 0 // rows of the source so far
	for y, rows := range down {
		for ; read < rows.first+len(rows.weights); read++ {
			draw.Draw(row, row.Rect, m, part.Min.Add(image.Pt(0, read)), draw.Src)
			narrow(ring[read%len(ring)], row.Pix, across)
		}
		clear(sum)
		for i, weight := range rows.weights {
			for x, v := range ring[(rows.first+i)%len(ring)] {
				sum[x] += weight * v
			}
		}
		store(out.Pix[y*out.Stride:], sum)
	}
	return out
}

// mix says which neighbouring pixels, and how much of each, make up one pixel of the result.
type mix struct {
	first   int
	weights []float32
}

// mixes spreads the kernel over from pixels for each of to pixels. Weights add up to 1.
func mixes(from, to int) []mix {
	ratio := float64(from) / float64(to)
	spread := max(ratio, 1)
	all := make([]mix, to)
	for i := range all {
		centre := (float64(i) + 0.5) * ratio
		first := max(int(math.Floor(centre-2*spread)), 0)
		last := min(int(math.Ceil(centre+2*spread)), from)
		weights, total := make([]float32, last-first), 0.0
		for j := range weights {
			w := catmullRom((float64(first+j) + 0.5 - centre) / spread)
			weights[j] = float32(w)
			total += w
		}
		for j := range weights {
			weights[j] /= float32(total)
		}
		all[i] = mix{first, weights}
	}
	return all
}

// catmullRom is the cubic through four points (Keys 1981, a = -1/2), 0 beyond distance 2.
func catmullRom(t float64) float64 {
	t = math.Abs(t)
	switch {
	case t < 1:
		return (1.5*t-2.5)*t*t + 1
	case t < 2:
		return ((-0.5*t+2.5)*t-4)*t + 2
	}
	return 0
}

func longest(all []mix) int {
	n := 0
	for _, m := range all {
		n = max(n, len(m.weights))
	}
	return n
}

// narrow scales one row of pixels.
func narrow(to []float32, from []uint8, across []mix) {
	for x, columns := range across {
		var r, g, b, a float32
		pix := from[4*columns.first:]
		for i, weight := range columns.weights {
			p := pix[4*i : 4*i+4 : 4*i+4]
			r += weight * float32(p[0])
			g += weight * float32(p[1])
			b += weight * float32(p[2])
			a += weight * float32(p[3])
		}
		p := to[4*x : 4*x+4 : 4*x+4]
		p[0], p[1], p[2], p[3] = r, g, b, a
	}
}

// store rounds a row. The kernel overshoots at edges; a colour never goes above its alpha, being premultiplied.
func store(pix []uint8, sum []float32) {
	for i := 0; i < len(sum); i += 4 {
		alpha := min(max(sum[i+3], 0), 255)
		for c := range 3 {
			pix[i+c] = uint8(min(max(sum[i+c], 0), alpha) + 0.5)
		}
		pix[i+3] = uint8(alpha + 0.5)
	}
}

// middle is the w by h rectangle in the centre of b.
func middle(b image.Rectangle, w, h int) image.Rectangle { return Focus{}.around(b, w, h) }

func proportional(length, part, whole int) int { return max((length*part+whole/2)/whole, 1) }
