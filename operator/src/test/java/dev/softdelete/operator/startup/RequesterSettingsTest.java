package dev.softdelete.operator.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.softdelete.operator.requester.kind.RequesterLists;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequesterSettingsTest {

  @Test
  void haveDefaults() {
    assertThat(RequesterSettings.of(Map.of())).isEqualTo(RequesterLists.DEFAULT);
  }

  @Test
  void theDefaultsAreTheValuesOfTheChart() throws IOException {
    JsonNode values =
        new YAMLMapper()
            .readTree(Path.of("..", "helm", "soft-delete-operator", "values.yaml").toFile())
            .path("requesters");

    assertThat(RequesterLists.DEFAULT)
        .isEqualTo(
            new RequesterLists(
                texts(values.path("tools")),
                texts(values.path("people")),
                texts(values.path("controllers"))));
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }

  @Test
  void areLists() {
    RequesterLists lists =
        RequesterSettings.of(
            Map.of(
                "REQUESTERS_TOOLS",
                "kubectl*, helm",
                "REQUESTERS_PEOPLE",
                "awx/ansible",
                "REQUESTERS_CONTROLLERS",
                "bot:*, group:robots"));

    assertThat(lists)
        .isEqualTo(
            new RequesterLists(
                List.of("kubectl*", "helm"),
                List.of("awx/ansible"),
                List.of("bot:*", "group:robots")));
  }

  @Test
  void canBeEmpty() {
    RequesterLists lists =
        RequesterSettings.of(
            Map.of("REQUESTERS_TOOLS", "", "REQUESTERS_PEOPLE", " ", "REQUESTERS_CONTROLLERS", ""));

    assertThat(lists).isEqualTo(new RequesterLists(List.of(), List.of(), List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "REQUESTERS_TOOLS, *",
    "REQUESTERS_TOOLS, a*b",
    "REQUESTERS_PEOPLE, ansible",
    "REQUESTERS_PEOPLE, system:serviceaccount:awx:ansible",
    "REQUESTERS_CONTROLLERS, *",
    "REQUESTERS_CONTROLLERS, group:",
    "REQUESTERS_CONTROLLERS, group:robots*",
  })
  void whatIsNotInFormIsRefusedByName(String variable, String value) {
    assertThatThrownBy(() -> RequesterSettings.of(Map.of(variable, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(variable)
        .hasMessageContaining(value);
  }
}
