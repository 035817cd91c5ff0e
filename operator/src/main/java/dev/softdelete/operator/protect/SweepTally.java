package dev.softdelete.operator.protect;

import dev.softdelete.api.StuckObject;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.PlainText;
import dev.softdelete.operator.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Counts the results of a sweep. An object that cannot be updated does not stop the sweep. */
final class SweepTally {
  private static final int REPORTED = 20;
  private static final int LONGEST_NAME = 253;

  private final Set<ResourceType> judged;
  private final List<StuckObject> refused = new ArrayList<>();
  private final Map<String, Long> unprotected = new TreeMap<>();
  private long retained;

  /**
   * Creates an empty tally.
   *
   * @param judged the kinds whose definition may refuse an update that changes nothing; their
   *     objects then stay as they are, and there is nothing to repair
   */
  SweepTally(Set<ResourceType> judged) {
    this.judged = judged;
  }

  void retained() {
    retained++;
  }

  /**
   * Runs the update, and counts or reports its result.
   *
   * @param update returns whether the object bears the finalizer now
   */
  void update(ResourceType type, KubeObject object, BooleanSupplier update) {
    try {
      if (update.getAsBoolean()) {
        retained++;
      }
    } catch (ApiException e) {
      if (e.code() == 422 && judged.contains(type)) {
        unprotected.merge(type.groupResource(), 1L, Long::sum);
      } else if (!e.notFound()) {
        report(
            new StuckObject(
                type.groupResource(),
                object.namespace().orElse(null),
                PlainText.cut(object.name(), LONGEST_NAME),
                "UpdateRefused",
                "Its finalizer could not be changed: "
                    + e.about(object.json())
                    + ". Repair what refuses its updates (a webhook that is down, a stricter"
                    + " schema); it is tried again."));
      }
    }
  }

  void unlisted(ResourceType type, ApiException e) {
    if (!e.notFound()) {
      report(
          new StuckObject(
              type.groupResource(),
              null,
              "*",
              "ListRefused",
              "Its objects could not be listed: " + e.getMessage() + ". It is tried again."));
    }
  }

  private void report(StuckObject stuck) {
    if (refused.size() < REPORTED) {
      refused.add(stuck);
    }
  }

  SweepResult result() {
    return new SweepResult(retained, List.copyOf(refused), Map.copyOf(unprotected));
  }
}
