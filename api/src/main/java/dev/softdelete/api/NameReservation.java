package dev.softdelete.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Keeps the name, and the DNS hosts, of what was deleted for its tenant. */
@Group(SoftDelete.GROUP)
@Version(SoftDelete.VERSION)
@Kind("NameReservation")
@Plural("namereservations")
@Singular("namereservation")
@Categories("softdelete")
@AdditionalPrinterColumn(name = "Kind", jsonPath = ".spec.resource.kind")
@AdditionalPrinterColumn(name = "Namespace", jsonPath = ".spec.resource.namespace")
@AdditionalPrinterColumn(name = "Reserved", jsonPath = ".spec.resource.name")
@AdditionalPrinterColumn(name = "Tenant", jsonPath = ".spec.tenant")
@AdditionalPrinterColumn(name = "Expires", jsonPath = ".spec.expirationTime")
@AdditionalPrinterColumn(name = "Hosts", jsonPath = ".spec.hosts", priority = 1)
public class NameReservation extends CustomResource<NameReservationSpec, Void> {
  private static final long serialVersionUID = 1L;

  @Override
  protected NameReservationSpec initSpec() {
    return null;
  }

  @Override
  protected Void initStatus() {
    return null;
  }
}
