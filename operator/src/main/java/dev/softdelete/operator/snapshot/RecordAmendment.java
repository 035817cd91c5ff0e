package dev.softdelete.operator.snapshot;

import java.util.Optional;

/** The part of a record that users may change. */
public record RecordAmendment(Optional<String> purgeTime, boolean legalHold) {}
