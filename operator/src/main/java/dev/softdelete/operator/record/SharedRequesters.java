package dev.softdelete.operator.record;

import com.github.benmanes.caffeine.cache.Interner;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.api.Requester;

/**
 * Lets the records of one requester share what they say about them. The groups of a requester may
 * be much larger than the rest of a record, and whoever deletes a namespace is in all its records.
 */
final class SharedRequesters {
  private final Interner<Requester> known = Interner.newWeakInterner();

  DeletedResource in(DeletedResource record) {
    DeletedResourceSpec spec = record.getSpec();
    if (spec != null) {
      record.setSpec(
          new DeletedResourceSpec(
              spec.format(),
              spec.resource(),
              spec.policy(),
              spec.otherPolicies(),
              spec.mode(),
              spec.terms(),
              spec.foreignFinalizers(),
              spec.deletionTime(),
              shared(spec.deletedBy()),
              spec.deletionGroup(),
              spec.routine(),
              spec.owners(),
              spec.snapshot(),
              spec.volume(),
              spec.purgeTime(),
              spec.legalHold(),
              shared(spec.restoreRequestedBy()),
              spec.restoreRequestId(),
              spec.restoreElsewhere(),
              spec.restoreOver(),
              spec.answeredCreate(),
              shared(spec.purgeTimeMovedBy()),
              shared(spec.legalHoldBy())));
    }
    return record;
  }

  private Requester shared(Requester requester) {
    return requester == null ? null : known.intern(requester);
  }
}
