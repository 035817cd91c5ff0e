package dev.softdelete.operator.capture;

import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.KubeObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds the labels of a record. The labels of the deleted object are copied, except those by which
 * tools track the objects that they own; {@link PartOf} says to what it belonged. Of very many
 * labels, the first are copied: every replica keeps them in memory.
 */
final class RecordLabels {
  private static final int MAX_VALUE = 63;
  static final Set<String> TRACKING =
      Set.of(
          "app.kubernetes.io/instance",
          "app.kubernetes.io/managed-by",
          "argocd.argoproj.io/instance",
          "argocd.argoproj.io/application-set-name",
          "helm.toolkit.fluxcd.io/name",
          "helm.toolkit.fluxcd.io/namespace",
          "olm.managed",
          "kots.io/app-slug",
          "carvel.dev/app",
          "skaffold.dev/run-id",
          "app.kubernetes.io/part-of-applyset");
  static final List<String> TRACKING_PREFIXES =
      List.of(
          "kapp.k14s.io/",
          "applyset.kubernetes.io/",
          "kustomize.toolkit.fluxcd.io/",
          "helm.toolkit.fluxcd.io/",
          "helm.sh/",
          "argocd.argoproj.io/",
          "objectset.rio.cattle.io/",
          "fleet.cattle.io/",
          "config.k8s.io/",
          "configsync.gke.io/",
          "meta.helm.sh/",
          "operators.coreos.com/",
          "pulumi.com/");

  private static final String OURS = SoftDelete.GROUP + "/";

  private RecordLabels() {}

  static Map<String, String> of(KubeObject deleted, String deletionGroup, boolean routine) {
    var labels = new LinkedHashMap<String, String>();
    var room = new BoundedTexts();
    deleted
        .labels()
        .forEach(
            (key, value) -> {
              if (!tracks(key)
                  && !key.startsWith(OURS)
                  && room.take(key.length() + value.length())) {
                labels.put(key, value);
              }
            });
    labels.put(SoftDelete.KIND_LABEL, value(deleted.kind()));
    labels.put(SoftDelete.NAME_LABEL, value(deleted.name()));
    PartOf.of(deleted).ifPresent(whole -> labels.put(SoftDelete.PART_OF_LABEL, whole));
    if (deletionGroup != null) {
      labels.put(SoftDelete.DELETION_GROUP_LABEL, value(deletionGroup));
    }
    if (routine) {
      labels.put(SoftDelete.ROUTINE_LABEL, "true");
    }
    return labels;
  }

  private static boolean tracks(String key) {
    return TRACKING.contains(key) || TRACKING_PREFIXES.stream().anyMatch(key::startsWith);
  }

  /**
   * Returns the closest valid label value: at most 63 characters, with letters, digits, '-', '_'
   * and '.' only.
   */
  static String value(String text) {
    String allowed = text.replaceAll("[^A-Za-z0-9_.-]", "-");
    String cut = allowed.substring(0, Math.min(allowed.length(), MAX_VALUE));
    return cut.replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
  }
}
