package terminal

import (
	"io"
	"strings"
	"unicode/utf8"

	"softdelete.dev/cli/internal/plain"
)

// longest is the number of characters after which a cell is cut. Names of objects have at most
// 253, apart from those that somebody wrote to disturb.
const longest = 253

// Table is a table as kubectl prints it: columns that are three spaces apart.
type Table struct {
	header  []string
	rows    [][]string
	colours map[string]string // by the text of a cell
	column  int               // the one that is coloured
}

// NewTable returns a table with these columns.
func NewTable(header ...string) *Table {
	return &Table{header: header, column: -1}
}

// Coloured says which colour each text in a column has.
func (t *Table) Coloured(column string, colours map[string]string) *Table {
	for i, name := range t.header {
		if name == column {
			t.column, t.colours = i, colours
		}
	}
	return t
}

// Row adds a row. Cells are cut where they are too long, and made safe to print.
func (t *Table) Row(cells ...string) {
	row := make([]string, len(cells))
	for i, cell := range cells {
		row[i] = plain.Cut(cell, longest)
	}
	t.rows = append(t.rows, row)
}

// Print prints the table, with its header unless that is not wanted.
func (t *Table) Print(terminal *Terminal, withHeader bool) error {
	terminal.clear()
	rows := t.rows
	if withHeader {
		rows = append([][]string{t.header}, rows...)
	}
	widths := make([]int, len(t.header))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var out strings.Builder
	for n, row := range rows {
		for i, cell := range row {
			padding := ""
			if i < len(row)-1 {
				padding = strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+3)
			}
			if i == t.column && (n > 0 || !withHeader) {
				cell = terminal.Paint(t.colours[cell], cell)
			}
			out.WriteString(cell)
			out.WriteString(padding)
		}
		out.WriteByte('\n')
	}
	_, err := io.WriteString(terminal.Out, out.String())
	return err
}
