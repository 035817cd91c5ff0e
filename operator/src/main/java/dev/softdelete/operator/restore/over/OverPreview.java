package dev.softdelete.operator.restore.over;

import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Discovery;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ObjectKey;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.restore.create.RestoringCreate;
import dev.softdelete.operator.restore.request.RestoreAuthorization;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.snapshot.StoredObject;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Determines what a restore over what lives would delete first. Writes nothing. */
public final class OverPreview {
  private final NameInUse names;
  private final LiveObjectDelete deletes;
  private final RestoringCreate creates;
  private final RestoreAuthorization authorization;
  private final Dependents dependents;

  /**
   * What would happen to the live object.
   *
   * @param obstacle why the restore would not delete it; empty if it would
   * @param sentence what would be deleted, for every reader of the record; empty if nothing
   */
  public record Before(Optional<RestoreFailure> obstacle, String sentence) {}

  /**
   * Creates an instance.
   *
   * @param clock the clock of the API server
   */
  public OverPreview(
      ApiServer api,
      Discovery discovery,
      RestoringCreate creates,
      LiveObjectDelete deletes,
      InstantSource clock) {
    this.names = new NameInUse(api, clock);
    this.deletes = deletes;
    this.creates = creates;
    this.authorization = new RestoreAuthorization(api);
    this.dependents = new Dependents(api, discovery);
  }

  /**
   * Returns what would happen to the live object.
   *
   * @param live an object that has the name, and is not the deleted one
   */
  public Before of(
      RestoreRequest request, StoredObject stored, KubeObject live, ResourceType type) {
    return switch (names.decide(request, stored, type, Optional.of(live))) {
      case OverStep.Free f -> new Before(Optional.empty(), "");
      case OverStep.Refuse r -> new Before(Optional.of(r.why()), "");
      case OverStep.Ends e ->
          live.retained()
              ? new Before(
                  Optional.empty(),
                  " " + request.target() + " is being deleted, and captured first.")
              : new Before(Optional.of(creates.taken(request, live, type)), "");
      case OverStep.Delete d -> deletable(request, live, type);
    };
  }

  /** Whether what has the name of the member is a dependent of what the root is restored over. */
  public boolean goesFirst(RestoreRequest root, RestoreRequest member) {
    return root.over()
        && names
            .live(root, type(root))
            .filter(
                owner ->
                    names
                        .live(member, type(member))
                        .filter(
                            there ->
                                there.owners().stream().anyMatch(o -> o.uid().equals(owner.uid())))
                        .isPresent())
            .isPresent();
  }

  private static ResourceType type(RestoreRequest request) {
    return ResourceType.of(request.record().getSpec().resource());
  }

  private Before deletable(RestoreRequest request, KubeObject live, ResourceType type) {
    ObjectKey key = NameInUse.key(request, type);
    Optional<RestoreFailure> objection =
        authorization
            .objectionToDelete(request, type)
            .map(why -> new RestoreFailure(Reason.Forbidden, why + ".", false))
            .or(() -> deletes.objection(request, key, live));
    return new Before(objection, objection.isPresent() ? "" : sentence(request, live, type));
  }

  private String sentence(RestoreRequest request, KubeObject live, ResourceType type) {
    String text =
        " Before that, %s %s would be soft-deleted for %s, with a record of its own."
            .formatted(type.kind(), request.target(), request.requesterName());
    return names.mayRead(request, type)
        ? text
            + " It has the uid %s and was created at %s.".formatted(live.uid(), live.creationTime())
            + owned(live)
        : text;
  }

  private String owned(KubeObject live) {
    if (live.namespace().isEmpty()) {
      return " What it owns would go with it.";
    }
    Map<String, Integer> counts = dependents.of(live.namespace().get(), live.uid());
    return counts.isEmpty()
        ? " It owns nothing."
        : " With it would go %d object(s) that it owns: %s."
            .formatted(
                counts.values().stream().mapToInt(Integer::intValue).sum(),
                counts.entrySet().stream()
                    .map(e -> e.getValue() + " " + e.getKey())
                    .collect(Collectors.joining(", ")));
  }
}
