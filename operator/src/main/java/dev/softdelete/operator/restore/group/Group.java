package dev.softdelete.operator.restore.group;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.RestoredObject;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.ServerClock;
import dev.softdelete.operator.record.GroupProgress;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.RecordCatalog;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.record.RequestTime;
import dev.softdelete.operator.record.RestoreFailure;
import dev.softdelete.operator.record.RestoreFailure.Reason;
import dev.softdelete.operator.restore.request.RestoreAuthorization;
import dev.softdelete.operator.restore.request.RestoreRequest;
import dev.softdelete.operator.restore.request.RestoreTarget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers questions about groups from the watched records: which members are restored, when, and
 * how far the restore has progressed.
 */
public final class Group {
  private final ApiServer api;
  private final LiveMembers liveMembers;
  private final RecordCatalog records;
  private final RestoreAuthorization authorization;
  private final TargetNamespace namespaces;
  private final Turns turns;

  public Group(ApiServer api, RecordCatalog records, ServerClock clock) {
    this.api = api;
    this.liveMembers = new LiveMembers(api);
    this.records = records;
    this.authorization = new RestoreAuthorization(api);
    this.turns =
        new Turns(this::withMembers, r -> records.ofGroup(r.getSpec().resource().uid()), clock);
    this.namespaces = new TargetNamespace(api, uid -> records.ofUid(uid).flatMap(this::live));
  }

  /** Returns the record as the API server has it, because the watch may be behind. */
  private Optional<DeletedResource> live(DeletedResource record) {
    return LiveRecord.same(api, record);
  }

  /**
   * Returns the request to restore the record, by itself or with the root of its group; empty if
   * none is under way.
   */
  public Optional<RestoreRequest> request(DeletedResource record) {
    return root(record)
        .flatMap(root -> Inheritance.of(record, root))
        .or(
            () ->
                RecordStep.comesBack(record)
                    ? Optional.of(RestoreRequest.of(record))
                    : Optional.empty());
  }

  /** Whether somebody has asked for a restore of the record or of its root, even if called off. */
  public boolean everAsked(DeletedResource record) {
    return Stream.concat(Stream.of(record), root(record).stream())
        .anyMatch(r -> r.getSpec().restoreRequestedBy() != null);
  }

  /** Whether the record is restored with the root of its group. */
  public boolean comesBackWithOthers(DeletedResource record) {
    return root(record).filter(root -> Inheritance.applies(record, root)).isPresent();
  }

  private Optional<DeletedResource> root(DeletedResource record) {
    return Optional.ofNullable(record.getSpec().deletionGroup()).flatMap(records::ofUid);
  }

  /** Whether the restore of the record must wait for other records. */
  public boolean mustWait(DeletedResource record) {
    return turns.mustWait(record, root(record).filter(root -> Inheritance.applies(record, root)));
  }

  /** Notes that nothing has the name any more over which the record is restored. */
  public void cleared(DeletedResource record) {
    turns.cleared(record);
  }

  private List<DeletedResource> withMembers() {
    var comingBack = new ArrayList<DeletedResource>();
    for (DeletedResource asked : records.comingBack()) {
      comingBack.add(asked);
      members(asked).stream()
          .filter(member -> Inheritance.applies(member, asked))
          .forEach(comingBack::add);
    }
    return comingBack;
  }

  /**
   * Returns why the object may not be restored, if so. Either the requester may not restore it, or
   * it would be created in a namespace of another tenant. An object that exists already is only
   * finished.
   *
   * @param now the current time by the API server's clock
   */
  public Optional<RestoreFailure> refusal(RestoreRequest request, Instant now) {
    Optional<DeletedResource> root = request.root();
    if (root.isEmpty() && RecordStep.restoredAs(request.record()).isPresent()) {
      return Optional.empty();
    }
    return (root.isPresent()
            ? objectionToMember(request)
            : authorization.objectionToRequest(request))
        .map(why -> new RestoreFailure(Reason.Forbidden, why, false))
        .or(
            () ->
                root.isPresent()
                    ? astray(request.record(), root.get())
                    : namespaces.objection(request, RequestTime.of(request.record(), now)));
  }

  private Optional<RestoreFailure> astray(DeletedResource member, DeletedResource root) {
    boolean comes = RestoreOrder.of(root.getSpec().resource()) == RestoreOrder.NAMESPACES;
    return comes && RecordStep.restoredAs(member).isEmpty()
        ? namespaces
            .objection(root)
            .map(why -> new RestoreFailure(Reason.NamespaceMissing, why, true))
        : Optional.empty();
  }

  /**
   * Returns why the requester of the root's restore may not restore a record that is known to be
   * restored with the root, if so.
   */
  public Optional<String> objectionToMember(RestoreRequest request) {
    return request
        .requester()
        .flatMap(
            by ->
                authorization.objectionToMember(
                    request.record(), by, request.target().namespace()));
  }

  /** Returns the requests that there would be if the restore of the root were requested. */
  public List<RestoreRequest> membersIfRequested(DeletedResource root) {
    return members(root).stream()
        .flatMap(member -> Inheritance.ifRequested(member, root).stream())
        .toList();
  }

  /** Whether no member of the group can be created before the root. */
  public static boolean holdsOthers(DeletedResource root) {
    return RestoreOrder.of(root.getSpec().resource()).holdsOthers();
  }

  /**
   * Whether another object is being restored in the same original namespace or at cluster scope.
   */
  public boolean othersComeBack(DeletedResource record) {
    String uid = record.getSpec().resource().uid();
    String namespace = record.getSpec().resource().namespace();
    return records.comingBack().stream()
        .map(r -> r.getSpec().resource())
        .filter(other -> !other.uid().equals(uid))
        .anyMatch(other -> other.namespace() == null || other.namespace().equals(namespace));
  }

  /** Returns the members that were deleted because of the root and can still be restored. */
  private List<DeletedResource> members(DeletedResource root) {
    return records.ofGroup(root.getSpec().resource().uid()).stream()
        .filter(member -> Inheritance.belongs(member.getSpec().resource(), root))
        .filter(member -> RecordStep.stays(member, root))
        .toList();
  }

  /** Returns the members whose turn has come and whose restore has not been tried yet. */
  public List<DeletedResource> ready(DeletedResource root) {
    return members(root).stream()
        .filter(member -> Inheritance.applies(member, root))
        .filter(RestoreQueue::untried)
        .filter(member -> !mustWait(member))
        .toList();
  }

  /**
   * Counts the members. Before all members count as restored, members that the watch has not
   * reported yet are counted too.
   *
   * @param as the restored root
   */
  public GroupProgress progress(DeletedResource root, RestoredObject as) {
    if (!Inheritance.bringsOthers(root)) {
      return GroupProgress.NOBODY_ELSE;
    }
    List<DeletedResource> members = members(root);
    GroupProgress seen =
        GroupProgress.of(members, this::remadeByController)
            .with(records.deletedBefore(root, Optional.of(as)));
    if (!seen.complete()) {
      return seen;
    }
    int unseen = Math.max(0, notBack(root) - seen.remade());
    return new GroupProgress(seen.back(), seen.remade(), seen.refused(), unseen)
        .with(seen.earlier());
  }

  private int notBack(DeletedResource root) {
    return members(root).isEmpty() && !RestoreOrder.of(root.getSpec().resource()).holdsOthers()
        ? 0
        : liveMembers.notBack(root);
  }

  private boolean remadeByController(DeletedResource member) {
    RestoreTarget target =
        request(member).map(RestoreRequest::target).orElseGet(() -> RestoreTarget.of(member));
    return liveMembers.remadeByController(member, target);
  }
}
