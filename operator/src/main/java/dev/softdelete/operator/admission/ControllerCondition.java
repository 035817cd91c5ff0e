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
  private static final String FIELDS = "object.metadata.managedFields";
  private static final String MANAGER = FIELDS + "[0].manager";

  private ControllerCondition() {}

  /**
   * Returns a CEL expression for whether a create certainly comes from a controller. If it may come
   * from a person or a tool, the expression is false.
   */
  public static String certain(RequesterLists lists) {
    return Stream.of(
            program(),
            "!(%s in %s)".formatted(USER, Cel.list(lists.usersOfPeople())),
            managed(),
            "!(" + tool(lists) + ")",
            "!" + hasAnyAnnotation(ToolMark.ANNOTATIONS))
        .collect(Collectors.joining(" && "));
  }

  /** Returns a CEL expression for whether the object has at least one of the annotations. */
  public static String hasAnyAnnotation(List<String> names) {
    return names.stream()
        .map(name -> Cel.quote(name) + " in object.metadata.annotations")
        .collect(Collectors.joining(" || ", "(has(object.metadata.annotations) && (", "))"));
  }

  private static String program() {
    return "(%1$s.startsWith(%2$s) || %1$s in %3$s || (has(request.userInfo.groups) && %4$s in request.userInfo.groups))"
        .formatted(
            USER,
            Cel.quote(SystemRequesters.SERVICE_ACCOUNT),
            Cel.list(SystemRequesters.USERS),
            Cel.quote(SystemRequesters.NODES));
  }

  /** Without an entry, only the options of the request may name the field manager. */
  private static String managed() {
    return "has(%1$s) && size(%1$s) > 0 && has(%2$s) && %2$s != ''".formatted(FIELDS, MANAGER);
  }

  private static String tool(RequesterLists lists) {
    return Stream.concat(
            Stream.of(MANAGER + " in " + Cel.list(lists.exactTools())),
            lists.toolPrefixes().stream()
                .map(prefix -> MANAGER + ".startsWith(" + Cel.quote(prefix) + ")"))
        .collect(Collectors.joining(" || "));
  }
}
