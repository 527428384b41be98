package content

import (
	"context"
	"strings"
	"testing"
	"time"
)

func TestFormulasAreBounded(t *testing.T) {
	needMath(t)
	r := newTestRenderer(t, testOptions())
	for name, tex := range map[string]string{
		"recursion":     `\def\a{\a\a}\a`,
		"doubling":      `\def\a{xx}\def\b{\a\a\a\a}\def\c{\b\b\b\b}\def\d{\c\c\c\c}\def\e{\d\d\d\d}\def\f{\e\e\e\e}\f\f\f\f`,
		"deep braces":   strings.Repeat("{", 900) + "x" + strings.Repeat("}", 900),
		"deep roots":    strings.Repeat(`\sqrt{`, 300) + "x" + strings.Repeat("}", 300),
		"deep scripts":  strings.Repeat("x^{", 600) + "x" + strings.Repeat("}", 600),
		"many columns":  `\begin{matrix}` + strings.Repeat("&", 1900) + `\end{matrix}`,
		"wide rule":     `\rule{99999em}{99999em}`,
		"long fraction": strings.Repeat(`\frac{1}{2}`, 150),
	} {
		start := time.Now()
		doc := render(t, r, "$"+tex+"$ and $y$")
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("%s took %s", name, took)
		}
		checkSafe(t, doc.HTML)
		if !strings.Contains(doc.HTML, "<mi>y</mi>") {
			t.Errorf("%s spoiled the formula after it: %.500s", name, doc.HTML)
		}
	}
}

func TestMathBudget(t *testing.T) {
	budget := newFormulaBudget()
	for range maxFormulas {
		if !budget.take(1) {
			t.Fatal("the budget ended early")
		}
	}
	if budget.take(1) {
		t.Error("one formula too many")
	}
	if newFormulaBudget().take(maxFormulaText + 1) {
		t.Error("too much TeX")
	}
}

func TestMathEngineWaitsForItsContext(t *testing.T) {
	needMath(t)
	engine, err := newMathEngine(MathBundle())
	if err != nil {
		t.Fatal(err)
	}
	for range cap(engine.slots) { // every machine is busy
		<-engine.slots
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	if _, err := engine.render(ctx, "x", false, newFormulaBudget()); err == nil {
		t.Error("no error although every machine was busy")
	}
}

func TestInterruptedMachineIsReplaced(t *testing.T) {
	engine, err := newMathEngine([]byte(`var temml = {renderToString: function (tex) {
		if (tex === "loop") { for (;;) {} }
		return "<math>" + tex + "</math>";
	}};`))
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	start := time.Now()
	if got, err := engine.render(ctx, "loop", false, newFormulaBudget()); got != "" || err != nil {
		t.Errorf("an endless formula gave %q, %v", got, err)
	}
	if took := time.Since(start); took > 4*formulaTime {
		t.Errorf("the endless formula took %s", took)
	}
	for range 2 * cap(engine.slots) {
		if got, err := engine.render(ctx, "x", false, newFormulaBudget()); got != "<math>x</math>" || err != nil {
			t.Errorf("after an interruption: %q, %v", got, err)
		}
	}
}

// TestFormulasKeepTheirShape: what Temml says in style is in classes and attributes, since pages allow no style.
func TestFormulasKeepTheirShape(t *testing.T) {
	needMath(t)
	r := newTestRenderer(t, testOptions())
	for tex, wants := range map[string][]string{
		`\begin{aligned} a &= b \\ c &= d \end{aligned}`:                            {`<mtable displaystyle="true" class="tml-jot">`, `<mtd class="tml-right tml-flush-left tml-flush-right">`, `<mtd class="tml-left tml-flush-left tml-flush-right">`},
		`\begin{cases} a & b \\ c & d \end{cases}`:                                  {`<mtd class="tml-left tml-gap-left tml-flush-right">`},
		`\begin{array}{c|c||c} 1 & 2 & 3 \\ \hline 4 & 5 & 6 \\ \hline \end{array}`: {`tml-line-right`, `tml-line-bottom`},
		`\boxed{E}`:       {`tml-box`},
		`x \tag{1}`:       {`class="tml-full"`, `class="tml-half"`, `<mtext class="tml-tag">(1)</mtext>`},
		`\overline{a+b}`:  {`<menclose notation="top" class="tml-overline">`},
		`\cancel{x}`:      {`<menclose notation="updiagonalstrike">`},
		`\color{red}{x}y`: {`mathcolor="#ff0000"`},
	} {
		doc := render(t, r, "$$"+tex+"$$\n")
		checkSafe(t, doc.HTML)
		for _, want := range wants {
			if !strings.Contains(doc.HTML, want) {
				t.Errorf("%s has no %s: %s", tex, want, doc.HTML)
			}
		}
		if strings.Contains(doc.HTML, " style=") {
			t.Errorf("%s has styles: %s", tex, doc.HTML)
		}
	}
}
