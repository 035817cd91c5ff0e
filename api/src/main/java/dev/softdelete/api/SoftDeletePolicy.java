package dev.softdelete.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Says which objects of the cluster are soft-deleted when they are deleted, and on what terms. */
@Group(SoftDelete.GROUP)
@Version(SoftDelete.VERSION)
@Kind("SoftDeletePolicy")
@Plural("softdeletepolicies")
@Singular("softdeletepolicy")
@ShortNames("sdp")
@Categories("softdelete")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Retention", jsonPath = ".spec.retention")
@AdditionalPrinterColumn(name = "Enforcement", jsonPath = ".spec.enforcement", priority = 1)
@AdditionalPrinterColumn(name = "Mode", jsonPath = ".spec.mode", priority = 1)
@AdditionalPrinterColumn(
    name = "Stuck",
    jsonPath = ".status.counts.stuck",
    type = AdditionalPrinterColumn.Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
public class SoftDeletePolicy extends CustomResource<SoftDeletePolicySpec, SoftDeletePolicyStatus> {
  private static final long serialVersionUID = 1L;

  @Override
  protected SoftDeletePolicySpec initSpec() {
    return null;
  }

  @Override
  protected SoftDeletePolicyStatus initStatus() {
    return null;
  }
}
