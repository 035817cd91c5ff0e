package dev.softdelete.operator.restore.kinds;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Compares a field of a custom resource as a user sent it and as it is stored. The API server
 * writes the values of custom resources as they were sent; it only adds defaults.
 */
final class CustomValue {
  private CustomValue() {}

  /**
   * Whether an update certainly changes a field with the rule {@code self == oldSelf}. The API
   * server evaluates such a rule only if the field exists before and after the update.
   */
  static boolean changes(JsonNode stored, JsonNode sent) {
    return !isNothing(stored) && !contains(stored, sent);
  }

  private static boolean contains(JsonNode stored, JsonNode sent) {
    if (isNothing(sent)) {
      return true;
    }
    if (sent.isObject()) {
      return sent.propertyStream()
          .allMatch(field -> contains(stored.path(field.getKey()), field.getValue()));
    }
    if (sent.isArray()) {
      for (int i = 0; i < sent.size(); i++) {
        if (!contains(stored.path(i), sent.path(i))) {
          return false;
        }
      }
      return stored.size() == sent.size();
    }
    return (stored.isNumber() && sent.isNumber())
        ? stored.decimalValue().compareTo(sent.decimalValue()) == 0
        : stored.equals(sent);
  }

  private static boolean isNothing(JsonNode value) {
    return value.isMissingNode() || value.isNull() || (value.isContainerNode() && value.isEmpty());
  }
}
