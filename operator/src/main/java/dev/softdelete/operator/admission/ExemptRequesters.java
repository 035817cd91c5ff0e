package dev.softdelete.operator.admission;

import dev.softdelete.api.MatchCondition;
import dev.softdelete.api.Requesters;
import dev.softdelete.operator.requester.kind.SystemRequesters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds the match conditions that exempt requesters: the API server never asks about their
 * requests.
 */
public final class ExemptRequesters {
  private static final Requesters NOBODY = new Requesters(null, null, null);

  /**
   * The exempt groups. System components repair their own objects, and retry forever if they are
   * refused.
   */
  private static final List<String> SYSTEM_GROUPS =
      List.of(SystemRequesters.NODES, "system:serviceaccounts:kube-system");

  private ExemptRequesters() {}

  /**
   * Returns the conditions that exempt system components and the operator only. These exemptions do
   * not depend on a policy.
   */
  public static List<MatchCondition> system(OperatorIdentity operator) {
    return conditions(operator, NOBODY);
  }

  public static List<MatchCondition> conditions(OperatorIdentity operator, Requesters byPolicy) {
    Requesters named = Optional.ofNullable(byPolicy).orElse(NOBODY);
    List<String> users = new ArrayList<>(SystemRequesters.USERS);
    users.add(operator.username());
    users.addAll(orEmpty(named.users()));
    orEmpty(named.serviceAccounts())
        .forEach(sa -> users.add("system:serviceaccount:" + sa.replace("/", ":")));
    List<String> groups = new ArrayList<>(SYSTEM_GROUPS);
    groups.addAll(orEmpty(named.groups()));
    List<MatchCondition> conditions =
        new ArrayList<>(
            CelConditions.none("not-exempt", "request.userInfo.username in %s", quoted(users)));
    conditions.addAll(
        CelConditions.none(
            "not-exempt-group",
            "has(request.userInfo.groups) && %s.exists(e, e in request.userInfo.groups)",
            quoted(groups)));
    return conditions;
  }

  private static List<String> quoted(List<String> values) {
    return values.stream().map(Cel::quote).toList();
  }

  private static List<String> orEmpty(List<String> list) {
    return list == null ? List.of() : list;
  }
}
