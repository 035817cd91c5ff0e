// Command kubectl-server runs kubectl commands without a process for each: most of what a short command costs is the
// start of its process. It reads requests from its standard input, one JSON object a line, and answers each on its
// standard output before it reads the next. A command behaves as in a process of its own: it has its own command tree,
// clients, standard streams and KUBECONFIG, and no connection outlives it.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync"

	utilnet "k8s.io/apimachinery/pkg/util/net"
	"k8s.io/cli-runtime/pkg/genericclioptions"
	"k8s.io/cli-runtime/pkg/genericiooptions"
	"k8s.io/client-go/rest"
	"k8s.io/component-base/cli"
	"k8s.io/kubectl/pkg/cmd"
	"k8s.io/kubectl/pkg/cmd/util"
)

type request struct {
	Args       []string `json:"args"`
	Kubeconfig string   `json:"kubeconfig"`
	Stdin      string   `json:"stdin"`
}

type response struct {
	Exit int    `json:"exit"`
	Out  string `json:"out"`
	Err  string `json:"err"`
}

func main() {
	requests := json.NewDecoder(os.Stdin)
	responses := json.NewEncoder(os.Stdout)
	responses.SetEscapeHTML(false)
	for {
		var asked request
		if err := requests.Decode(&asked); err != nil {
			return
		}
		answered, err := run(asked)
		if err != nil {
			answered = response{Exit: 1, Err: "kubectl-server: " + err.Error() + "\n"}
		}
		if err := responses.Encode(answered); err != nil {
			return
		}
	}
}

// run gives the command standard streams of its own: kubectl uses those of the process in places.
func run(asked request) (response, error) {
	if err := os.Setenv("KUBECONFIG", asked.Kubeconfig); err != nil {
		return response{}, err
	}
	inReader, inWriter, err := os.Pipe()
	if err != nil {
		return response{}, err
	}
	out, err := capture()
	if err != nil {
		return response{}, err
	}
	errOut, err := capture()
	if err != nil {
		return response{}, err
	}
	stdin, stdout, stderr := os.Stdin, os.Stdout, os.Stderr
	os.Stdin, os.Stdout, os.Stderr = inReader, out.writer, errOut.writer
	go func() {
		// A command that does not read its input ends before this does.
		_, _ = io.WriteString(inWriter, asked.Stdin)
		_ = inWriter.Close()
	}()

	exit := execute(asked.Args)

	os.Stdin, os.Stdout, os.Stderr = stdin, stdout, stderr
	_ = inReader.Close()
	return response{Exit: exit, Out: out.text(), Err: errOut.text()}, nil
}

// execute does what kubectl's main does, and returns the exit code.
func execute(args []string) int {
	exit := 0
	connections := &connections{}
	var ended sync.WaitGroup
	ended.Add(1)
	go func() {
		defer ended.Done()
		util.BehaviorOnFatal(func(message string, code int) {
			if len(message) > 0 {
				fmt.Fprint(os.Stderr, strings.TrimSuffix(message, "\n")+"\n")
			}
			exit = code
			runtime.Goexit()
		})
		flags := genericclioptions.NewConfigFlags(true).
			WithDeprecatedPasswordFlag().
			WithDiscoveryBurst(300).
			WithDiscoveryQPS(50.0).
			WithWrapConfigFn(connections.watch)
		command := cmd.NewDefaultKubectlCommandWithArgs(cmd.KubectlOptions{
			Arguments:   append([]string{"kubectl"}, args...),
			ConfigFlags: flags,
			IOStreams:   genericiooptions.IOStreams{In: os.Stdin, Out: os.Stdout, ErrOut: os.Stderr},
		})
		command.SetArgs(args)
		if err := cli.RunNoErrOutput(command); err != nil {
			util.CheckErr(err)
		}
	}()
	ended.Wait()
	connections.close()
	return exit
}

// connections are those that the clients of a command have opened.
type connections struct {
	mutex      sync.Mutex
	transports []http.RoundTripper
}

func (c *connections) watch(config *rest.Config) *rest.Config {
	config.Wrap(func(transport http.RoundTripper) http.RoundTripper {
		c.mutex.Lock()
		defer c.mutex.Unlock()
		c.transports = append(c.transports, transport)
		return transport
	})
	return config
}

func (c *connections) close() {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for _, transport := range c.transports {
		utilnet.CloseIdleConnectionsFor(transport)
	}
}

// captured is what is written to a stream.
type captured struct {
	writer *os.File
	all    chan string
}

func capture() (*captured, error) {
	reader, writer, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	c := &captured{writer: writer, all: make(chan string, 1)}
	go func() {
		bytes, _ := io.ReadAll(reader)
		_ = reader.Close()
		c.all <- string(bytes)
	}()
	return c, nil
}

func (c *captured) text() string {
	_ = c.writer.Close()
	return <-c.all
}
