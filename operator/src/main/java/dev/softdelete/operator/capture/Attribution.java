package dev.softdelete.operator.capture;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.ResourceIdentity;
import dev.softdelete.api.SoftDeletePolicy;
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
import java.util.Objects;
import java.util.function.Supplier;
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

  public Attribution(
      ApiServer api,
      RecordCatalog records,
      DeleteRequests requests,
      Supplier<List<SoftDeletePolicy>> policies) {
    this.api = api;
    this.records = records;
    this.requests = requests;
    this.policies = policies;
  }

  @Override
  public void run() {
    requests.all().forEach(this::attribute);
  }

  private void attribute(String uid, Heard heard) {
    boolean rootCause = !SystemDeleters.cascades(heard.requester());
    if (rootCause) {
      records.ofGroup(uid).stream()
          .filter(r -> Cascade.canOwn(heard.what(), r.getSpec().resource().namespace()))
          .forEach(record -> attribute(record, heard));
    }
    records
        .ofUid(uid)
        .ifPresent(
            record -> {
              if (rootCause) {
                attribute(record, heard);
              }
              requests.forget(uid);
            });
  }

  private void attribute(DeletedResource record, Heard heard) {
    if (record.getSpec().deletedBy() != null || Format.newer(record)) {
      return;
    }
    var patch = Json.object();
    patch.putObject("spec").set("deletedBy", Json.tree(heard.requester()));
    try {
      var attributed =
          Json.as(DeletedResource.class, api.mergePatch(LiveRecord.path(record), patch).json());
      if (isFinal(attributed, heard, policies.get())) {
        api.delete(LiveRecord.path(attributed), attributed.getMetadata());
      }
    } catch (ApiException e) {
      if (!e.notFound() && !e.conflict()) {
        throw e;
      }
    }
  }

  /**
   * Whether the delete is final: no user has done anything with the record yet, and its policy
   * makes such deletes final.
   */
  static boolean isFinal(DeletedResource record, Heard heard, List<SoftDeletePolicy> policies) {
    var spec = record.getSpec();
    return !heard.contested()
        && meant(spec.resource(), heard.what())
        && RecordStep.state(record) == State.DELETED
        && spec.restoreRequestedBy() == null
        && !Boolean.TRUE.equals(spec.legalHold())
        && !Boolean.TRUE.equals(spec.terms().purgeProtection())
        && ignores(spec, policies);
  }

  /**
   * Whether the requester deleted the object itself, its namespace or its CRD. Any user who may
   * write an object can choose its owners. Therefore the deletion of an owner is never final for
   * its dependents.
   */
  private static boolean meant(ResourceIdentity object, ResourceIdentity deleted) {
    return object.uid().equals(deleted.uid()) || Cascade.itsOwn(deleted, object);
  }

  /**
   * Whether the object was deleted by itself or with its namespace, by a requester whose deletes
   * its policy makes final.
   */
  public static boolean byIgnored(DeletedResource record, List<SoftDeletePolicy> policies) {
    var spec = record.getSpec();
    String group = spec.deletionGroup();
    return (group == null || group.equals(spec.resource().namespaceUid()))
        && ignores(spec, policies);
  }

  private static boolean ignores(DeletedResourceSpec spec, List<SoftDeletePolicy> policies) {
    List<String> others = Objects.requireNonNullElse(spec.otherPolicies(), List.of());
    return spec.deletedBy() != null
        && spec.policy() != null
        && Stream.concat(Stream.of(spec.policy()), others.stream())
            .map(name -> PolicySelection.named(policies, name))
            .allMatch(policy -> policy.filter(p -> ignores(p, spec)).isPresent());
  }

  private static boolean ignores(SoftDeletePolicy policy, DeletedResourceSpec record) {
    return FinalDeletes.by(record.deletedBy(), policy.getSpec().ignoreDeletesBy());
  }
}
