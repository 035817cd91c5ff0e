package dev.softdelete.operator.capture;

import dev.softdelete.api.Requester;
import dev.softdelete.api.Requesters;
import java.util.List;

/** Whose deletes a policy leaves final: {@code spec.ignoreDeletesBy}. */
public final class FinalDeletes {
  private FinalDeletes() {}

  /** Whether the requester is one of those; nobody is where there are none. */
  public static boolean by(Requester requester, Requesters ignored) {
    if (ignored == null) {
      return false;
    }
    return orEmpty(ignored.users()).contains(requester.username())
        || orEmpty(requester.groups()).stream().anyMatch(orEmpty(ignored.groups())::contains)
        || orEmpty(ignored.serviceAccounts()).stream()
            .map(name -> "system:serviceaccount:" + name.replace('/', ':'))
            .anyMatch(requester.username()::equals);
  }

  private static List<String> orEmpty(List<String> list) {
    return list == null ? List.of() : list;
  }
}
