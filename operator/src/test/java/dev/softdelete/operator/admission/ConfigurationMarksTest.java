package dev.softdelete.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationMarksTest {
  private static final String DISABLED = "admissions.enforcer/disabled";

  @Test
  void areAddedToWhatTheConfigurationHas() {
    ObjectNode marked =
        new ConfigurationMarks(Map.of("team", "a"), Map.of(DISABLED, "true")).on(ours());

    assertThat(marked.path("metadata"))
        .isEqualTo(
            Json.parse(
                    "{\"metadata\":{\"labels\":{\"ours\":\"yes\",\"team\":\"a\"},\"annotations\":{\"%s\":\"true\"}}}"
                        .formatted(DISABLED)
                        .getBytes(StandardCharsets.UTF_8))
                .path("metadata"));
  }

  @Test
  void whatTheOperatorWritesWins() {
    ObjectNode marked = new ConfigurationMarks(Map.of("ours", "no"), Map.of()).on(ours());

    assertThat(marked).isEqualTo(ours());
  }

  @Test
  void withoutMarksNothingIsAdded() {
    assertThat(ConfigurationMarks.NONE.on(ours())).isEqualTo(ours());
  }

  @Test
  void tellWhetherTheEnforcerOfAksIsDisabled() {
    assertThat(new ConfigurationMarks(Map.of(DISABLED, "true"), Map.of()).disableEnforcer())
        .isTrue();
    assertThat(new ConfigurationMarks(Map.of(), Map.of(DISABLED, "true")).disableEnforcer())
        .isTrue();
    assertThat(new ConfigurationMarks(Map.of(), Map.of(DISABLED, "false")).disableEnforcer())
        .isFalse();
    assertThat(ConfigurationMarks.NONE.disableEnforcer()).isFalse();
  }

  private static ObjectNode ours() {
    ObjectNode ours = Json.object();
    ours.putObject("metadata").putObject("labels").put("ours", "yes");
    return ours;
  }
}
