package dev.softdelete.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;

final class ReviewSchema {
  private ReviewSchema() {}

  static void complete(JSONSchemaProps schema) {
    schema.setDescription(
        "A DeletedResourceReview asks what was deleted. It must be created as a dry run, with"
            + " --dry-run=server. The answer is in its status, and nothing is stored. It takes the"
            + " permission to get the DeletedResource, and the permission to get the deleted object"
            + " where it was.");
    schema.setRequired(List.of("spec"));
    Fields.describe(schema, "spec", "The question.");
    Fields.describe(
        schema,
        "status",
        "The answer, which the operator's webhook writes. What is sent there is replaced.");
    Fields.at(schema, "spec.include")
        .setDefault(Serialization.unmarshal("[\"Manifest\"]", JsonNode.class));
    Fields.set(schema, "spec.include");
  }

  /**
   * With a status subresource, the API server would drop the status of a create after the webhook
   * has written it, without an error.
   */
  static void keepStatus(CustomResourceDefinitionVersion version) {
    version.setSubresources(null);
  }
}
