package dev.softdelete.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescriptionsTest {
  static List<CustomResourceDefinition> definitions() {
    return CrdFiles.definitions();
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void everyFieldIsDescribedInWholeSentences(CustomResourceDefinition definition) {
    JSONSchemaProps schema =
        definition.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();

    assertThat(Field.below(schema))
        .allSatisfy(field -> assertThat(field.schema().getDescription()).matches("\\p{Lu}.*\\."));
  }
}
