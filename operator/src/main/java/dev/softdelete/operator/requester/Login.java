package dev.softdelete.operator.requester;

import dev.softdelete.api.Requester;
import java.util.List;

/**
 * The part of a requester that identifies a login and not a person: uid, groups and extra fields.
 * It is as good as a credential, and therefore not kept for longer than needed.
 */
public final class Login {
  private static final String ANONYMOUS = "system:anonymous";
  private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

  private Login() {}

  /** Whether the requester is more than a user name. */
  public static boolean in(Requester requester) {
    return requester != null
        && (requester.uid() != null || requester.groups() != null || requester.extra() != null);
  }

  /** Returns the user name alone, which is what a record keeps. */
  public static Requester nameOf(Requester requester) {
    return new Requester(requester.username(), null, null, null);
  }

  /**
   * Returns the groups that follow from a user name alone. The API server adds them itself when it
   * impersonates a user without groups, but not when it is asked what the user may do.
   */
  public static List<String> groupsOf(String username) {
    if (username.equals(ANONYMOUS)) {
      return List.of("system:unauthenticated");
    }
    String[] parts = username.split(":", -1);
    return username.startsWith(SERVICE_ACCOUNT) && parts.length == 4
        ? List.of(
            "system:serviceaccounts", "system:serviceaccounts:" + parts[2], "system:authenticated")
        : List.of("system:authenticated");
  }
}
