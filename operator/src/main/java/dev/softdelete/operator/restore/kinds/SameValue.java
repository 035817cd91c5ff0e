package dev.softdelete.operator.restore.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Compares what a user sent with what the API server stored. The stored object has defaults, its
 * quantities are in canonical form, and empty values may be left out.
 */
final class SameValue {
  private static final Pattern QUANTITY =
      Pattern.compile("[+-]?[0-9]{1,18}(\\.[0-9]{1,9})?([KMGTPE]i|[numkMGTPE])?");

  private SameValue() {}

  /** Whether the stored value has everything that was sent. */
  static boolean contains(JsonNode stored, JsonNode sent) {
    if (isNothing(sent)) {
      return true;
    }
    if (sent.isObject()) {
      for (Map.Entry<String, JsonNode> field : sent.properties()) {
        if (!contains(stored.path(field.getKey()), field.getValue())) {
          return false;
        }
      }
      return true;
    }
    if (sent.isArray()) {
      return stored.size() == sent.size() && containsEach(stored, sent);
    }
    return stored.asText().equals(sent.asText()) || sameQuantity(stored, sent);
  }

  /** Whether both are quantities, and the first is less than the second. */
  static boolean isLess(JsonNode one, JsonNode other) {
    return isQuantity(one.asText())
        && isQuantity(other.asText())
        && amount(one).compareTo(amount(other)) < 0;
  }

  private static boolean containsEach(JsonNode stored, JsonNode sent) {
    for (int i = 0; i < sent.size(); i++) {
      if (!contains(stored.path(i), sent.path(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNothing(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isContainerNode() && value.isEmpty())
        || (value.isTextual() && value.asText().isEmpty())
        || (value.isBoolean() && !value.asBoolean())
        || (value.isNumber() && value.asDouble() == 0);
  }

  private static boolean sameQuantity(JsonNode stored, JsonNode sent) {
    return isQuantity(stored.asText())
        && isQuantity(sent.asText())
        && amount(stored).compareTo(amount(sent)) == 0;
  }

  private static boolean isQuantity(String text) {
    return QUANTITY.matcher(text).matches();
  }

  private static BigDecimal amount(JsonNode quantity) {
    return Quantity.parse(quantity.asText()).getNumericalAmount();
  }
}
