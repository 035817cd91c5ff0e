package dev.softdelete.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class DefinitionDifferenceTest {
  static final Iterable<String> PLURALS = DefinitionsCheck.PLURALS;

  @ParameterizedTest
  @FieldSource("PLURALS")
  void theSameDefinitionLacksNothing(String plural) {
    JsonNode definition = DefinitionsCheck.packed(plural);

    assertThat(definition.at("/spec/names/plural").asText()).isEqualTo(plural);
    assertThat(DefinitionDifference.missing(definition, definition)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          softdeletepolicies | /schema/openAPIV3Schema/properties/spec/properties | enforcement | spec.enforcement
          softdeletepolicies | /schema/openAPIV3Schema/properties/spec/properties/resources/items/properties | apiGroups | spec.resources[].apiGroups
          deletedresources   | /subresources                                      | status      | the subresource status
          """)
  void whatAnOlderDefinitionLacksIsNamed(String plural, String in, String field, String expected) {
    JsonNode older = DefinitionsCheck.packed(plural).deepCopy();
    ((ObjectNode) older.at("/spec/versions/0" + in)).remove(field);

    assertThat(DefinitionDifference.missing(DefinitionsCheck.packed(plural), older))
        .containsExactly(expected);
  }

  @Test
  void aValueOfAnEnumerationIsNamed() {
    JsonNode older = DefinitionsCheck.packed("softdeletepolicies").deepCopy();
    ArrayNode values =
        (ArrayNode)
            older.at(
                "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/enforcement/enum");
    String last = values.remove(values.size() - 1).asText();

    assertThat(DefinitionDifference.missing(DefinitionsCheck.packed("softdeletepolicies"), older))
        .containsExactly("the value " + last + " of spec.enforcement");
  }

  @Test
  void aValidationRuleIsNamed() {
    JsonNode older = DefinitionsCheck.packed("deletedresourcereviews").deepCopy();
    ((ObjectNode) older.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec"))
        .remove("x-kubernetes-validations");

    assertThat(
            DefinitionDifference.missing(DefinitionsCheck.packed("deletedresourcereviews"), older))
        .singleElement()
        .asString()
        .startsWith("a validation rule of spec: ");
  }

  @Test
  void whatALaterVersionHasBesidesDoesNoHarm() {
    JsonNode later = DefinitionsCheck.packed("softdeletepolicies").deepCopy();
    ((ObjectNode) later.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties"))
        .putObject("invented");

    assertThat(DefinitionDifference.missing(DefinitionsCheck.packed("softdeletepolicies"), later))
        .isEmpty();
  }
}
