package dev.softdelete.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

/** The definition of DeletedResourceReviews, in the file that is installed. */
class ReviewSchemaTest {
  private static final String YAML =
      CrdFiles.generate().get("softdelete.dev_deletedresourcereviews.yaml");

  private static final CustomResourceDefinition DEFINITION =
      Serialization.unmarshal(YAML, CustomResourceDefinition.class);

  @Test
  void hasNoStatusSubresourceBecauseItWouldDropTheAnswer() {
    assertThat(DEFINITION.getSpec().getVersions())
        .hasSize(1)
        .allSatisfy(version -> assertThat(version.getSubresources()).isNull());
    assertThat(YAML).contains("manifest:").doesNotContain("subresources");
  }

  @Test
  void asksForTheManifestByDefault() {
    var schema = DEFINITION.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();

    assertThat(Fields.at(schema, "spec.include").getDefault()).hasToString("[\"Manifest\"]");
    assertThat(Fields.at(schema, "spec").getRequired()).containsExactly("record");
  }
}
