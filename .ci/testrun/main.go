// Testrun runs go test and reports compactly: a line for each package, the whole output of what
// failed, and at the end every skipped test with its reason. With CI=true a skip is a failure,
// except for tests that need ../shared, which not everybody has.
package main

import (
	"fmt"
	"os"
	"os/exec"
)

func main() {
	r := newRun(os.Stdout, os.Getenv("CI") == "true")
	cmd := exec.Command("go", append([]string{"test", "-json"}, os.Args[1:]...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err == nil {
		err = r.read(out)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "testrun:", err)
		os.Exit(1)
	}
	ended := cmd.Wait()
	if !r.report(ended == nil) {
		os.Exit(1)
	}
}
