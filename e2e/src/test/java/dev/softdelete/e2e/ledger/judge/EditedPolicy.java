package dev.softdelete.e2e.ledger.judge;

import dev.softdelete.e2e.ledger.history.Life;
import dev.softdelete.e2e.ledger.history.Version;
import java.util.List;
import java.util.Map;

/** Releases what it no longer covers: that is no loss. */
final class EditedPolicy {
  private static final Map<String, String> PLURALS =
      Map.of(
          "ConfigMap", "configmaps",
          "Secret", "secrets",
          "Service", "services",
          "Deployment", "deployments",
          "Gadget", "gadgets",
          "Namespace", "namespaces");

  private final Evidence evidence;
  private final List<Life> editions;

  EditedPolicy(Evidence evidence) {
    this.evidence = evidence;
    this.editions =
        evidence.lives().stream()
            .filter(l -> l.is("SoftDeletePolicy") && l.name().equals(evidence.ground().edited()))
            .toList();
  }

  /** Whether an edition let go of it: one from its creation on that does not cover its kind. */
  boolean letGo(Life object) {
    if (evidence.steady(object)) {
      return false;
    }
    long from = object.first().revision();
    boolean absent = editions.stream().noneMatch(e -> e.aliveAt(from));
    return absent || editions.stream().anyMatch(e -> letGo(e, object, from));
  }

  private static boolean letGo(Life edition, Life object, long from) {
    if (edition.gone() > from && edition.gone() < object.gone()) {
      return true;
    }
    return edition.versions().stream()
        .filter(v -> v.revision() < object.gone())
        .filter(v -> v.revision() > from || edition.at(from).filter(v::equals).isPresent())
        .anyMatch(v -> v.deleting() || !covers(v, object.kind()));
  }

  private static boolean covers(Version policy, String kind) {
    for (var rule : policy.json().at("/spec/resources")) {
      for (var resource : rule.path("resources")) {
        if (resource.asText().equals("*") || resource.asText().equals(PLURALS.get(kind))) {
          return true;
        }
      }
    }
    return false;
  }
}
