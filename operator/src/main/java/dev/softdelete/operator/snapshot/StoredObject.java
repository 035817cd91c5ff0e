package dev.softdelete.operator.snapshot;

import dev.softdelete.operator.kube.KubeObject;
import java.util.Optional;

/**
 * A stored copy of a deleted object.
 *
 * @param object with every field and digit that the API server sent
 * @param companion what was kept with it, as it was
 * @param secret made up when it was stored, and known to nobody who cannot read snapshots
 */
public record StoredObject(KubeObject object, Optional<KubeObject> companion, String secret) {}
