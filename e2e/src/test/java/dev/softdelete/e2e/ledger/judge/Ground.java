package dev.softdelete.e2e.ledger.judge;

import java.util.Set;

/**
 * What the judge must know of the test.
 *
 * @param operatorNamespace where records of what has no namespace, and all copies are
 * @param namespaces all that the test uses
 * @param steady those whose policy is never edited
 * @param whole those that are covered themselves, by a policy that is never edited
 * @param edited the policy that is edited, deleted and written again
 */
public record Ground(
    String operatorNamespace,
    Set<String> namespaces,
    Set<String> steady,
    Set<String> whole,
    String edited) {}
