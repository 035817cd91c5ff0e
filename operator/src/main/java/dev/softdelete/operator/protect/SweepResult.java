package dev.softdelete.operator.protect;

import dev.softdelete.api.StuckObject;
import java.util.List;

/**
 * What a pass over live objects came to.
 *
 * @param retained how many bear the finalizer now
 * @param refused those whose update the API server or somebody's webhook refused
 */
public record SweepResult(long retained, List<StuckObject> refused) {}
