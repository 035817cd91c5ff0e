package dev.softdelete.operator.snapshot;

import dev.softdelete.api.SnapshotReference;
import java.util.List;

/** An object's bytes, compressed and split, with the reference that a record keeps of them. */
public record EncodedSnapshot(SnapshotReference reference, List<byte[]> parts) {}
