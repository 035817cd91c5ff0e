package command

import (
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"softdelete.dev/cli/internal/failure"
)

const completer = "kubectl_complete-undelete"

func (a *App) completion() *cobra.Command {
	c := &cobra.Command{
		Use:   "completion",
		Short: "Complete commands in the shell",
		Args:  usage(cobra.NoArgs),
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.installCompletion())
	return c
}

func (a *App) installCompletion() *cobra.Command {
	var folder string
	c := &cobra.Command{
		Use:   "install",
		Short: "Install the program that kubectl asks for completions",
		Long: `Install kubectl_complete-undelete, the program that kubectl asks when the shell completes "kubectl undelete".

kubectl finds it on the PATH. It is written beside this plugin, or into the folder of --dir. The completion of kubectl
itself must be set up; see kubectl completion --help.`,
		Example: `  kubectl undelete completion install
  kubectl undelete completion install --dir ~/bin`,
		Args: usage(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			name, text := completer, "#!/bin/sh\n# Completes \"kubectl undelete\". Written by: kubectl undelete completion install\nexec kubectl undelete __complete \"$@\"\n"
			if runtime.GOOS == "windows" {
				name, text = completer+".cmd", "@kubectl undelete __complete %*\r\n"
			}
			if folder == "" {
				folder = filepath.Dir(a.Program)
			}
			path := filepath.Join(folder, name)
			if err := os.WriteFile(path, []byte(text), 0o755); err != nil {
				return failure.Of(failure.General, "Cannot write %s: %v.", path, err).
					Then("Choose a folder of the PATH in which you may write: kubectl undelete completion install --dir FOLDER")
			}
			// The mode of a file that existed before stays as it was.
			if err := os.Chmod(path, 0o755); err != nil {
				return failure.Of(failure.General, "Cannot make %s executable: %v.", path, err)
			}
			a.Terminal.Printf("%s is installed. It works in every shell in which kubectl completes.", path)
			return nil
		},
	}
	c.Flags().StringVar(&folder, "dir", "", "Folder to write it to. It must be on the PATH. (default the folder of this plugin)")
	_ = c.MarkFlagDirname("dir")
	return c
}
