package dev.softdelete.operator.capture;

import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.requester.kind.ToolMark;
import dev.softdelete.operator.snapshot.SnapshotCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides to what a deleted object belonged: to an Argo CD Application, a Flux Kustomization or
 * HelmRelease, a Helm release, or an instance of an application. The record bears it as a label,
 * because it must not bear the label by which the tool tracks its objects.
 */
final class PartOf {
  private static final int LONGEST = 63;
  private static final int HASH = 10;

  private PartOf() {}

  /** Returns a valid label value; empty if nothing on the object says to what it belonged. */
  static Optional<String> of(KubeObject deleted) {
    var labels = deleted.labels();
    return Stream.of(
            application(deleted.annotations().get(ToolMark.TRACKING_ID)),
            named(labels.get("kustomize.toolkit.fluxcd.io/name")),
            named(labels.get("helm.toolkit.fluxcd.io/name")),
            named(deleted.annotations().get("meta.helm.sh/release-name")),
            named(labels.get("app.kubernetes.io/instance")),
            // Argo CD may be configured to track by this label in place of the one before.
            named(labels.get("argocd.argoproj.io/instance")))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * Returns the Application of a tracking id, {@code application:group/kind:namespace/name}. The
   * name of an Application outside the namespace of Argo CD has its namespace before it: {@code
   * team-a_shop}.
   */
  private static Optional<String> application(String trackingId) {
    int end = trackingId == null ? -1 : trackingId.indexOf(':');
    return end < 0 ? Optional.empty() : named(trackingId.substring(0, end));
  }

  /**
   * Returns the name as a label value. A name that is no label value, because it is too long or has
   * other characters, is changed and gets a hash of the whole name, so that different names stay
   * different. The result is empty if the name begins without any letter or digit.
   */
  private static Optional<String> named(String name) {
    if (name == null) {
      return Optional.empty();
    }
    String value = RecordLabels.value(name);
    if (value.isEmpty() || value.equals(name)) {
      return Optional.of(value).filter(v -> !v.isEmpty());
    }
    String hash = SnapshotCodec.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, HASH);
    int room = LONGEST - 1 - HASH;
    String start = RecordLabels.value(value.substring(0, Math.min(value.length(), room)));
    return Optional.of(start + "-" + hash);
  }
}
