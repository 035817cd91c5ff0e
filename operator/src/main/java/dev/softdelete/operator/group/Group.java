package dev.softdelete.operator.group;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Conditions;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.OwnerReference;
import dev.softdelete.operator.kube.ResourceType;
import dev.softdelete.operator.record.LiveObject;
import dev.softdelete.operator.record.RecordCatalog;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.restore.RestoreFailure;
import dev.softdelete.operator.restore.RestoreFailure.Reason;
import dev.softdelete.operator.restore.RestoreTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What went together, by the records that a watch has: which of it comes back, when, and how far
 * that is.
 */
public final class Group {
  private static final Duration REMEMBERED = Duration.ofMillis(100);

  /** Whoever does not get on by then is not waited for. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private record Queue(RestoreQueue queue, long at) {}

  private final ApiServer api;
  private final RecordCatalog records;
  private final GroupRights rights;
  private final TargetNamespace namespaces;
  private final Cache<String, Long> waitingSince =
      Caffeine.newBuilder().expireAfterAccess(LONGEST_WAIT.multipliedBy(2)).build();
  private volatile Queue last = new Queue(RestoreQueue.of(List.of()), 0);

  public Group(ApiServer api, RecordCatalog records) {
    this.api = api;
    this.records = records;
    this.rights = new GroupRights(api);
    this.namespaces = new TargetNamespace(api, records::ofUid);
  }

  /** As if its own restore had been asked for, where it comes back with the root of its group. */
  public DeletedResource asked(DeletedResource record) {
    return root(record).flatMap(root -> Inheritance.of(record, root)).orElse(record);
  }

  /** Whether it does. */
  public boolean comesBackWithOthers(DeletedResource record) {
    return root(record).filter(root -> Inheritance.applies(record, root)).isPresent();
  }

  private Optional<DeletedResource> root(DeletedResource record) {
    return Optional.ofNullable(record.getSpec().deletionGroup()).flatMap(records::ofUid);
  }

  /**
   * Whether its turn has not come.
   *
   * @param record as {@link #asked} gives it
   */
  public boolean mustWait(DeletedResource record) {
    if (!RestoreQueue.untried(record)) {
      return false;
    }
    if (root(record).filter(r -> inherits(record, r)).filter(Inheritance::tooEarly).isPresent()) {
      return true;
    }
    String uid = record.getSpec().resource().uid();
    if (!queue().makesWait(record)) {
      waitingSince.invalidate(uid);
      return false;
    }
    long now = System.nanoTime();
    Long since = waitingSince.asMap().putIfAbsent(uid, now);
    return since == null || now - since < LONGEST_WAIT.toNanos();
  }

  private boolean inherits(DeletedResource record, DeletedResource root) {
    return records
        .ofUid(record.getSpec().resource().uid())
        .filter(r -> Inheritance.applies(r, root))
        .isPresent();
  }

  private RestoreQueue queue() {
    Queue known = last;
    if (System.nanoTime() - known.at() < REMEMBERED.toNanos()) {
      return known.queue();
    }
    var comingBack = new ArrayList<DeletedResource>();
    for (DeletedResource asked : records.comingBack()) {
      comingBack.add(asked);
      members(asked).stream()
          .filter(member -> Inheritance.applies(member, asked))
          .forEach(comingBack::add);
    }
    last = new Queue(RestoreQueue.of(comingBack), System.nanoTime());
    return last.queue();
  }

  /**
   * Why it may not come back by way of its group: whoever asked for the root may not ask for this
   * one, or it would come into a stranger's namespace. Empty for what was itself asked for.
   */
  public Optional<RestoreFailure> refusal(DeletedResource asked) {
    return root(asked)
        .filter(root -> inherits(asked, root))
        .flatMap(
            root ->
                objectionToMember(asked)
                    .map(why -> new RestoreFailure(Reason.Forbidden, why, false))
                    .or(() -> astray(asked, root)));
  }

  private Optional<RestoreFailure> astray(DeletedResource asked, DeletedResource root) {
    boolean comes = Stage.of(root.getSpec().resource()) == Stage.NAMESPACES;
    return comes && RecordStep.restoredAs(asked).isEmpty()
        ? namespaces
            .objection(root)
            .map(why -> new RestoreFailure(Reason.NamespaceMissing, why, true))
        : Optional.empty();
  }

  /** Why whoever asked for the root may not ask for what is known to come back with it. */
  public Optional<String> objectionToMember(DeletedResource asked) {
    return Optional.ofNullable(asked.getSpec().restoreRequestedBy())
        .flatMap(by -> rights.objection(asked, by, RestoreTarget.of(asked).namespace()));
  }

  /** The members, as if the restore of the root had been asked for. */
  public List<DeletedResource> membersIfAsked(DeletedResource root) {
    DeletedResource asked = Inheritance.ifAsked(root);
    return members(root).stream()
        .flatMap(member -> Inheritance.of(member, asked).stream())
        .toList();
  }

  /** Whether nothing of the group can be created before its root. */
  public static boolean holdsOthers(DeletedResource root) {
    return Stage.of(root.getSpec().resource()).holdsOthers();
  }

  /** Whether something else is being restored where it was, or in the cluster. */
  public boolean othersComeBack(DeletedResource record) {
    String uid = record.getSpec().resource().uid();
    String namespace = record.getSpec().resource().namespace();
    return records.comingBack().stream()
        .map(r -> r.getSpec().resource())
        .filter(other -> !other.uid().equals(uid))
        .anyMatch(other -> other.namespace() == null || other.namespace().equals(namespace));
  }

  /** What went because the root did. */
  private List<DeletedResource> members(DeletedResource root) {
    return records.ofGroup(root.getSpec().resource().uid()).stream()
        .filter(member -> Inheritance.belongs(member.getSpec().resource(), root))
        .filter(member -> RecordStep.stays(member, root))
        .toList();
  }

  /** Those members whose turn has come, and that nobody has tried yet. */
  public List<DeletedResource> ready(DeletedResource root) {
    return members(root).stream()
        .filter(member -> Inheritance.applies(member, root))
        .filter(RestoreQueue::untried)
        .filter(member -> !mustWait(member))
        .toList();
  }

  /** Counts the members; what a watch has not told of yet counts as well before all are back. */
  public GroupProgress progress(DeletedResource root) {
    if (!Inheritance.bringsOthers(root)) {
      return GroupProgress.NOBODY_ELSE;
    }
    List<DeletedResource> members = members(root);
    GroupProgress seen = GroupProgress.of(members, this::remadeByController);
    if (!seen.complete()) {
      return seen;
    }
    int unseen = Math.max(0, notBack(root) - seen.remade());
    return new GroupProgress(seen.back(), seen.remade(), seen.refused(), unseen);
  }

  private int notBack(DeletedResource root) {
    if (members(root).isEmpty() && !Stage.of(root.getSpec().resource()).holdsOthers()) {
      return 0;
    }
    String query =
        "?labelSelector=%s%%3D%s&fieldSelector=status.state%%21%%3DRESTORED"
            .formatted(SoftDelete.DELETION_GROUP_LABEL, root.getSpec().resource().uid());
    int count = 0;
    for (var item :
        Json.parse(api.get(ResourceType.DELETED_RESOURCES.path() + query)).path("items")) {
      if (!item.at("/metadata").has("deletionTimestamp")
          && Inheritance.belongs(LiveObject.identity(item), root)) {
        count++;
      }
    }
    return count;
  }

  /** A controller has put another in its place, as it does. */
  private boolean remadeByController(DeletedResource member) {
    boolean conflict =
        Conditions.find(member.getStatus().conditions(), "Restored")
            .filter(c -> c.getReason().equals("NameConflict"))
            .isPresent();
    if (!conflict) {
      return false;
    }
    ResourceIdentity deleted = member.getSpec().resource();
    RestoreTarget target = RestoreTarget.of(asked(member));
    return api.findMetadata(ResourceType.of(deleted).path(target.namespace(), target.name()))
        .map(KubeObject::owners)
        .filter(owners -> owners.stream().anyMatch(OwnerReference::controller))
        .isPresent();
  }
}
