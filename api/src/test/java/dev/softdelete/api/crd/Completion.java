package dev.softdelete.api.crd;

import dev.softdelete.api.DeletedResource;
import dev.softdelete.api.DeletedResourceReview;
import dev.softdelete.api.NameReservation;
import dev.softdelete.api.ReservedNames;
import dev.softdelete.api.SoftDeletePolicy;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Puts into a CRD what the annotations on the types have no words for. */
final class Completion implements CRDPostProcessor {
  private static final Map<Class<? extends HasMetadata>, Consumer<JSONSchemaProps>> TYPES =
      Map.of(
          SoftDeletePolicy.class, PolicySchema::complete,
          DeletedResource.class, RecordSchema::complete,
          DeletedResourceReview.class, ReviewSchema::complete,
          NameReservation.class, ReservationSchema::complete,
          ReservedNames.class, ReservedNamesSchema::complete);

  static List<Class<? extends HasMetadata>> types() {
    return List.copyOf(TYPES.keySet());
  }

  @Override
  public HasMetadata process(HasMetadata crd, String crdSpecVersion) {
    CustomResourceDefinition definition = (CustomResourceDefinition) crd;
    TYPES.forEach(
        (type, complete) -> {
          if (HasMetadata.getKind(type).equals(definition.getSpec().getNames().getKind())) {
            for (CustomResourceDefinitionVersion version : definition.getSpec().getVersions()) {
              JSONSchemaProps schema = version.getSchema().getOpenAPIV3Schema();
              complete.accept(schema);
              EverySchema.complete(schema);
              version.getAdditionalPrinterColumns().sort(asDeclared(type));
              if (type == DeletedResourceReview.class) {
                ReviewSchema.keepStatus(version);
              }
            }
          }
        });
    return definition;
  }

  /** The generator sorts columns by their path. */
  private static Comparator<CustomResourceColumnDefinition> asDeclared(Class<?> type) {
    List<String> names =
        Arrays.stream(type.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(AdditionalPrinterColumn::name)
            .toList();
    return Comparator.comparingInt(column -> names.indexOf(column.getName()));
  }
}
