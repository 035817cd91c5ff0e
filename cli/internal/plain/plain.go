// Package plain makes text of unknown origin safe to print on a terminal.
//
// The names of objects and users, messages and manifests come from other people. A control
// character in them could move the cursor, hide text or change the title of the window, and a
// bidirectional control could make text read differently from what it is.
package plain

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line returns the text in one line: every character that is not visible, line breaks included,
// is written as an escape such as \u001b.
func Line(text string) string {
	return escape(text, "")
}

// Text returns the text with its line breaks and tabs. Every other character that is not visible
// is written as an escape.
func Text(text string) string {
	return escape(text, "\n\t")
}

// Cut returns at most the given number of characters of the text, as one line. An ellipsis stands
// for the rest.
func Cut(text string, most int) string {
	// Text that is far too long is cut before it is escaped, and again afterwards.
	if len(text) > 8*most {
		text = text[:8*most]
	}
	runes := []rune(Line(text))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most-1]) + "…"
}

// JSON returns JSON that means the same, in which every invisible character beyond ASCII is
// written as an escape. JSON has such characters only in strings, where an escape stands for the
// same character.
func JSON(text string) string {
	return rewrite(text, func(r rune, size int) (string, bool) {
		if r < 0x7f || unicode.IsPrint(r) || r == utf8.RuneError && size == 1 {
			return "", false
		}
		if r > 0xffff {
			high := 0xd800 + (r-0x10000)>>10
			low := 0xdc00 + (r-0x10000)&0x3ff
			return fmt.Sprintf(`\u%04x\u%04x`, high, low), true
		}
		return fmt.Sprintf(`\u%04x`, r), true
	})
}

// Visible tells whether every character of the text is visible, a space, or a line break.
func Visible(text string) bool {
	return Text(text) == text
}

func escape(text, kept string) string {
	return rewrite(text, func(r rune, size int) (string, bool) {
		switch {
		case r == utf8.RuneError && size == 1:
			return "\ufffd", true
		case unicode.IsPrint(r) || strings.ContainsRune(kept, r):
			return "", false
		case r > 0xffff:
			return fmt.Sprintf(`\U%08x`, r), true
		default:
			return fmt.Sprintf(`\u%04x`, r), true
		}
	})
}

// rewrite replaces each character for which the function returns true.
func rewrite(text string, replace func(r rune, size int) (string, bool)) string {
	var out strings.Builder
	changed := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if by, yes := replace(r, size); yes {
			if !changed {
				changed = true
				out.WriteString(text[:i])
			}
			out.WriteString(by)
		} else if changed {
			out.WriteString(text[i : i+size])
		}
		i += size
	}
	if !changed {
		return text
	}
	return out.String()
}
