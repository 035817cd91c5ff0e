package dev.softdelete.operator.capture;

import dev.softdelete.operator.kube.ObjectKey;

/**
 * An object that is gone.
 *
 * @param resourceVersion the revision at which it was removed
 */
public record EndedObject(ObjectKey key, String uid, String resourceVersion) {}
