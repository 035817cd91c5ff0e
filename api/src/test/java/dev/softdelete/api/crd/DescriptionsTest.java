package dev.softdelete.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescriptionsTest {
  static Stream<CustomResourceDefinition> definitions() {
    return CrdFiles.generate().values().stream()
        .map(yaml -> Serialization.unmarshal(yaml, CustomResourceDefinition.class));
  }

  @ParameterizedTest
  @MethodSource("definitions")
  void kubectlExplainHasSomethingToSayOnEveryField(CustomResourceDefinition definition) {
    JSONSchemaProps schema =
        definition.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();

    assertThat(undescribed("", schema)).isEmpty();
  }

  private static Stream<String> undescribed(String path, JSONSchemaProps schema) {
    Stream<String> fields =
        schema.getProperties().entrySet().stream()
            .filter(field -> field.getValue().getDescription() == null)
            .map(field -> path + "." + field.getKey());
    Stream<String> below =
        schema.getProperties().isEmpty()
            ? EverySchema.children(schema).stream().flatMap(child -> undescribed(path, child))
            : schema.getProperties().entrySet().stream()
                .flatMap(
                    (Map.Entry<String, JSONSchemaProps> field) ->
                        undescribed(path + "." + field.getKey(), field.getValue()));
    return Stream.concat(fields, below);
  }
}
