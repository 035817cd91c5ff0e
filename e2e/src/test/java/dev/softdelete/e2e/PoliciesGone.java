package dev.softdelete.e2e;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After each class: what it covered does not show in the next. Found by the service loader. */
public final class PoliciesGone implements AfterAllCallback {

  @Override
  public void afterAll(ExtensionContext context) {
    Cluster.removePolicies();
  }
}
