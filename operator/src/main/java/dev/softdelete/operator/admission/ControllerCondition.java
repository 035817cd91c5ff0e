package dev.softdelete.operator.admission;

import dev.softdelete.operator.requester.kind.RequesterLists;
import dev.softdelete.operator.requester.kind.SystemRequesters;
import dev.softdelete.operator.requester.kind.ToolMark;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Translates the rules of RequesterDecision into CEL, as far as CEL can decide them: an expression
 * can look up no owner, and cannot read the JSON in an annotation.
 */
public final class ControllerCondition {
  private static final String USER = "request.userInfo.username";
  private static final String GROUPS = "request.userInfo.groups";
  private static final String FIELDS = "object.metadata.managedFields";
  private static final String LAST = FIELDS + "[size(" + FIELDS + ") - 1].manager";
  private static final String OPTION = "request.options.fieldManager";

  private ControllerCondition() {}

  /**
   * Returns a CEL expression for whether a create certainly comes from a controller. If it may come
   * from a person or a tool, the expression is false.
   */
  public static String certain(RequesterLists lists) {
    return Stream.of(
            program(lists),
            "!(%s in %s)".formatted(USER, Cel.list(lists.usersOfPeople())),
            "[" + manager() + "].exists(m, m != '' && !(" + tool("m", lists) + "))",
            "!" + hasAnyAnnotation(ToolMark.ANNOTATIONS))
        .collect(Collectors.joining(" && "));
  }

  /** Returns a CEL expression for whether the object has at least one of the annotations. */
  public static String hasAnyAnnotation(List<String> names) {
    return names.stream()
        .map(name -> Cel.quote(name) + " in object.metadata.annotations")
        .collect(Collectors.joining(" || ", "(has(object.metadata.annotations) && (", "))"));
  }

  private static String program(RequesterLists lists) {
    List<String> users =
        Stream.concat(SystemRequesters.USERS.stream(), lists.exactControllers().stream()).toList();
    List<String> groups =
        Stream.concat(Stream.of(SystemRequesters.NODES), lists.controllerGroups().stream())
            .toList();
    List<String> prefixes =
        Stream.concat(
                Stream.of(SystemRequesters.SERVICE_ACCOUNT), lists.controllerPrefixes().stream())
            .toList();
    return Stream.of(
            startsWithAny(USER, prefixes),
            Stream.of(USER + " in " + Cel.list(users)),
            groups.stream().map(g -> "(has(%1$s) && %2$s in %1$s)".formatted(GROUPS, Cel.quote(g))))
        .flatMap(terms -> terms)
        .collect(Collectors.joining(" || ", "(", ")"));
  }

  /**
   * The field manager, as {@code Creation} finds it, or the empty string. The API server gives the
   * options of each create.
   */
  private static String manager() {
    return ("has(request.options) && has(%1$s) && %1$s != '' ? %1$s :"
            + " (has(%2$s) && size(%2$s) > 0 && has(%3$s) ? %3$s : '')")
        .formatted(OPTION, FIELDS, LAST);
  }

  private static String tool(String manager, RequesterLists lists) {
    return "(%s) && !(%s)"
        .formatted(
            in(manager, lists.exactTools(), lists.toolPrefixes()),
            in(manager, lists.exactExceptions(), lists.exceptionPrefixes()));
  }

  private static String in(String text, List<String> names, List<String> prefixes) {
    return Stream.concat(Stream.of(text + " in " + Cel.list(names)), startsWithAny(text, prefixes))
        .collect(Collectors.joining(" || "));
  }

  private static Stream<String> startsWithAny(String text, List<String> prefixes) {
    return prefixes.stream().map(prefix -> text + ".startsWith(" + Cel.quote(prefix) + ")");
  }
}
