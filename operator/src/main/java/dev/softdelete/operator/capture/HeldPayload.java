package dev.softdelete.operator.capture;

import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.snapshot.EncodedSnapshot;
import dev.softdelete.operator.snapshot.SnapshotCodec;
import java.util.function.Supplier;

/**
 * A deleted object that our finalizer holds, as the API server sent it.
 *
 * @param snapshot encodes the bytes that the API server sent, when the snapshot is needed
 */
record HeldPayload(KubeObject object, long bytes, Supplier<EncodedSnapshot> snapshot) {
  static HeldPayload of(byte[] payload) {
    return new HeldPayload(
        KubeObject.parse(payload), payload.length, () -> SnapshotCodec.encode(payload));
  }
}
