package dev.softdelete.operator.restore.finish;

import dev.softdelete.api.DeletedResourceSpec;
import dev.softdelete.operator.kube.KubeObject;
import dev.softdelete.operator.policy.TermsMark;
import java.util.List;
import java.util.stream.Stream;

/**
 * A restored object stays under the policies under which it was deleted, also under another name or
 * in another namespace. Otherwise a restore would be a way to weaker terms.
 */
final class KeptTerms {
  private KeptTerms() {}

  /**
   * Returns the finalizers of a restored object with the marks of the policies of its record. The
   * API server accepts no new finalizers on an object that is being deleted, and an object that no
   * policy covers has no terms.
   */
  static List<String> finalizers(KubeObject restored, DeletedResourceSpec record) {
    if (restored.deleting() || !restored.retained()) {
      return restored.finalizers();
    }
    return Stream.concat(restored.finalizers().stream(), TermsMark.of(record).stream().sorted())
        .distinct()
        .toList();
  }
}
