package compare

import "testing"

func TestUnified(t *testing.T) {
	for _, c := range []struct{ name, from, to, want string }{
		{"equal", "a\nb\n", "a\nb\n", ""},
		{"a changed line", "a\nb\nc\n", "a\nB\nc\n", "--- live\n+++ deleted\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"},
		{"nothing lives", "", "a\nb\n", "--- live\n+++ deleted\n@@ -0,0 +1,2 @@\n+a\n+b\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := Unified(Side{"live", c.from}, Side{"deleted", c.to})
			if err != nil || got != c.want {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}
