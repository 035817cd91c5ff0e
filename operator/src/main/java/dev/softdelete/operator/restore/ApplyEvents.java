package dev.softdelete.operator.restore;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.operator.record.RecordEvents;
import dev.softdelete.operator.restore.apply.ApplyOutcome;

/** Reports by an event what became of the manifest whose create restored the object. */
final class ApplyEvents {
  private final RecordEvents events;

  ApplyEvents(RecordEvents events) {
    this.events = events;
  }

  void tell(DeletedResource record, ApplyOutcome outcome) {
    switch (outcome) {
      case ApplyOutcome.Nothing n -> {}
      case ApplyOutcome.Applied a ->
          events.normal(
              record,
              "Applied",
              "The manifest whose create restored it was applied on top, as " + a.manager() + ".");
      case ApplyOutcome.Overtaken o ->
          events.normal(
              record,
              "Overtaken",
              "The manifest whose create restored it was not applied: "
                  + o.manager()
                  + " has applied a later one.");
      case ApplyOutcome.Refused r ->
          events.warning(
              record,
              "NotApplied",
              "It is back as it was, but the manifest was not applied: " + r.why());
    }
  }
}
