package dev.softdelete.operator.protect;

import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.admission.ObjectExclusion;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * What a policy may select, as far as metadata tells. The API server has the last word; this spares
 * a sweep the objects that it would leave alone.
 */
public final class Scope implements BiPredicate<ResourceType, KubeObject> {

  /**
   * What a scope depends on besides its policy.
   *
   * @param operatorNamespace never covered
   * @param namespaceLabels by name; empty for one that is not known yet
   */
  public record Surroundings(
      String operatorNamespace, Function<String, Optional<Map<String, String>>> namespaceLabels) {}

  private final SoftDeletePolicySpec spec;
  private final Surroundings surroundings;
  private final List<ObjectExclusion> exclusions;

  Scope(SoftDeletePolicySpec spec, Surroundings surroundings) {
    this.spec = spec;
    this.surroundings = surroundings;
    this.exclusions = ObjectExclusion.of(Boolean.TRUE.equals(spec.includeOwned()));
  }

  @Override
  public boolean test(ResourceType type, KubeObject object) {
    return !system(type, object)
        && LabelSelectors.matches(spec.objectSelector(), object.labels())
        && inNamespace(type, object)
        && exclusions.stream().noneMatch(e -> e.known().test(type, object));
  }

  private boolean system(ResourceType type, KubeObject object) {
    Optional<String> namespace =
        type.isNamespaces() ? Optional.of(object.name()) : object.namespace();
    return namespace.filter(n -> neverCovered(n, surroundings.operatorNamespace())).isPresent();
  }

  static boolean neverCovered(String namespace, String operatorNamespace) {
    return namespace.startsWith("kube-") || namespace.equals(operatorNamespace);
  }

  private boolean inNamespace(ResourceType type, KubeObject object) {
    if (object.namespace().isEmpty()) {
      return inNamespace(spec, type, object, Map.of());
    }
    return surroundings
        .namespaceLabels()
        .apply(object.namespace().get())
        .map(labels -> inNamespace(spec, type, object, labels))
        .orElse(true);
  }

  /** A namespace is selected by its own labels; nothing else that is cluster-scoped is. */
  static boolean inNamespace(
      SoftDeletePolicySpec spec,
      ResourceType type,
      KubeObject object,
      Map<String, String> namespaceLabels) {
    if (type.namespaced()) {
      return LabelSelectors.matches(spec.namespaceSelector(), namespaceLabels);
    }
    return !type.isNamespaces()
        || LabelSelectors.matches(spec.namespaceSelector(), object.labels());
  }
}
