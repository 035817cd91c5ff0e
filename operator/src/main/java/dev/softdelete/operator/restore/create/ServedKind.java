package dev.softdelete.operator.restore.create;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.GroupVersion;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.restore.request.RestoreFailedException;
import java.util.List;

/** The kind of a deleted object, in the version in which the object is stored. */
public final class ServedKind {
  private ServedKind() {}

  /**
   * Returns the resource type as it is served now.
   *
   * @throws RestoreFailedException if it is not served
   */
  public static ResourceType of(Discovery discovery, DeletedResource record) {
    ResourceIdentity deleted = record.getSpec().resource();
    return discovery
        .served(deleted.apiVersion(), deleted.resource())
        .orElseThrow(
            () -> {
              String group = GroupVersion.of(deleted.apiVersion()).group();
              List<String> others = discovery.versions(group, deleted.resource());
              return new RestoreFailedException(
                  new RestoreFailure(Reason.KindNotServed, message(deleted, others), true));
            });
  }

  static String message(ResourceIdentity deleted, List<String> otherVersions) {
    if (otherVersions.isEmpty()) {
      return "The cluster does not serve "
          + deleted.resource()
          + " in version "
          + deleted.apiVersion()
          + ". Restore or install its CustomResourceDefinition; the restore goes on by itself.";
    }
    GroupVersion stored = GroupVersion.of(deleted.apiVersion());
    return "The cluster serves %s in %s, but no longer in %s, in which the object is stored. Let its CustomResourceDefinition serve %s again; the restore goes on by itself."
        .formatted(
            ResourceType.of(deleted).groupResource(),
            String.join(", ", otherVersions),
            stored.version(),
            stored.version());
  }
}
