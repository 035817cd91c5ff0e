package dev.softdelete.api;

import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * The NameReservations as an admission policy reads them: many in one object, because each object
 * is looked at for each create. Follows them by itself, and is nothing to edit.
 */
@Group(SoftDelete.GROUP)
@Version(SoftDelete.VERSION)
@Kind("ReservedNames")
@Plural("reservednames")
@Singular("reservednames")
public class ReservedNames extends CustomResource<ReservedNamesSpec, Void> {
  private static final long serialVersionUID = 1L;

  @Override
  protected ReservedNamesSpec initSpec() {
    return null;
  }

  @Override
  protected Void initStatus() {
    return null;
  }
}
