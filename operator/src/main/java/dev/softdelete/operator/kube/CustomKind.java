package dev.softdelete.operator.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a CustomResourceDefinition says about its kind.
 *
 * @param established when the API server began to serve the kind; empty if it does not serve it yet
 * @param judgesChanges whether a validation rule compares an object with its previous version, so
 *     that the API server may refuse even an update that changes nothing
 */
public record CustomKind(Optional<Instant> established, boolean judgesChanges) {
  private static final Pattern PREVIOUS = Pattern.compile("\\boldSelf\\b");

  static CustomKind of(JsonNode definition) {
    return new CustomKind(since(definition), judges(definition));
  }

  private static Optional<Instant> since(JsonNode definition) {
    for (JsonNode condition : definition.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Established")
          && condition.path("status").asText().equals("True")) {
        String time = condition.path("lastTransitionTime").asText("");
        return Optional.of(time.isEmpty() ? Instant.EPOCH : Instant.parse(time));
      }
    }
    return Optional.empty();
  }

  private static boolean judges(JsonNode definition) {
    for (JsonNode rules : definition.at("/spec/versions").findValues("x-kubernetes-validations")) {
      for (JsonNode rule : rules) {
        String expression = rule.path("rule").asText();
        // The rule that a field never changes holds for an update that changes nothing.
        if (PREVIOUS.matcher(expression).find() && !ImmutableByRule.is(expression)) {
          return true;
        }
      }
    }
    return false;
  }
}
