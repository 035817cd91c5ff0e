package manifest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"softdelete.dev/cli/internal/plain"
)

// JSON returns the object as indented JSON, with its keys in order.
func (o Object) JSON() (string, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "    ")
	if err := encoder.Encode(map[string]any(o)); err != nil {
		return "", err
	}
	return plain.JSON(out.String()), nil
}

// YAML returns the object as YAML, with its keys in order. A string that has invisible characters
// is written in quotes, with escapes, so that the YAML means exactly the same and is safe to print.
func (o Object) YAML() (string, error) {
	w := yamlWriter{escapes: map[string]string{}}
	document, err := w.node(map[string]any(o))
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	encoder.CompactSeqIndent()
	if err := encoder.Encode(document); err != nil {
		return "", err
	}
	text := out.String()
	for stand, escape := range w.escapes {
		text = strings.ReplaceAll(text, stand, escape)
	}
	return text, nil
}

type yamlWriter struct {
	// escapes has, for each text that stands for an invisible character, its escape in YAML.
	escapes map[string]string
}

func (w yamlWriter) node(value any) (*yaml.Node, error) {
	switch v := value.(type) {
	case map[string]any:
		return w.mapping(v)
	case []any:
		list := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		if len(v) == 0 {
			list.Style = yaml.FlowStyle
		}
		for _, item := range v {
			node, err := w.node(item)
			if err != nil {
				return nil, err
			}
			list.Content = append(list.Content, node)
		}
		return list, nil
	case json.Number:
		tag := "!!int"
		if strings.ContainsAny(v.String(), ".eE") {
			tag = "!!float"
		}
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: v.String()}, nil
	case string:
		return w.text(v)
	default:
		node := &yaml.Node{}
		return node, node.Encode(v)
	}
}

func (w yamlWriter) mapping(values map[string]any) (*yaml.Node, error) {
	mapping := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	if len(values) == 0 {
		mapping.Style = yaml.FlowStyle
	}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		name, err := w.text(key)
		if err != nil {
			return nil, err
		}
		value, err := w.node(values[key])
		if err != nil {
			return nil, err
		}
		mapping.Content = append(mapping.Content, name, value)
	}
	return mapping, nil
}

func (w yamlWriter) text(text string) (*yaml.Node, error) {
	node := &yaml.Node{}
	if plain.Visible(text) && !strings.ContainsAny(text, "\t") {
		return node, node.Encode(text)
	}
	var out strings.Builder
	for _, r := range text {
		// The emitter escapes ASCII itself.
		if r < 0x7f || plain.Visible(string(r)) {
			out.WriteRune(r)
			continue
		}
		stand := fmt.Sprintf("\ue000%x\ue001", r)
		w.escapes[stand] = fmt.Sprintf(`\U%08X`, r)
		out.WriteString(stand)
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: out.String()}, nil
}
