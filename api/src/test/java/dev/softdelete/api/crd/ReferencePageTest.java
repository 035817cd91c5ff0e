package dev.softdelete.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      spec:
        group: example.com
        scope: Namespaced
        names: {kind: Box, plural: boxes, shortNames: [bx], categories: [all]}
        versions:
        - name: v1
          additionalPrinterColumns:
          - {name: Size, jsonPath: .spec.size, type: integer, priority: 0}
          - {name: Color, jsonPath: .spec.color, type: string, priority: 1}
          selectableFields:
          - {jsonPath: .spec.color}
          schema:
            openAPIV3Schema:
              description: A Box contains things.
              type: object
              required: [spec]
              x-kubernetes-validations:
              - {rule: "true", message: a box has a name}
              properties:
                spec:
                  description: What the box is like.
                  type: object
                  required: [size]
                  properties:
                    color: {type: string, description: The color., default: red, enum: [red, blue]}
                    size: {type: integer, description: The size in cm., minimum: 1, maximum: 99}
                    things:
                      description: The things in it.
                      type: array
                      maxItems: 5
                      x-kubernetes-list-type: map
                      x-kubernetes-list-map-keys: [name]
                      items:
                        type: object
                        required: [name]
                        properties:
                          name: {type: string, description: A name., pattern: "^a|b$", maxLength: 9}
                    labels:
                      description: Labels by key.
                      type: object
                      additionalProperties: {type: string, minLength: 1}
      """;

  private static final String SECTION =
      """
      ## Box

      A Box contains things.

      | property | value |
      |---|---|
      | API version | `example.com/v1` |
      | resource | `boxes` |
      | short names | `bx` |
      | categories | `all` |
      | scope | Namespaced |
      | field selectors | `spec.color` |
      | columns of `kubectl get` | Size: `.spec.size`<br>Color: `.spec.color` (with `-o wide`) |
      | rules | a box has a name |

      | field | type | rules | description |
      |---|---|---|---|
      | `spec` | object | required | What the box is like. |
      | `spec.color` | string | default: `red`<br>one of `red`, `blue` | The color. |
      | `spec.size` | integer | required<br>1 to 99 | The size in cm. |
      | `spec.things` | []object | at most 5 items<br>items are unique by `name` | The things in it. |
      | `spec.things[].name` | string | required<br>at most 9 characters<br>pattern: `^a\\|b$` | A name. |
      | `spec.labels` | map[string]string | each value: at least 1 character | Labels by key. |
      """;

  @Test
  void describesEveryFieldOfAKind() {
    var definition = Serialization.unmarshal(DEFINITION, CustomResourceDefinition.class);

    assertThat(ReferencePage.of(List.of(definition)))
        .contains("Kinds: [Box](#box).\n")
        .endsWith("\n\n" + SECTION);
  }
}
