package dev.softdelete.operator.policy;

import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.kube.AddressableName;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Decides which objects a policy may select, as far as their metadata shows. The API server has the
 * final decision. The scope saves a sweep from touching objects that the API server would leave
 * alone.
 */
public final class Scope implements BiPredicate<ResourceType, KubeObject> {

  /**
   * The facts that a scope depends on, besides its policy.
   *
   * @param operatorNamespace the operator's namespace, which is never covered
   * @param namespaceLabels the labels of a namespace by its name; empty for a namespace that is not
   *     known yet
   */
  public record Surroundings(
      String operatorNamespace, Function<String, Optional<Map<String, String>>> namespaceLabels) {}

  private final SoftDeletePolicySpec spec;
  private final Surroundings surroundings;
  private final List<ObjectExclusion> exclusions;

  public Scope(SoftDeletePolicySpec spec, Surroundings surroundings) {
    this.spec = spec;
    this.surroundings = surroundings;
    this.exclusions = ObjectExclusion.of(Boolean.TRUE.equals(spec.includeOwned()));
  }

  @Override
  public boolean test(ResourceType type, KubeObject object) {
    return !system(type, object)
        && AddressableName.is(object.name())
        && LabelSelectors.matches(spec.objectSelector(), object.labels())
        && inNamespace(type, object)
        && exclusions.stream().noneMatch(e -> e.known().test(type, object));
  }

  private boolean system(ResourceType type, KubeObject object) {
    Optional<String> namespace =
        type.isNamespaces() ? Optional.of(object.name()) : object.namespace();
    return namespace.filter(n -> neverCovered(n, surroundings.operatorNamespace())).isPresent();
  }

  public static boolean neverCovered(String namespace, String operatorNamespace) {
    return namespacesNeverCovered(operatorNamespace).contains(namespace);
  }

  /**
   * Returns the namespaces that no policy covers: those of Kubernetes itself, which must be able to
   * repair itself, and the operator's own. Users give their own namespaces names that begin with
   * {@code kube-} too.
   */
  public static List<String> namespacesNeverCovered(String operatorNamespace) {
    return List.of("kube-system", "kube-public", "kube-node-lease", operatorNamespace);
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

  /**
   * Whether the namespace selector admits the object. A Namespace is selected by its own labels.
   * Other cluster-scoped objects are not subject to the selector.
   */
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
