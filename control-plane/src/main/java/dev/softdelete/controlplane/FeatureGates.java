package dev.softdelete.controlplane;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Builds the servers' argument for feature gates. */
final class FeatureGates {

  private FeatureGates() {}

  static List<String> arguments(Map<String, Boolean> gates) {
    if (gates.isEmpty()) {
      return List.of();
    }
    return List.of(
        new TreeMap<>(gates)
            .entrySet().stream()
                .map(gate -> gate.getKey() + "=" + gate.getValue())
                .collect(Collectors.joining(",", "--feature-gates=", "")));
  }
}
