package dev.softdelete.operator.requester;

import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reduces a requester to what a record has room for, because an oversized requester must not
 * prevent the capture.
 */
public final class RequesterSummary {
  /** The same expression is in the chart, as soft-delete.credential. */
  private static final Pattern CREDENTIAL =
      Pattern.compile("(credential-?id|access-?key-?id|session-?(id|name)|token-?id|jti)$");

  private static final int LONGEST = 1024;
  private static final int MOST_GROUPS = 1024;
  private static final int ALL_GROUPS = 32 * 1024;

  private RequesterSummary() {}

  /**
   * Returns the requester without UID and extra fields. These identify a login and not a person,
   * and must not be visible to every user who may list records.
   */
  public static Requester named(Requester requester) {
    return new Requester(
        requester.username() == null ? null : PlainText.cut(requester.username(), LONGEST),
        null,
        requester.groups() == null ? null : fitting(requester.groups()),
        null);
  }

  /**
   * Returns the requester with everything that a restore in their name needs. The names of
   * credentials decide nothing, and must not be visible to every user who may list records.
   */
  public static Requester login(Requester requester) {
    if (requester.extra() == null) {
      return requester;
    }
    Map<String, List<String>> needed = new TreeMap<>(requester.extra());
    needed.keySet().removeIf(key -> CREDENTIAL.matcher(key.toLowerCase(Locale.ROOT)).find());
    return new Requester(
        requester.username(),
        requester.uid(),
        requester.groups(),
        needed.isEmpty() ? null : needed);
  }

  private static List<String> fitting(List<String> groups) {
    var fitting = new ArrayList<String>();
    int length = 0;
    for (String group : groups) {
      if (group.length() <= LONGEST
          && length + group.length() <= ALL_GROUPS
          && fitting.size() < MOST_GROUPS) {
        fitting.add(group);
        length += group.length();
      }
    }
    return fitting;
  }
}
