package dev.softdelete.operator.policy;

import dev.softdelete.api.MatchCondition;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OwnerReference;
import dev.softdelete.operator.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * A group of objects that no policy covers, although a policy may cover their kind. The API server
 * decides by the CEL expression. A sweep asks the predicate first, to avoid updating objects that
 * the API server would leave alone.
 *
 * @param name the name of the match condition
 * @param excluded a CEL expression that is true for an excluded object
 * @param known whether metadata alone shows that an object is excluded
 */
public record ObjectExclusion(
    String name, String excluded, BiPredicate<ResourceType, KubeObject> known) {

  private static final Set<String> WORKLOADS =
      Set.of(
          "apps/Deployment",
          "apps/ReplicaSet",
          "apps/StatefulSet",
          "apps/DaemonSet",
          "batch/Job",
          "batch/CronJob",
          "/ReplicationController");

  /**
   * The API server needs minutes to look through tens of thousands of owners: what it spends on an
   * expression grows with the square. An object with more owners than this is covered.
   */
  private static final int MOST_OWNERS = 100;

  /**
   * Excludes objects that a workload owns, except PersistentVolumeClaims: a restored owner would
   * create new claims without the data.
   */
  static final ObjectExclusion OWNED_BY_WORKLOAD =
      new ObjectExclusion(
          "owned-by-workload",
          """
          !(request.resource.group == '' && request.resource.resource == 'persistentvolumeclaims') && \
          has(object.metadata.ownerReferences) && object.metadata.ownerReferences.size() <= %d && \
          object.metadata.ownerReferences.exists(o, has(o.controller) && o.controller && \
          ((o.apiVersion.startsWith('apps/') && \
          o.kind in ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet']) || \
          (o.apiVersion.startsWith('batch/') && o.kind in ['Job', 'CronJob']) || \
          (o.apiVersion == 'v1' && o.kind == 'ReplicationController')))\
          """
              .formatted(MOST_OWNERS),
          (type, object) ->
              !type.groupResource().equals("persistentvolumeclaims")
                  && object.owners().size() <= MOST_OWNERS
                  && object.owners().stream().anyMatch(ObjectExclusion::isWorkload));

  static final List<ObjectExclusion> ALWAYS =
      List.of(
          named("kubernetes-service", "", "services", "kubernetes", "default"),
          named("default-service-account", "", "serviceaccounts", "default", null),
          named("root-ca", "", "configmaps", "kube-root-ca.crt", null),
          new ObjectExclusion(
              "system-secrets",
              """
              request.resource.group == '' && request.resource.resource == 'secrets' && \
              has(object.type) && object.type in ['kubernetes.io/service-account-token', \
              'bootstrap.kubernetes.io/token', 'helm.sh/release.v1']\
              """,
              (type, object) -> false),
          new ObjectExclusion(
              "maintained-by-api-server",
              """
              has(object.metadata.labels) && \
              (('kubernetes.io/bootstrapping' in object.metadata.labels && \
              object.metadata.labels['kubernetes.io/bootstrapping'] == 'rbac-defaults') || \
              'kube-aggregator.kubernetes.io/automanaged' in object.metadata.labels) || \
              request.resource.group == 'flowcontrol.apiserver.k8s.io' && \
              has(object.metadata.annotations) && \
              'apf.kubernetes.io/autoupdate-spec' in object.metadata.annotations && \
              object.metadata.annotations['apf.kubernetes.io/autoupdate-spec'] == 'true'\
              """,
              (type, object) ->
                  "rbac-defaults".equals(object.labels().get("kubernetes.io/bootstrapping"))
                      || object.labels().containsKey("kube-aggregator.kubernetes.io/automanaged")
                      || (type.group().equals("flowcontrol.apiserver.k8s.io")
                          && "true"
                              .equals(
                                  object.annotations().get("apf.kubernetes.io/autoupdate-spec")))),
          new ObjectExclusion(
              "hooks",
              """
              has(object.metadata.annotations) && \
              ('helm.sh/hook' in object.metadata.annotations || \
              'argocd.argoproj.io/hook' in object.metadata.annotations)\
              """,
              (type, object) ->
                  object.annotations().containsKey("helm.sh/hook")
                      || object.annotations().containsKey("argocd.argoproj.io/hook")));

  private static ObjectExclusion named(
      String condition, String group, String plural, String name, String namespace) {
    String cel =
        """
        request.resource.group == '%s' && request.resource.resource == '%s' && \
        has(object.metadata.name) && object.metadata.name == '%s'\
        """
                .formatted(group, plural, name)
            + (namespace == null ? "" : " && request.namespace == '%s'".formatted(namespace));
    return new ObjectExclusion(
        condition,
        cel,
        (type, object) ->
            type.group().equals(group)
                && type.plural().equals(plural)
                && object.name().equals(name)
                && (namespace == null || object.namespace().filter(namespace::equals).isPresent()));
  }

  private static boolean isWorkload(OwnerReference owner) {
    return owner.controller() && WORKLOADS.contains(owner.group() + "/" + owner.kind());
  }

  /**
   * Returns the match conditions that leave out the excluded objects of a policy.
   *
   * @param prefix the start of the names of the conditions
   */
  public static List<MatchCondition> conditions(String prefix, SoftDeletePolicySpec spec) {
    return of(Boolean.TRUE.equals(spec.includeOwned())).stream()
        .map(e -> new MatchCondition(prefix + e.name(), "!(" + e.excluded() + ")"))
        .toList();
  }

  /** Returns the exclusions that apply to the objects of a policy. */
  public static List<ObjectExclusion> of(boolean includeOwned) {
    if (includeOwned) {
      return ALWAYS;
    }
    var all = new ArrayList<>(ALWAYS);
    all.add(OWNED_BY_WORKLOAD);
    return List.copyOf(all);
  }
}
