// Package compare shows how two texts differ, as diff -u does.
package compare

import (
	"strings"

	"github.com/pmezard/go-difflib/difflib"
)

// Side is one of the two texts.
type Side struct {
	Name string // for the header
	Text string
}

// Unified returns the differences in unified format with three lines of context; empty if there
// are none.
func Unified(from, to Side) (string, error) {
	if from.Text == to.Text {
		return "", nil
	}
	return difflib.GetUnifiedDiffString(difflib.UnifiedDiff{
		A: lines(from.Text), B: lines(to.Text), FromFile: from.Name, ToFile: to.Name, Context: 3})
}

func lines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.SplitAfter(strings.TrimSuffix(text, "\n")+"\n", "\n")[:strings.Count(strings.TrimSuffix(text, "\n"), "\n")+1]
}
