package manifest

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"softdelete.dev/cli/internal/plain"
)

func object(t *testing.T, text string) Object {
	t.Helper()
	o, err := Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

const web = `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web","uid":"u","resourceVersion":"1","generation":2,
"creationTimestamp":"t","deletionTimestamp":"t","managedFields":[],"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{}"},
"finalizers":["softdelete.dev/retain","terms.softdelete.dev/default","acme.dev/f"]},"data":{"key":"1"}}`

func TestNeatLeavesOutWhatOthersHaveAdded(t *testing.T) {
	o := object(t, web)
	o.Neat()
	got, _ := o.YAML()
	want := "apiVersion: v1\ndata:\n  key: \"1\"\nkind: ConfigMap\nmetadata:\n  finalizers:\n  - acme.dev/f\n  name: web\n"
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestASecretIsMasked(t *testing.T) {
	o := object(t, `{"apiVersion":"v1","kind":"Secret","data":{"p":"aGlkZGVu"},"stringData":{"q":"hidden"},
		"metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"hidden"}}}`)
	o.MaskSecret()
	got, _ := o.JSON()
	if strings.Contains(got, "hidden") || strings.Contains(got, "aGlkZGVu") || !strings.Contains(got, Mask) {
		t.Errorf("got %s", got)
	}
}

func TestOnlySecretsAreMasked(t *testing.T) {
	o := object(t, `{"apiVersion":"acme.dev/v1","kind":"Secret","data":{"p":"shown"}}`)
	o.MaskSecret()
	if got, _ := o.JSON(); !strings.Contains(got, "shown") {
		t.Errorf("got %s", got)
	}
}

func TestTwoSecretsShowWhichValuesDiffer(t *testing.T) {
	a := object(t, `{"apiVersion":"v1","kind":"Secret","data":{"same":"x","other":"y","gone":"z"}}`)
	b := object(t, `{"apiVersion":"v1","kind":"Secret","data":{"same":"x","other":"Y","new":"z"}}`)
	MaskSecrets(a, b)
	if !reflect.DeepEqual(a["data"], map[string]any{"same": Mask, "other": Mask, "gone": Mask}) {
		t.Errorf("got %v", a)
	}
	if !reflect.DeepEqual(b["data"], map[string]any{"same": Mask, "other": Mask + " (another value)", "new": Mask}) {
		t.Errorf("got %v", b)
	}
}

// What kubectl apply reads from the YAML equals the object.
func TestYAMLIsExact(t *testing.T) {
	for _, value := range []string{
		`"yes"`, `"no"`, `"on"`, `"null"`, `"~"`, `"true"`, `"1"`, `"1.5"`, `"1:20"`, `"0x1f"`, `""`, `" "`, `"a: b"`, `"# c"`, `"- d"`,
		`"two\nlines\n"`, `"two\nlines"`, `"\n"`, `"  indented\nlines"`, `"tab\tbed"`, `"trailing \nspace"`,
		`"\u001b[31mred\u0007"`, `"\u202egnp.exe\u2066"`, `"a\u0085b\u2028c\u2029d\ufeff"`, `"\u009b2J"`, `"\ud83d\ude42"`, `"\udb40\udc41"`,
		`"\u0000"`, `"back\\slash \"quoted\""`, `"\u202e\nline"`, `"\ue0001f\ue001"`, `"---\nkind: Secret"`,
		`1`, `1.5`, `-0.25`, `true`, `null`, `[]`, `{}`, `[[1],{"a":[]}]`, `{"\u001bkey":"v","yes":1,"1":2}`, `9007199254740991`,
	} {
		o := object(t, `{"v":`+value+`}`)
		text, err := o.YAML()
		if err != nil {
			t.Errorf("%s: %v", value, err)
			continue
		}
		if !plain.Visible(text) {
			t.Errorf("%s: invisible characters in %q", value, text)
		}
		var got, want any
		if err := yaml.Unmarshal([]byte(text), &got); err != nil {
			t.Errorf("%s: %v in\n%s", value, err, text)
			continue
		}
		if err := json.Unmarshal([]byte(`{"v":`+value+`}`), &want); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %#v from\n%s", value, got, text)
		}
	}
}

func TestTheDigitsOfNumbersStay(t *testing.T) {
	o := object(t, `{"a":12345678901234567890,"b":1.10,"c":1e400}`)
	for _, print := range []func() (string, error){o.YAML, o.JSON} {
		got, err := print()
		if err != nil {
			t.Fatal(err)
		}
		for _, digits := range []string{"12345678901234567890", "1.10", "1e400"} {
			if !strings.Contains(got, digits) {
				t.Errorf("%s is not in %s", digits, got)
			}
		}
	}
}
