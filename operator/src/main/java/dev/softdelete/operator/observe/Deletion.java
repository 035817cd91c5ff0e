package dev.softdelete.operator.observe;

import java.util.Set;

/**
 * What is known of why an object is deleted: by the request for the object itself, or for the
 * object whose deletion has caused it.
 *
 * @param known whether somebody is known to have asked for it
 * @param routine whether it is routine; never if nobody is known to have asked
 * @param finalUnder the policies, by their ids, under which the delete is final
 * @param withNamespace whether the object goes with its namespace or definition
 */
record Deletion(boolean known, boolean routine, Set<String> finalUnder, boolean withNamespace) {
  static final Deletion UNKNOWN = new Deletion(false, false, Set.of(), false);
}
