package content

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/dop251/goja"
)

const (
	formulaTime    = 250 * time.Millisecond // one formula
	mathTime       = 3 * time.Second        // all formulas of an article
	maxFormulas    = 2000                   // per article
	maxFormulaText = 256 << 10              // bytes of TeX per article
	maxExpansions  = 500                    // of macros in one formula
	maxMathML      = 256 << 10              // bytes of one result
	maxCallStack   = 400                    // JavaScript frames
)

// formulaBudget is what one article may spend on math. Counts decide before
// time does, so that an article gives the same bytes on a slow day.
type formulaBudget struct {
	count, text int
	time        time.Duration
}

func newFormulaBudget() *formulaBudget {
	return &formulaBudget{count: maxFormulas, text: maxFormulaText, time: mathTime}
}

func (b *formulaBudget) take(length int) bool {
	b.count--
	b.text -= length
	return b.count >= 0 && b.text >= 0 && b.time > 0
}

// mathEngine runs Temml in a few JavaScript machines. A machine is used by
// one caller at a time (goja is not safe for concurrent use), made when first
// needed (about 100 ms) and thrown away when a formula had to be interrupted.
type mathEngine struct {
	program *goja.Program
	slots   chan *mathVM // nil stands for a machine not made yet
}

type mathVM struct {
	runtime *goja.Runtime
	render  func(tex string, display bool, maxExpand int) (string, error)
}

// callTemml keeps every option in one place. A fresh macros object per call
// keeps \gdef of one formula out of the next.
const callTemml = `(function (tex, display, maxExpand) {
	return temml.renderToString(tex, {
		displayMode: display, maxExpand: maxExpand, macros: {}, maxSize: [20, 240], // em, pt
		
		trust: false, throwOnError: true, annotate: true, xml: true
	});
})`

func newMathEngine(bundle []byte) (*mathEngine, error) {
	program, err := goja.Compile("temml.js", string(bundle), false)
	if err != nil {
		return nil, fmt.Errorf("compiling the math bundle (build it again, or leave it empty): %w", err)
	}
	slots := make(chan *mathVM, max(2, runtime.GOMAXPROCS(0)))
	for range cap(slots) {
		slots <- nil
	}
	return &mathEngine{program: program, slots: slots}, nil
}

func (e *mathEngine) newVM() (*mathVM, error) {
	vm := goja.New()
	vm.SetMaxCallStackSize(maxCallStack)
	if _, err := vm.RunProgram(e.program); err != nil {
		return nil, fmt.Errorf("loading the math bundle: %w", err)
	}
	call, err := vm.RunScript("call.js", callTemml)
	if err != nil {
		return nil, fmt.Errorf("preparing the math bundle: %w", err)
	}
	m := &mathVM{runtime: vm}
	if err := vm.ExportTo(call, &m.render); err != nil {
		return nil, fmt.Errorf("preparing the math bundle: %w", err)
	}
	if _, err := m.render("x", false, 1); err != nil {
		return nil, fmt.Errorf("the math bundle cannot render a formula (is it Temml?): %w", err)
	}
	return m, nil
}

// render gives "" for a formula Temml refuses or cannot finish in time. An
// error means that the engine itself does not work, or ctx ended.
func (e *mathEngine) render(ctx context.Context, tex string, display bool, budget *formulaBudget) (string, error) {
	var vm *mathVM
	select {
	case vm = <-e.slots:
	case <-ctx.Done():
		return "", ctx.Err()
	}
	defer func() { e.slots <- vm }()
	if vm == nil {
		made, err := e.newVM()
		if err != nil {
			return "", err
		}
		vm = made
	}
	start := time.Now()
	machine := vm.runtime // vm may be gone when a late timer looks
	timer := time.AfterFunc(formulaTime, func() { machine.Interrupt("formula takes too long") })
	mathML, err := vm.render(tex, display, maxExpansions)
	budget.time -= time.Since(start)
	var interrupted *goja.InterruptedError
	if !timer.Stop() || errors.As(err, &interrupted) {
		vm = nil // an interrupted machine may be left in any state
	}
	if err != nil || len(mathML) > maxMathML {
		return "", nil
	}
	return mathML, nil
}
