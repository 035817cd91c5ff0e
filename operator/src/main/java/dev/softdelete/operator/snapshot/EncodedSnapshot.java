package dev.softdelete.operator.snapshot;

import dev.softdelete.api.SnapshotReference;
import java.util.List;

/** The bytes of an object, compressed and split, with the reference that a record keeps. */
public record EncodedSnapshot(SnapshotReference reference, List<byte[]> parts) {}
