package dev.softdelete.operator.capture;

import dev.softdelete.api.SoftDeletePolicy;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.ResourceType;
import java.util.Optional;

/**
 * A deleted object with what is known about it when it is captured.
 *
 * @param namespace of the object, as it is now; empty for cluster-scoped objects
 * @param policy whose terms apply; empty when no policy covers its kind any more
 */
public record Capturable(
    ResourceType type,
    KubeObject object,
    Optional<NamespaceState> namespace,
    Optional<SoftDeletePolicy> policy) {}
