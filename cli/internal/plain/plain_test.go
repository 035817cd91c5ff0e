package plain

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestLine(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"ordinary text stays", "web-2 (ann@example.com)", "web-2 (ann@example.com)"},
		{"letters of other scripts stay", "größe 表", "größe 表"},
		{"an escape sequence", "\x1b[31mred\x1b[0m", `\u001b[31mred\u001b[0m`},
		{"a control character beyond ASCII", "\u009b2J", `\u009b2J`},
		{"a line break", "a\r\nb", `a\u000d\u000ab`},
		{"a bidirectional control", "\u202egnp.exe\u2066", `\u202egnp.exe\u2066`},
		{"characters without width", "a\u200b\ufeffb", `a\u200b\ufeffb`},
		{"a tag beyond the first plane", "\U000e0041", `\U000e0041`},
		{"a broken character", "a\xffb", "a\ufffdb"},
		{"line separators", "\u2028\u2029", `\u2028\u2029`},
		{"nul and delete", "\x00\x7f", `\u0000\u007f`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Line(c.text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestTextKeepsLineBreaksAndTabs(t *testing.T) {
	if got := Text("a\n\tb\x1b"); got != "a\n\tb\\u001b" {
		t.Errorf("got %q", got)
	}
}

func TestCutEndsLongTextWithAnEllipsis(t *testing.T) {
	if got := Cut(strings.Repeat("a", 65536), 10); got != "aaaaaaaaa…" {
		t.Errorf("got %q", got)
	}
	if got := Cut("short", 10); got != "short" {
		t.Errorf("got %q", got)
	}
}

func TestJSONMeansTheSame(t *testing.T) {
	text := "{\"a\":\"\u202e\U000e0041\u0085 ok\"}"
	got := JSON(text)
	if !Visible(got) {
		t.Errorf("still has invisible characters: %q", got)
	}
	var before, after map[string]string
	if err := json.Unmarshal([]byte(text), &before); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(got), &after); err != nil {
		t.Fatal(err)
	}
	if before["a"] != after["a"] {
		t.Errorf("%q became %q", before["a"], after["a"])
	}
}
