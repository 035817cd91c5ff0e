package dev.softdelete.operator.policy;

import dev.softdelete.api.Requester;
import dev.softdelete.api.Requesters;
import java.util.List;

/** Decides whether a field of a policy, such as {@code exemptRequesters}, names a requester. */
public final class NamedRequesters {
  private NamedRequesters() {}

  /**
   * Whether the field names the requester: its user, one of its groups, or its ServiceAccount.
   *
   * @param named the field; null names nobody
   */
  public static boolean include(Requesters named, Requester requester) {
    if (named == null) {
      return false;
    }
    return orEmpty(named.users()).contains(requester.username())
        || orEmpty(requester.groups()).stream().anyMatch(orEmpty(named.groups())::contains)
        || orEmpty(named.serviceAccounts()).stream()
            .map(name -> "system:serviceaccount:" + name.replace('/', ':'))
            .anyMatch(requester.username()::equals);
  }

  private static List<String> orEmpty(List<String> list) {
    return list == null ? List.of() : list;
  }
}
