package dev.softdelete.operator.recreate;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.record.DeletedNames;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Decides on creates by the records and policies that are in memory. */
record CreateDecisions(DeletedNames names, Supplier<List<SoftDeletePolicy>> policies) {

  /** Returns the records of the name. */
  List<DeletedResource> records(AdmissionRequest request, String name) {
    return names.of(request.group(), request.resource(), request.namespace(), name);
  }

  /**
   * Decides on a create.
   *
   * @param purged the uids of records whose purge has begun, which the watch may not have reported
   */
  RecreateAnswer decide(NamedCreate create, Set<String> purged) {
    return decide(create, records(create, purged).toList());
  }

  /**
   * Decides on a create.
   *
   * @param seen a record from the watch
   * @param now what the API server has in its place
   */
  RecreateAnswer decide(
      NamedCreate create, Set<String> purged, DeletedResource seen, Optional<DeletedResource> now) {
    Stream<DeletedResource> others =
        records(create, purged).filter(record -> !uid(record).equals(uid(seen)));
    return decide(create, Stream.concat(others, now.stream()).toList());
  }

  private RecreateAnswer decide(NamedCreate create, List<DeletedResource> records) {
    return RecreateDecision.decide(
        create.object().annotations(),
        records,
        record ->
            PolicyAnswer.of(record, policies.get(), create.kind(), create.request().requester()));
  }

  /** Returns the refusal of a create whose name belongs to a deleted object. */
  AdmissionResponse.Denied taken(NamedCreate create, DeletedResource record) {
    return CreateDenial.taken(record, create.kind(), names.deletedBefore(record, Optional.empty()));
  }

  private Stream<DeletedResource> records(NamedCreate create, Set<String> purged) {
    return records(create.request(), create.object().name()).stream()
        .filter(record -> !purged.contains(uid(record)));
  }

  private static String uid(DeletedResource record) {
    return record.getMetadata().getUid();
  }
}
