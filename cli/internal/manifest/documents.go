package manifest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"

	"k8s.io/apimachinery/pkg/util/yaml"
	sigsyaml "sigs.k8s.io/yaml"

	"softdelete.dev/cli/internal/record"
)

// Documents returns the objects of a file in YAML or JSON: those of all its documents, and of all
// lists in it. Documents without content are left out.
func Documents(content []byte) ([]Object, error) {
	reader := yaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(content)))
	var all []Object
	for {
		document, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		raw, err := sigsyaml.YAMLToJSON(document)
		if err != nil {
			return nil, err
		}
		object, err := Parse(raw)
		if err != nil {
			return nil, err
		}
		all = append(all, object.each()...)
	}
}

// each returns the objects of a list, or else the object itself; none if it is empty.
func (o Object) each() []Object {
	if len(o) == 0 {
		return nil
	}
	items, list := o["items"].([]any)
	if kind, _ := o["kind"].(string); !list || !strings.HasSuffix(kind, "List") {
		return []Object{o}
	}
	var all []Object
	for _, item := range items {
		if object, ok := item.(map[string]any); ok {
			all = append(all, Object(object).each()...)
		}
	}
	return all
}

// Named returns the objects that are of the group, kind and name of what was deleted. A namespace is
// compared where the object names one.
func Named(objects []Object, deleted record.Resource) []Object {
	var named []Object
	for _, o := range objects {
		apiVersion, _ := o["apiVersion"].(string)
		metadata, _ := o["metadata"].(map[string]any)
		namespace, _ := metadata["namespace"].(string)
		if o["kind"] == deleted.Kind && (record.Resource{APIVersion: apiVersion}).Group() == deleted.Group() &&
			metadata["name"] == deleted.Name && (namespace == "" || namespace == deleted.Namespace) {
			named = append(named, o)
		}
	}
	return named
}
