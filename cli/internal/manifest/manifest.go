// Package manifest shows what was deleted: neatly, with the values of Secrets masked.
package manifest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// Object is a manifest. Numbers are kept digit by digit.
type Object map[string]any

// Mask stands for a value of a Secret.
const Mask = "***"

// Parse reads the JSON of an object.
func Parse(text []byte) (Object, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var o Object
	if err := decoder.Decode(&o); err != nil {
		return nil, fmt.Errorf("not the JSON of an object: %w", err)
	}
	return o, nil
}

// serverFields are the fields of the metadata that the API server sets.
var serverFields = []string{"uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp",
	"deletionGracePeriodSeconds", "managedFields", "selfLink"}

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

// Neat leaves out what the API server and this operator have added: identity and times, field
// ownership, kubectl's copy of the manifest, and the finalizers of the operator.
func (o Object) Neat() {
	metadata, _ := o["metadata"].(map[string]any)
	for _, field := range serverFields {
		delete(metadata, field)
	}
	if annotations, ok := metadata["annotations"].(map[string]any); ok {
		delete(annotations, lastApplied)
		if len(annotations) == 0 {
			delete(metadata, "annotations")
		}
	}
	if finalizers, ok := metadata["finalizers"].([]any); ok {
		var others []any
		for _, f := range finalizers {
			if name, _ := f.(string); !strings.Contains(name, "softdelete.dev/") {
				others = append(others, f)
			}
		}
		metadata["finalizers"] = others
		if len(others) == 0 {
			delete(metadata, "finalizers")
		}
	}
}

// WithoutStatus leaves out the status, which controllers write.
func (o Object) WithoutStatus() {
	delete(o, "status")
}

// IsSecret tells whether the object is a Secret.
func (o Object) IsSecret() bool {
	return o["kind"] == "Secret" && o["apiVersion"] == "v1"
}

// MaskSecret replaces the values of a Secret, also in kubectl's copy of the manifest. Other objects
// stay as they are.
func (o Object) MaskSecret() {
	if o.IsSecret() {
		o.eachSecretValue(func(_ string, _ any) any { return Mask })
	}
}

// MaskSecrets replaces the values of two Secrets, so that it can be seen which values differ.
func MaskSecrets(a, b Object) {
	if !a.IsSecret() && !b.IsSecret() {
		return
	}
	before := map[string]any{}
	a.eachSecretValue(func(path string, value any) any { before[path] = value; return value })
	differs := map[string]bool{}
	b.eachSecretValue(func(path string, value any) any {
		if old, both := before[path]; both && old != value {
			differs[path] = true
			return Mask + " (another value)"
		}
		return Mask
	})
	a.eachSecretValue(func(path string, _ any) any { return Mask })
}

// eachSecretValue replaces each value of data and stringData, and removes the copy that kubectl has
// of them.
func (o Object) eachSecretValue(replace func(path string, value any) any) {
	for _, field := range []string{"data", "stringData"} {
		if values, ok := o[field].(map[string]any); ok {
			for key, value := range values {
				values[key] = replace(field+"/"+key, value)
			}
		}
	}
	if metadata, ok := o["metadata"].(map[string]any); ok {
		if annotations, ok := metadata["annotations"].(map[string]any); ok && annotations[lastApplied] != nil {
			annotations[lastApplied] = Mask
		}
	}
}
