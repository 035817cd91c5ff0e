package dev.softdelete.operator.snapshot;

import dev.softdelete.operator.kube.KubeObject;
import java.util.Optional;

/**
 * A stored copy of a deleted object.
 *
 * @param object the object, with every field and digit that the API server sent
 * @param companion the object that was stored with it, unchanged
 * @param secret a random value from the time of the snapshot, known only to users who can read
 *     snapshots
 */
public record StoredObject(KubeObject object, Optional<KubeObject> companion, String secret) {}
