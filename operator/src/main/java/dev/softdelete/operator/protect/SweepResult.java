package dev.softdelete.operator.protect;

import dev.softdelete.api.StuckObject;
import java.util.List;

/**
 * The result of a pass over live objects.
 *
 * @param retained the number of objects that bear the finalizer now
 * @param refused the objects whose update the API server or another webhook refused
 */
public record SweepResult(long retained, List<StuckObject> refused) {}
