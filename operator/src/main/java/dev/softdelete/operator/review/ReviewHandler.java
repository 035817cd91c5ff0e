package dev.softdelete.operator.review;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceReviewStatus;
import dev.softdelete.api.ReviewPart;
import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.admission.AdmissionResponse;
import dev.softdelete.operator.admission.Fault;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.PlainText;
import dev.softdelete.operator.record.LiveRecord;
import dev.softdelete.operator.record.Members;
import dev.softdelete.operator.snapshot.CorruptSnapshotException;
import dev.softdelete.operator.snapshot.SnapshotStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Answers DeletedResourceReviews, on every replica. It reads the record from the API server, checks
 * the rights of the user, and writes the answer into the status of the review, which is a dry run
 * and is not stored. Whatever fails is a refusal with a reason: no fault lets a review through.
 */
public final class ReviewHandler implements AdmissionHandler {
  private static final int MEMORY_KIB = 48 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LONGEST_NOTE = 1000;

  private final ApiServer api;
  private final SnapshotStore snapshots;
  private final RestoreVerdicts verdicts;
  private final ReviewRights rights;
  private final ReviewMemory memory = new ReviewMemory(MEMORY_KIB, PATIENCE);

  public ReviewHandler(ApiServer api, SnapshotStore snapshots, RestoreVerdicts verdicts) {
    this.api = api;
    this.snapshots = snapshots;
    this.verdicts = verdicts;
    this.rights = new ReviewRights(api);
  }

  @Override
  public AdmissionResponse answer(AdmissionRequest request) {
    try {
      ReviewQuestion question = ReviewQuestion.of(request);
      DeletedResource record = readable(question);
      try (var _ = memory.take(question, record)) {
        return audited(current(question, record), question, record);
      }
    } catch (ReviewRefusedException e) {
      return e.refusal();
    } catch (CorruptSnapshotException e) {
      return ReviewRefusal.corrupt(e).asAnswer();
    }
  }

  /** A review that is let through would show the user a status of their own. */
  @Override
  public AdmissionResponse afterFault(AdmissionRequest request, Fault fault) {
    return ReviewRefusal.after(fault).asAnswer();
  }

  /** Returns the record, if the user may read it and what it records. */
  private DeletedResource readable(ReviewQuestion question) {
    refuse(rights.objectionToRecord(question));
    DeletedResource record =
        LiveRecord.named(api, question.namespace(), question.record())
            .orElseThrow(() -> ReviewRefusal.notFound(question).asException());
    refuse(rights.objectionToObject(question, record));
    refuse(ReviewedRecord.objection(record));
    return record;
  }

  private static void refuse(Optional<ReviewRefusal> why) {
    why.ifPresent(
        refusal -> {
          throw refusal.asException();
        });
  }

  /**
   * Returns the answer. Where the copy is missing, the record may have got a later one since it was
   * read, or its purge may have begun.
   */
  private AdmissionResponse current(ReviewQuestion question, DeletedResource record) {
    try {
      return answer(question, record);
    } catch (CorruptSnapshotException e) {
      DeletedResource now = readable(question);
      if (now.getSpec().snapshot().equals(record.getSpec().snapshot())) {
        throw e;
      }
      return answer(question, now);
    }
  }

  private AdmissionResponse answer(ReviewQuestion question, DeletedResource record) {
    var status =
        new DeletedResourceReviewStatus(
            question.asksFor(ReviewPart.Manifest)
                ? StoredManifest.of(snapshots.payload(record), record.getSpec().resource())
                : null,
            question.asksFor(ReviewPart.Restore) ? verdicts.of(record, question.who()) : null);
    ArrayNode patch = Json.object().arrayNode();
    // "add" also replaces a status that the user has sent.
    patch.addObject().put("op", "add").put("path", "/status").set("value", Json.tree(status));
    return new AdmissionResponse.Patched(patch, List.of());
  }

  private static AdmissionResponse audited(
      AdmissionResponse answer, ReviewQuestion question, DeletedResource record) {
    String note =
        "%s reads %s of the deleted %s"
            .formatted(question.who().username(), question.include(), Members.name(record));
    return new AdmissionResponse.Audited(answer, "review", PlainText.of(note, LONGEST_NOTE));
  }
}
