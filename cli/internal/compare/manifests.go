package compare

import "softdelete.dev/cli/internal/manifest"

// Manifest is one of two objects. Object is nil if it does not exist.
type Manifest struct {
	Name   string // for the header
	Object manifest.Object
}

// Shown says what is compared and shown beyond what authors write.
type Shown struct {
	Secrets bool // the values of Secrets; else only which of them differ
	Status  bool
}

// Manifests returns the differences of two objects as YAML in unified format, without the fields that
// the API server sets; empty if there are none. It changes both objects.
func Manifests(from, to Manifest, shown Shown) (string, error) {
	for _, o := range []manifest.Object{from.Object, to.Object} {
		o.Neat()
		if !shown.Status {
			o.WithoutStatus()
		}
	}
	if !shown.Secrets {
		manifest.MaskSecrets(from.Object, to.Object)
	}
	var texts [2]string
	for i, o := range []manifest.Object{from.Object, to.Object} {
		if o == nil {
			continue
		}
		var err error
		if texts[i], err = o.YAML(); err != nil {
			return "", err
		}
	}
	return Unified(Side{Name: from.Name, Text: texts[0]}, Side{Name: to.Name, Text: texts[1]})
}
