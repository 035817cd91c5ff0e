package dev.softdelete.operator.check;

import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.startup.CannotRunException;
import dev.softdelete.operator.startup.IdentityCheck;
import dev.softdelete.operator.startup.RequiredRights;
import java.util.List;

/** Checks that this user is the operator of the chart's admission policies, and its rights. */
record IdentityAndRightsCheck(ApiServer api, String namespace) implements Check {
  private static final String SUBJECT = "Identity and rights";

  @Override
  public List<Finding> look() {
    try {
      var operator = IdentityCheck.check(api, namespace);
      RequiredRights.check(api, namespace);
      return List.of(
          Finding.works(
              SUBJECT,
              operator.username() + " is the operator, and has the rights that a start needs."));
    } catch (CannotRunException e) {
      return List.of(Finding.fails(SUBJECT, e.getMessage()));
    }
  }

  @Override
  public String toString() {
    return SUBJECT;
  }
}
