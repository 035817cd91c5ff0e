package dev.softdelete.controlplane;

import java.util.List;
import java.util.Objects;

/**
 * A Kubernetes release that can be run.
 *
 * @param version without a leading v, such as {@code 1.36.3}
 * @param goModules the class path folder with the go.mod and go.sum that build it
 * @param packages the number of Go packages that a cold build compiles, only to show progress
 */
public record KubernetesVersion(String version, String goModules, int packages) {

  public static final KubernetesVersion V1_36 = new KubernetesVersion("1.36.3", "/go/v1.36", 2727);

  /** The older version, for tests that are started by hand. */
  public static final KubernetesVersion V1_34 = new KubernetesVersion("1.34.4", "/go/v1.34", 2318);

  public static final List<KubernetesVersion> ALL = List.of(V1_36, V1_34);

  /** The system property that names the version to run, such as {@code 1.34}. */
  public static final String PROPERTY = "softdelete.kubernetes";

  public KubernetesVersion {
    if (!version.matches("\\d+\\.\\d+\\.\\d+")) {
      throw new IllegalArgumentException("Not a full version such as 1.36.3: " + version);
    }
    Objects.requireNonNull(goModules);
  }

  /**
   * Returns the version that {@link #PROPERTY} names, or the newest when the property is not set.
   */
  public static KubernetesVersion chosen() {
    return named(System.getProperty(PROPERTY, ""));
  }

  /**
   * Returns the version with this number without a patch, or the newest when the text is blank.
   *
   * @throws IllegalArgumentException when no known version has this number
   */
  static KubernetesVersion named(String majorMinor) {
    return majorMinor.isBlank()
        ? V1_36
        : ALL.stream()
            .filter(v -> v.majorMinor().equals(majorMinor.strip()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        PROPERTY
                            + " is "
                            + majorMinor
                            + ", and must be one of "
                            + ALL.stream().map(KubernetesVersion::majorMinor).toList()));
  }

  /** Returns the release's tag, such as {@code v1.36.3}. */
  public String tag() {
    return "v" + version;
  }

  /** Returns the version without its patch, such as {@code 1.36}. */
  public String majorMinor() {
    return version.substring(0, version.lastIndexOf('.'));
  }

  String major() {
    return version.substring(0, version.indexOf('.'));
  }

  String minor() {
    return majorMinor().substring(version.indexOf('.') + 1);
  }
}
