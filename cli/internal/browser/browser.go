// Package browser opens a link in the browser of the user.
package browser

import (
	"errors"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// Open opens a link that nobody else may learn, and returns what to call at the end.
//
// Every user of a machine can read the command lines of all programs. So the browser is given a file
// that only the user can read, which leads to the link.
func Open(link string) (func(), error) {
	nothing := func() {}
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return nothing, errors.New("there is no screen")
	}
	folder, err := os.MkdirTemp("", "kubectl-undelete-") // with the mode 0700
	if err != nil {
		return nothing, err
	}
	forget := func() { _ = os.RemoveAll(folder) }
	file := filepath.Join(folder, "open.html")
	page := fmt.Sprintf(`<!doctype html><meta charset="utf-8"><title>Undelete</title><meta http-equiv="refresh" content="0;url=%s">`,
		html.EscapeString(link))
	if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
		return forget, err
	}
	command := command(file)
	if err := command.Start(); err != nil {
		return forget, err
	}
	go func() { _ = command.Wait() }()
	return forget, nil
}

func command(file string) *exec.Cmd {
	switch runtime.GOOS {
	case "darwin":
		return exec.Command("open", file)
	case "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", file)
	default:
		return exec.Command("xdg-open", file)
	}
}
