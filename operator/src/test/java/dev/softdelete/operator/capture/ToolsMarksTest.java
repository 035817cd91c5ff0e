package dev.softdelete.operator.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The operator copies no tracking marks of tools to a record, and the chart's admission policy lets
 * no user add one.
 */
class ToolsMarksTest {
  private static final Path POLICY =
      Path.of("../helm/soft-delete-operator/templates/admission/records.yaml");

  @Test
  void areTheSameInTheChart() throws IOException {
    assertThat(inTheChart("toolsKeys")).containsExactlyInAnyOrderElementsOf(RecordLabels.TRACKING);
    assertThat(inTheChart("toolsPrefixes"))
        .containsExactlyInAnyOrderElementsOf(RecordLabels.TRACKING_PREFIXES);
  }

  private static List<String> inTheChart(String variable) throws IOException {
    String list = first(Pattern.quote("- name: " + variable) + "\\s+expression: >-\\s+\\[([^]]*)]");
    return Pattern.compile("'([^']*)'").matcher(list).results().map(m -> m.group(1)).toList();
  }

  private static String first(String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(POLICY))
        .results()
        .map((MatchResult m) -> m.group(1))
        .findFirst()
        .orElseThrow();
  }
}
