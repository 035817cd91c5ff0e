package dev.softdelete.operator.startup;

import dev.softdelete.operator.requester.kind.RequesterLists;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the lists that tell people, tools and controllers apart. A variable that is not set leaves
 * the default list; an empty one makes the list empty.
 */
final class RequesterSettings {
  private static final String TOOLS = "REQUESTERS_TOOLS";
  private static final String PEOPLE = "REQUESTERS_PEOPLE";
  private static final String CONTROLLERS = "REQUESTERS_CONTROLLERS";

  /** A field manager has at most 128 printable characters; ! before it makes an exception. */
  private static final Pattern TOOL =
      Pattern.compile("!?[^*,!\\p{Cntrl}][^*,\\p{Cntrl}]{0,127}\\*?");

  private static final Pattern SERVICE_ACCOUNT =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?/[a-z0-9]([-a-z0-9.]*[a-z0-9])?");

  /** A user name or a group may have any character but those that the list itself needs. */
  private static final Pattern CONTROLLER =
      Pattern.compile("group:[^*,\\p{Cntrl}]+|(?!group:)[^*,\\p{Cntrl}]+\\*?");

  private RequesterSettings() {}

  static RequesterLists of(Map<String, String> environment) {
    return new RequesterLists(
        list(environment, TOOLS, RequesterLists.DEFAULT.tools(), TOOL, "a field manager"),
        list(
            environment,
            PEOPLE,
            RequesterLists.DEFAULT.people(),
            SERVICE_ACCOUNT,
            "a ServiceAccount, written namespace/name"),
        list(
            environment,
            CONTROLLERS,
            RequesterLists.DEFAULT.controllers(),
            CONTROLLER,
            "a user name, or a group written group:NAME"));
  }

  private static List<String> list(
      Map<String, String> environment,
      String variable,
      List<String> otherwise,
      Pattern allowed,
      String meaning) {
    String text = environment.get(variable);
    if (text == null) {
      return otherwise;
    }
    List<String> items =
        Arrays.stream(text.split(",", -1)).map(String::trim).filter(i -> !i.isEmpty()).toList();
    for (String item : items) {
      if (!allowed.matcher(item).matches()) {
        throw new IllegalArgumentException(
            "%s must list items that are each %s, but has '%s'".formatted(variable, meaning, item));
      }
    }
    return items;
  }
}
