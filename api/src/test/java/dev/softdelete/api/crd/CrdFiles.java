package dev.softdelete.api.crd;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The CRDs that the types generate, by the name of their file. */
final class CrdFiles {
  static final String UPDATE = "mvn -Pupdate-crds -pl api test";

  private CrdFiles() {}

  static Map<String, String> generate() {
    Map<String, ByteArrayOutputStream> files = new TreeMap<>();
    new CRDGenerator()
        .customResourceClasses(Completion.types())
        .withParallelGenerationEnabled(false)
        .withMinQuotes(false)
        .withPostProcessor(new Completion())
        .withOutput(new InMemory(files))
        .generate();
    return files.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> withOurHeader(e.getValue())));
  }

  /** Returns the generated CRDs in the order of their kinds. */
  static List<CustomResourceDefinition> definitions() {
    return generate().values().stream()
        .map(yaml -> Serialization.unmarshal(yaml, CustomResourceDefinition.class))
        .sorted(Comparator.comparing(definition -> definition.getSpec().getNames().getKind()))
        .toList();
  }

  private static String withOurHeader(ByteArrayOutputStream file) {
    String yaml = file.toString(StandardCharsets.UTF_8);
    return "# Generated from the types in api/ by: "
        + UPDATE
        + "\n"
        + yaml.substring(yaml.indexOf('\n') + 1);
  }

  private record InMemory(Map<String, ByteArrayOutputStream> files)
      implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
    @Override
    public ByteArrayOutputStream outputFor(String name) {
      return files.computeIfAbsent(fileName(name), n -> new ByteArrayOutputStream());
    }

    /** The generator says {@code plural.group-v1}; the custom is {@code group_plural.yaml}. */
    private static String fileName(String name) {
      int dot = name.indexOf('.');
      return name.substring(dot + 1, name.lastIndexOf('-'))
          + "_"
          + name.substring(0, dot)
          + ".yaml";
    }

    @Override
    public void close() {}
  }
}
