package dev.softdelete.operator.capture;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.Json;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes a record fit where it is stored: beside the first part of a snapshot, in one Secret. What
 * the record only repeats from its object is left out, the least useful first. The snapshot has all
 * of it.
 */
final class RecordRoom {
  /** The values of a Secret have 1 MiB. A part of a snapshot takes 900 KiB of it. */
  static final int BYTES = 112 * 1024;

  private static final int FEW_OWNERS = 64;

  /** Who has written to the record since. */
  private static final List<String> LATER =
      List.of("purgeTimeMovedBy", "legalHoldBy", "restoreRequestedBy");

  /** What is left out, one after the other, until the record fits. */
  private static final List<Consumer<ObjectNode>> CUTS =
      List.of(
          spec -> spec.remove("foreignFinalizers"),
          spec -> cut(spec, "owners"),
          spec -> {
            // An earlier record of the deletion may name more users than the one who deleted.
            for (String field : LATER) {
              cutGroups(spec, field);
            }
          },
          spec -> cutGroups(spec, "deletedBy"));

  private RecordRoom() {}

  /** Cuts the record until it fits. */
  static void fit(ObjectNode record) {
    for (Consumer<ObjectNode> cut : CUTS) {
      if (Json.bytes(record).length <= BYTES) {
        return;
      }
      cut.accept(record.withObject("/spec"));
    }
  }

  private static void cutGroups(ObjectNode spec, String requester) {
    if (spec.path(requester) instanceof ObjectNode who) {
      who.remove("groups");
      who.remove("extra");
    }
  }

  private static void cut(ObjectNode spec, String list) {
    if (spec.path(list) instanceof ArrayNode items) {
      while (items.size() > FEW_OWNERS) {
        items.remove(items.size() - 1);
      }
    }
  }
}
