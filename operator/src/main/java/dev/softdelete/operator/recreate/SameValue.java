package dev.softdelete.operator.recreate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a value as a client wrote it and a value as the API server returns it are the same. The
 * API server writes a quantity in its canonical form: {@code 1000m} as {@code 1}, and {@code
 * 1024Mi} as {@code 1Gi}.
 */
final class SameValue {
  /**
   * A quantity as {@code k8s.io/apimachinery/pkg/api/resource} reads it. Longer ones are not
   * compared as numbers.
   */
  private static final Pattern QUANTITY =
      Pattern.compile(
          "([+-]?\\d{1,20}(?:\\.\\d{0,20})?)(?:[eE]([+-]?\\d{1,2})|([numkMGTPE]|[KMGTPE]i)?)");

  private static final Map<String, BigDecimal> DECIMAL =
      Map.of(
          "n", BigDecimal.ONE.movePointLeft(9),
          "u", BigDecimal.ONE.movePointLeft(6),
          "m", BigDecimal.ONE.movePointLeft(3),
          "k", BigDecimal.ONE.movePointRight(3),
          "M", BigDecimal.ONE.movePointRight(6),
          "G", BigDecimal.ONE.movePointRight(9),
          "T", BigDecimal.ONE.movePointRight(12),
          "P", BigDecimal.ONE.movePointRight(15),
          "E", BigDecimal.ONE.movePointRight(18));

  private SameValue() {}

  /** Whether two scalars are the same. */
  static boolean of(JsonNode one, JsonNode other) {
    if (one.isContainerNode() || other.isContainerNode()) {
      return false;
    }
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    if (one.equals(other)) {
      return true;
    }
    if (one.isBoolean() || other.isBoolean()) {
      return false;
    }
    Optional<BigDecimal> quantity = quantity(one.asText());
    return quantity.isPresent()
        && quantity(other.asText()).filter(q -> q.compareTo(quantity.get()) == 0).isPresent();
  }

  private static Optional<BigDecimal> quantity(String text) {
    Matcher matcher = QUANTITY.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    if (matcher.group(2) != null) {
      return Optional.of(number.scaleByPowerOfTen(Integer.parseInt(matcher.group(2))));
    }
    String suffix = matcher.group(3);
    return Optional.of(suffix == null ? number : number.multiply(factor(suffix)));
  }

  private static BigDecimal factor(String suffix) {
    return suffix.endsWith("i")
        ? BigDecimal.valueOf(1024).pow("KMGTPE".indexOf(suffix.charAt(0)) + 1)
        : DECIMAL.get(suffix);
  }
}
