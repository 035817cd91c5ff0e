package dev.softdelete.operator.review;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.Requester;
import dev.softdelete.api.RestoreVerdict;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.State;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.record.KeptCopy;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.requester.RequesterSummary;
import dev.softdelete.operator.restore.GroupPreviews;
import dev.softdelete.operator.restore.Preview;
import dev.softdelete.operator.restore.RestorePreviews;
import dev.softdelete.operator.restore.group.Group;
import dev.softdelete.operator.restore.request.RestoreRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Determines what a restore in the original place would lead to if a user requested it, by the
 * preview that the annotation {@code softdelete.dev/restore: "dry-run"} asks for. Writes nothing.
 */
public final class RestoreVerdicts {
  private static final int LISTED = 1000;

  /** What a request has written to the record, perhaps that of another user. */
  private static final Set<String> REQUESTED =
      Set.of(
          SoftDelete.RESTORE_ANNOTATION,
          SoftDelete.RESTORE_AS_ANNOTATION,
          SoftDelete.RESTORE_NAMESPACE_ANNOTATION,
          SoftDelete.RESTORE_OVER_ANNOTATION);

  private final RestorePreviews previews;
  private final GroupPreviews others;
  private final Group group;

  public RestoreVerdicts(RestorePreviews previews, Group group) {
    this.previews = previews;
    this.others = new GroupPreviews(previews, group);
    this.group = group;
  }

  RestoreVerdict of(DeletedResource record, Requester who) {
    RestoreRequest request =
        RestoreRequest.of(withoutRequest(record)).by(RequesterSummary.login(who));
    return underWayOrDone(request).or(() -> forbidden(request)).orElseGet(() -> previewed(request));
  }

  private static DeletedResource withoutRequest(DeletedResource record) {
    DeletedResource plain = Json.as(DeletedResource.class, Json.tree(record));
    Optional.ofNullable(plain.getMetadata().getAnnotations())
        .ifPresent(annotations -> annotations.keySet().removeAll(REQUESTED));
    return plain;
  }

  /** Returns the verdict for a record that says itself why a request would change nothing. */
  static Optional<RestoreVerdict> underWayOrDone(RestoreRequest request) {
    DeletedResource record = request.record();
    return switch (RecordStep.state(record)) {
      case RESTORING ->
          Optional.of(
              impossible(request, State.RESTORING, "A restore of it is in progress already."));
      case RESTORED ->
          KeptCopy.of(record).isPresent()
              ? Optional.empty()
              : Optional.of(
                  impossible(request, State.RESTORED, "It was restored already" + as(record)));
      case DELETED, PURGING -> Optional.empty();
    };
  }

  private static String as(DeletedResource record) {
    return RecordStep.restoredAs(record).map(RestoreVerdicts::name).orElse("") + ".";
  }

  private static String name(RestoredObject as) {
    return ", as " + (as.namespace() == null ? "" : as.namespace() + "/") + as.name();
  }

  private static RestoreVerdict impossible(RestoreRequest request, State state, String why) {
    String reason = state == State.RESTORING ? "Restoring" : "Restored";
    return verdict(request, Optional.of(reason), why, List.of(why), List.of());
  }

  private Optional<RestoreVerdict> forbidden(RestoreRequest request) {
    return group
        .objectionToMember(request)
        .map(
            why ->
                verdict(
                    request,
                    Optional.of(RestoreFailure.Reason.Forbidden.name()),
                    why,
                    List.of(why),
                    List.of()));
  }

  private RestoreVerdict previewed(RestoreRequest request) {
    Preview preview = previews.of(request);
    GroupPreviews.Others more = others.of(request);
    return verdict(
        request,
        preview.obstacle().map(o -> o.reason().name()),
        preview.whole() + more.message(),
        Stream.concat(
                preview.obstacle().map(o -> o.whole().orElse(o.message())).stream(),
                more.obstacles().stream())
            .toList(),
        preview.differences());
  }

  private static RestoreVerdict verdict(
      RestoreRequest request,
      Optional<String> reason,
      String message,
      List<String> conflicts,
      List<String> differences) {
    return new RestoreVerdict(
        reason.isEmpty(),
        reason.orElse(null),
        message,
        request.target().place(),
        conflicts.stream().limit(LISTED).toList(),
        differences.stream().limit(LISTED).toList());
  }
}
