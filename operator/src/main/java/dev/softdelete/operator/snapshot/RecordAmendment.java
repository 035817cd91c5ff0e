package dev.softdelete.operator.snapshot;

import java.util.Optional;

/**
 * What has changed in a record since it was written.
 *
 * @param namespaceUid of the namespace that it is in, where that was restored
 */
public record RecordAmendment(
    Optional<String> purgeTime, boolean legalHold, Optional<String> namespaceUid) {}
