package dev.softdelete.operator.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiServer;
import dev.softdelete.operator.kube.KubeObject;

/**
 * Writes webhook configurations: with the marks of the administrator, and without a contest over
 * the selectors to which a managed cluster adds requirements.
 */
public record ConfigurationWriter(ApiServer api, ConfigurationMarks marks) {

  /** Applies a webhook configuration. */
  public void apply(AdmissionManifest configuration) {
    api.apply(configuration.path(), toWrite(configuration));
  }

  /** Asks the API server whether it would accept the configuration. Nothing is written. */
  public void applyDryRun(AdmissionManifest configuration) {
    api.applyDryRun(configuration.path(), toWrite(configuration));
  }

  private ObjectNode toWrite(AdmissionManifest configuration) {
    ObjectNode wanted = marks.on(configuration.json());
    if (marks.disableEnforcer() || !ProviderRequirements.concern(wanted)) {
      return wanted;
    }
    return api.findObject(configuration.path())
        .map(KubeObject::json)
        .map(live -> ProviderRequirements.kept(wanted, live))
        .orElse(wanted);
  }
}
