package dev.softdelete.api.crd;

import static dev.softdelete.api.crd.Markdown.code;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of the documentation that lists every field of the custom resources. */
final class ReferencePage {
  private static final String INTRODUCTION =
      "This page lists every field of the custom resources. `kubectl explain` prints the same"
          + " descriptions, for example `kubectl explain softdeletepolicy.spec.retention`. Every"
          + " kind also has the usual fields `apiVersion`, `kind` and `metadata`. In the path of a"
          + " field, `[]` stands for each item of a list, and `*` for each key of a map. The API"
          + " server checks the rules when an object is written, and sets the defaults.";

  private ReferencePage() {}

  static String of(List<CustomResourceDefinition> definitions) {
    return "<!-- Generated from the types in api/ by: "
        + CrdFiles.UPDATE
        + " -->\n\n# API reference\n\n"
        + Markdown.paragraph(INTRODUCTION)
        + "\n"
        + Markdown.paragraph(
            definitions.stream()
                .map(ReferencePage::kind)
                .map(kind -> "[%s](#%s)".formatted(kind, kind.toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", ", "Kinds: ", ".")))
        + definitions.stream().map(ReferencePage::section).collect(Collectors.joining());
  }

  private static String section(CustomResourceDefinition definition) {
    // There is one version.
    CustomResourceDefinitionVersion version = definition.getSpec().getVersions().get(0);
    JSONSchemaProps schema = version.getSchema().getOpenAPIV3Schema();
    return "\n## "
        + kind(definition)
        + "\n\n"
        + Markdown.paragraph(Markdown.text(schema.getDescription()))
        + "\n"
        + Markdown.table(List.of("property", "value"), properties(definition, version))
        + "\n"
        + Markdown.table(
            List.of("field", "type", "rules", "description"),
            Field.below(schema).stream().map(ReferencePage::row).toList());
  }

  private static List<List<String>> properties(
      CustomResourceDefinition definition, CustomResourceDefinitionVersion version) {
    var names = definition.getSpec().getNames();
    var rows = new ArrayList<List<String>>();
    add(rows, "API version", Stream.of(definition.getSpec().getGroup() + "/" + version.getName()));
    add(rows, "resource", Stream.of(names.getPlural()));
    add(rows, "short names", names.getShortNames().stream());
    add(rows, "categories", names.getCategories().stream());
    rows.add(List.of("scope", definition.getSpec().getScope()));
    add(
        rows,
        "field selectors",
        version.getSelectableFields().stream().map(field -> field.getJsonPath().substring(1)));
    List<String> columns =
        version.getAdditionalPrinterColumns().stream().map(ReferencePage::column).toList();
    if (!columns.isEmpty()) {
      rows.add(List.of("columns of `kubectl get`", String.join("<br>", columns)));
    }
    List<String> rules = FieldRules.cel(version.getSchema().getOpenAPIV3Schema());
    if (!rules.isEmpty()) {
      rows.add(List.of("rules", String.join("<br>", rules)));
    }
    return rows;
  }

  private static void add(List<List<String>> rows, String property, Stream<String> values) {
    String cell = values.map(Markdown::code).collect(Collectors.joining(", "));
    if (!cell.isEmpty()) {
      rows.add(List.of(property, cell));
    }
  }

  private static String column(CustomResourceColumnDefinition column) {
    boolean wide = column.getPriority() != null && column.getPriority() > 0;
    return column.getName() + ": " + code(column.getJsonPath()) + (wide ? " (with `-o wide`)" : "");
  }

  private static List<String> row(Field field) {
    return List.of(
        code(field.path()),
        field.type(),
        String.join("<br>", FieldRules.of(field)),
        Markdown.text(field.schema().getDescription()));
  }

  private static String kind(CustomResourceDefinition definition) {
    return definition.getSpec().getNames().getKind();
  }
}
