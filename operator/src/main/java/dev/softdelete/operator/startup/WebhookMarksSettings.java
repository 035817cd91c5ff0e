package dev.softdelete.operator.startup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.softdelete.operator.admission.ConfigurationMarks;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the labels and annotations for the webhook configurations, each a JSON object of texts. */
final class WebhookMarksSettings {
  private static final String LABELS = "WEBHOOK_LABELS";
  private static final String ANNOTATIONS = "WEBHOOK_ANNOTATIONS";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A qualified name, as Kubernetes defines it: an optional DNS prefix, and up to 63 characters.
   */
  private static final Pattern KEY =
      Pattern.compile(
          "([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

  private static final Pattern LABEL_VALUE =
      Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");

  /** The keys by which the operator finds its configurations. */
  private static final Pattern RESERVED =
      Pattern.compile("([a-z0-9.-]+\\.)?softdelete\\.dev/.*|app\\.kubernetes\\.io/managed-by");

  private WebhookMarksSettings() {}

  static ConfigurationMarks of(Map<String, String> environment) {
    Map<String, String> labels = read(environment, LABELS);
    labels.forEach(
        (key, value) ->
            require(LABEL_VALUE.matcher(value).matches(), LABELS, "no label value: " + value));
    return new ConfigurationMarks(labels, read(environment, ANNOTATIONS));
  }

  private static Map<String, String> read(Map<String, String> environment, String variable) {
    String text = environment.getOrDefault(variable, "");
    if (text.isBlank()) {
      return Map.of();
    }
    Map<String, String> marks = parse(variable, text);
    require(marks != null, variable, "not null");
    marks.forEach(
        (key, value) -> {
          require(KEY.matcher(key).matches(), variable, "no key: " + key);
          require(!RESERVED.matcher(key).matches(), variable, "reserved for the operator: " + key);
          require(value != null, variable, "no text for " + key);
        });
    return marks;
  }

  private static Map<String, String> parse(String variable, String text) {
    try {
      return JSON.readValue(text, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          variable + " must be a JSON object of texts, not '" + text + "'", e);
    }
  }

  private static void require(boolean holds, String variable, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(
          variable
              + " must be a JSON object of texts that a webhook configuration can have: "
              + otherwise);
    }
  }
}
