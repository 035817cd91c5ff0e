package dev.softdelete.operator.requester;

import dev.softdelete.api.Requester;
import dev.softdelete.api.SoftDelete;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The requester of a restore, in whose name the operator creates the object. An attribute of the
 * impersonated user tells this create from one that the user sends: only who may impersonate
 * attributes can write it, while anybody can write an annotation of the object.
 */
public final class RestoringRequester {
  static final String KEY = SoftDelete.GROUP + "/restoring";

  private RestoringRequester() {}

  /**
   * Returns the requester as the author of a restore.
   *
   * @param record the name of the record, for the audit log
   */
  public static Requester of(Requester requester, String record) {
    Map<String, List<String>> extra = new LinkedHashMap<>();
    Optional.ofNullable(requester.extra()).ifPresent(extra::putAll);
    extra.put(KEY, List.of(record));
    return new Requester(requester.username(), requester.uid(), requester.groups(), extra);
  }

  /** Whether a request is a create of the operator in the name of this requester. */
  public static boolean restores(Requester requester) {
    return requester.extra() != null && requester.extra().containsKey(KEY);
  }
}
