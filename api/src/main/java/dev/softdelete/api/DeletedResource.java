package dev.softdelete.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** The record of one deletion: what was deleted, when, and when it is gone for good. */
@Group(SoftDelete.GROUP)
@Version(SoftDelete.VERSION)
@Kind("DeletedResource")
@Plural("deletedresources")
@Singular("deletedresource")
@ShortNames("deleted")
@Categories("softdelete")
@AdditionalPrinterColumn(name = "Kind", jsonPath = ".spec.resource.kind")
@AdditionalPrinterColumn(name = "Name", jsonPath = ".spec.resource.name")
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state")
@AdditionalPrinterColumn(
    name = "Deleted",
    jsonPath = ".spec.deletionTime",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Purge", jsonPath = ".spec.purgeTime")
@AdditionalPrinterColumn(name = "By", jsonPath = ".spec.deletedBy.username")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Restored\")].reason",
    priority = 1)
@AdditionalSelectableField(jsonPath = ".spec.resource.kind")
@AdditionalSelectableField(jsonPath = ".spec.resource.name")
@AdditionalSelectableField(jsonPath = ".status.state")
public class DeletedResource extends CustomResource<DeletedResourceSpec, DeletedResourceStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  @Override
  protected DeletedResourceSpec initSpec() {
    return null;
  }

  @Override
  protected DeletedResourceStatus initStatus() {
    return null;
  }
}
