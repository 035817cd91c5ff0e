package dev.softdelete.operator.protect;

import dev.softdelete.api.StuckObject;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.kube.PlainText;
import dev.softdelete.operator.kube.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Counts the results of a sweep. An object that cannot be updated does not stop the sweep. */
final class SweepTally {
  private static final int REPORTED = 20;
  private static final int LONGEST_NAME = 253;

  private final List<StuckObject> refused = new ArrayList<>();
  private long retained;

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
      if (!e.notFound()) {
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
    return new SweepResult(retained, List.copyOf(refused));
  }
}
