package dev.softdelete.controlplane;

import java.util.Objects;

/**
 * A Kubernetes release that can be run.
 *
 * @param version without a leading v, such as {@code 1.36.3}
 * @param goModules class path folder with the go.mod and go.sum that build it
 * @param packages how many Go packages a cold build of it compiles, for progress only
 */
public record KubernetesVersion(String version, String goModules, int packages) {

  public static final KubernetesVersion V1_36 = new KubernetesVersion("1.36.3", "/go/v1.36", 2727);

  public KubernetesVersion {
    if (!version.matches("\\d+\\.\\d+\\.\\d+")) {
      throw new IllegalArgumentException("Not a full version such as 1.36.3: " + version);
    }
    Objects.requireNonNull(goModules);
  }

  /** The release's tag, such as {@code v1.36.3}. */
  public String tag() {
    return "v" + version;
  }

  /** The version without its patch, such as {@code 1.36}. */
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
