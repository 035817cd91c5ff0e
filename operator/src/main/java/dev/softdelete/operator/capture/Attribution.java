package dev.softdelete.operator.capture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.Requester;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.api.SoftDeletePolicySpec;
import dev.softdelete.api.State;
import dev.softdelete.operator.capture.DeleteRequests.Heard;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.policy.FinalDeletes;
import dev.softdelete.operator.policy.PolicySelection;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.RecordCatalog;
import dev.softdelete.operator.record.RecordStep;
import dev.softdelete.operator.requester.SystemDeleters;
import dev.softdelete.operator.snapshot.Format;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the requester of a delete into records that another replica wrote, and ends the records of
 * final deletes. The webhook may reach any replica, but the leader captures.
 */
public final class Attribution implements Runnable {
  private final ApiServer api;
  private final RecordCatalog records;
  private final DeleteRequests requests;
  private final Supplier<List<SoftDeletePolicy>> policies;
  private final RoutineRoots routine;

  public Attribution(
      ApiServer api,
      RecordCatalog records,
      DeleteRequests requests,
      Supplier<List<SoftDeletePolicy>> policies) {
    this.api = api;
    this.records = records;
    this.requests = requests;
    this.policies = policies;
    this.routine = new RoutineRoots(requests::of, records::ofUid);
  }

  @Override
  public void run() {
    Map<String, Heard> all = requests.all();
    // Decided before the first is forgotten, because requests for owners are among them.
    Set<String> routineRoots =
        all.entrySet().stream()
            .filter(request -> routine.include(request.getValue()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    all.forEach((uid, heard) -> attribute(uid, heard, routineRoots.contains(uid)));
  }

  private void attribute(String uid, Heard heard, boolean isRoutine) {
    boolean rootCause = !SystemDeleters.cascades(heard.requester());
    Optional<DeletedResource> root = records.ofUid(uid);
    if (rootCause) {
      boolean ended = root.filter(r -> attribute(r, heard, isRoutine, false)).isPresent();
      records.ofGroup(uid).stream()
          .filter(r -> Cascade.canOwn(heard.what(), r.getSpec().resource().namespace()))
          .forEach(record -> attribute(record, heard, isRoutine, ended));
    }
    root.ifPresent(r -> requests.forget(uid));
  }

  /**
   * Writes the requester into one record.
   *
   * @param rootIsFinal whether the record of the root ended because its delete is final
   * @return whether the delete is final, so that this record ends too
   */
  private boolean attribute(
      DeletedResource record, Heard heard, boolean isRoutine, boolean rootIsFinal) {
    if (record.getSpec().deletedBy() != null || Format.newer(record)) {
      return false;
    }
    var patch = patch(heard.requester(), isRoutine);
    try {
      var attributed =
          Json.as(DeletedResource.class, api.mergePatch(LiveRecord.path(record), patch).json());
      boolean isFinal = isFinal(attributed, heard, rootIsFinal, policies.get());
      if (isFinal) {
        api.delete(LiveRecord.path(attributed), attributed.getMetadata());
      }
      return isFinal;
    } catch (ApiException e) {
      if (!e.notFound() && !e.conflict()) {
        throw e;
      }
      return false;
    }
  }

  /** Returns the patch that names the requester. Nothing changes what it writes later. */
  static ObjectNode patch(Requester by, boolean isRoutine) {
    ObjectNode patch = Json.object();
    ObjectNode spec = patch.putObject("spec");
    spec.set("deletedBy", Json.tree(by));
    if (isRoutine) {
      spec.put("routine", true);
      patch.putObject("metadata").putObject("labels").put(SoftDelete.ROUTINE_LABEL, "true");
    }
    return patch;
  }

  /**
   * Whether the delete is final: no user has done anything with the record yet, and its policy
   * makes such deletes final.
   *
   * @param rootIsFinal whether the delete of the root of the deletion is final
   */
  static boolean isFinal(
      DeletedResource record, Heard heard, boolean rootIsFinal, List<SoftDeletePolicy> policies) {
    var spec = record.getSpec();
    return !heard.contested()
        && (meant(spec.resource(), heard.what())
            || (rootIsFinal && all(spec, policies, FinalDeletes::ofDependents)))
        && RecordStep.state(record) == State.DELETED
        && spec.restoreRequestedBy() == null
        && !Boolean.TRUE.equals(spec.legalHold())
        && !Boolean.TRUE.equals(spec.terms().purgeProtection())
        && ignores(spec, policies);
  }

  /**
   * Whether the requester deleted the object itself, its namespace or its CRD. Any user who may
   * write an object can choose its owners. Therefore the deletion of an owner is final for its
   * dependents only if the policies say so.
   */
  private static boolean meant(ResourceIdentity object, ResourceIdentity deleted) {
    return object.uid().equals(deleted.uid()) || Cascade.itsOwn(deleted, object);
  }

  /**
   * Whether the object was deleted by itself, with its namespace or, if its policies say so, with
   * its owner, by a requester whose deletes its policy makes final.
   */
  public static boolean byIgnored(DeletedResource record, List<SoftDeletePolicy> policies) {
    var spec = record.getSpec();
    String group = spec.deletionGroup();
    return (group == null
            || group.equals(spec.resource().namespaceUid())
            || all(spec, policies, FinalDeletes::ofDependents))
        && ignores(spec, policies);
  }

  private static boolean ignores(DeletedResourceSpec spec, List<SoftDeletePolicy> policies) {
    return spec.deletedBy() != null
        && all(
            spec, policies, policy -> FinalDeletes.by(spec.deletedBy(), policy.ignoreDeletesBy()));
  }

  /** Whether every policy that the record names still exists and says so. */
  private static boolean all(
      DeletedResourceSpec spec,
      List<SoftDeletePolicy> policies,
      Predicate<SoftDeletePolicySpec> says) {
    List<String> others = Objects.requireNonNullElse(spec.otherPolicies(), List.of());
    return spec.policy() != null
        && Stream.concat(Stream.of(spec.policy()), others.stream())
            .map(name -> PolicySelection.named(policies, name))
            .allMatch(policy -> policy.filter(p -> says.test(p.getSpec())).isPresent());
  }
}
