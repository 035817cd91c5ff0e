package dev.softdelete.operator.policy;

import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.operator.kube.KubeObject;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;

/**
 * The amounts that soft-deleted objects use in a namespace.
 *
 * @param bytes the size of the records, and of the snapshots before compression
 * @param storage the capacity of the volumes that are kept for claims, in bytes
 */
public record Usage(long records, long bytes, BigDecimal storage) {
  public static final Usage NONE = new Usage(0, 0, BigDecimal.ZERO);

  public static Usage of(DeletedResourceSpec record) {
    return new Usage(
        1,
        record.snapshot() == null || record.snapshot().bytes() == null
            ? 0
            : record.snapshot().bytes(),
        record.volume() == null ? BigDecimal.ZERO : amount(record.volume().capacity()));
  }

  /** Returns what the record of an object will use. */
  public static Usage of(KubeObject object, long bytes) {
    boolean claim =
        object.apiVersion().equals("v1") && object.kind().equals("PersistentVolumeClaim");
    return new Usage(
        1,
        bytes,
        claim ? amount(object.json().at("/status/capacity/storage").asText()) : BigDecimal.ZERO);
  }

  /** Returns what reserved names and hosts use. Each one counts as a record. */
  public static Usage names(int reserved) {
    return new Usage(reserved, 0, BigDecimal.ZERO);
  }

  /** Returns what further bytes of a record use. */
  public static Usage ofBytes(long bytes) {
    return new Usage(0, bytes, BigDecimal.ZERO);
  }

  public Usage plus(Usage more) {
    return new Usage(records + more.records, bytes + more.bytes, storage.add(more.storage));
  }

  public Usage minus(Usage less) {
    return new Usage(records - less.records, bytes - less.bytes, storage.subtract(less.storage));
  }

  public Usage withoutStorage() {
    return new Usage(records, bytes, BigDecimal.ZERO);
  }

  private static BigDecimal amount(String quantity) {
    return quantity == null || quantity.isEmpty()
        ? BigDecimal.ZERO
        : Quantity.getAmountInBytes(Quantity.parse(quantity));
  }
}
