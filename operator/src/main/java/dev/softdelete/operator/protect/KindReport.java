package dev.softdelete.operator.protect;

import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.policy.ProtectedKinds;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Says in the status of a policy which kinds are protected later, less, or not at all. */
final class KindReport {
  private static final int NAMED = 10;

  private KindReport() {}

  /** Returns one sentence for each difference, each with a space before it, or nothing. */
  static String of(ProtectedKinds kinds, SweepResult sweep) {
    return sentence(
            " Protected within seconds, when the API server has their schema: %s.",
            names(kinds.fresh()))
        + sentence(
            " Protected a moment after their creation, because a rule of their definition compares"
                + " an object with its previous version: %s.",
            names(kinds.onUpdate()))
        + sentence(
            " Deleted for good, because their definition refuses an update that changes nothing,"
                + " and a finalizer could not be removed from them: %s.",
            counted(sweep.unprotected()))
        + sentence(
            " Deleted for good, because their API accepts no patch: %s.",
            names(kinds.withoutPatch()));
  }

  private static List<String> names(Set<ResourceType> kinds) {
    return ProtectedKinds.names(kinds);
  }

  private static List<String> counted(Map<String, Long> objects) {
    return new TreeMap<>(objects)
        .entrySet().stream().map(e -> e.getValue() + " of " + e.getKey()).toList();
  }

  private static String sentence(String text, List<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    String some = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return text.formatted(
        names.size() > NAMED ? some + " and " + (names.size() - NAMED) + " more" : some);
  }
}
