package dev.softdelete.operator.capture;

import java.util.Optional;

/**
 * How far the annotations of a deleted object can be trusted.
 *
 * @param converted whether a conversion webhook may have written them
 * @param bypassComplaint why {@code softdelete.dev/bypass} has no effect, if the object has it
 */
public record AnnotationTrust(boolean converted, Optional<String> bypassComplaint) {}
