package dev.softdelete.controlplane;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a control plane is started.
 *
 * @param version the Kubernetes version
 * @param apiServerArguments further arguments of kube-apiserver, such as {@code --v=4}; the last of
 *     several values wins
 * @param controllers the controllers that run, in the form of {@code --controllers}; all by default
 * @param featureGates the feature gates of the API server and the controller manager
 * @param auditPolicy an audit policy file; the audit log is {@code audit.log} among the logs
 * @param logDirectory where logs are kept; by default a folder that is deleted at close
 */
public record Options(
    KubernetesVersion version,
    List<String> apiServerArguments,
    List<String> controllers,
    Map<String, Boolean> featureGates,
    Optional<Path> auditPolicy,
    Optional<Path> logDirectory) {

  public Options {
    apiServerArguments = List.copyOf(apiServerArguments);
    controllers = List.copyOf(controllers);
    featureGates = Map.copyOf(featureGates);
    // The servers run in another working directory.
    auditPolicy = auditPolicy.map(Path::toAbsolutePath);
    logDirectory = logDirectory.map(Path::toAbsolutePath);
  }

  /**
   * Returns the default options, with the version that {@link KubernetesVersion#PROPERTY} names.
   */
  public static Options defaults() {
    return new Options(
        KubernetesVersion.chosen(),
        List.of(),
        List.of("*"),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  public Options withVersion(KubernetesVersion other) {
    return new Options(
        other, apiServerArguments, controllers, featureGates, auditPolicy, logDirectory);
  }

  /** Adds to the present arguments. */
  public Options withApiServerArguments(String... more) {
    List<String> all = new ArrayList<>(apiServerArguments);
    all.addAll(List.of(more));
    return new Options(version, all, controllers, featureGates, auditPolicy, logDirectory);
  }

  public Options withControllers(String... only) {
    return new Options(
        version, apiServerArguments, List.of(only), featureGates, auditPolicy, logDirectory);
  }

  public Options withFeatureGate(String name, boolean enabled) {
    Map<String, Boolean> gates = new TreeMap<>(featureGates);
    gates.put(name, enabled);
    return new Options(version, apiServerArguments, controllers, gates, auditPolicy, logDirectory);
  }

  public Options withAuditPolicy(Path policy) {
    return new Options(
        version, apiServerArguments, controllers, featureGates, Optional.of(policy), logDirectory);
  }

  public Options withLogDirectory(Path directory) {
    return new Options(
        version,
        apiServerArguments,
        controllers,
        featureGates,
        auditPolicy,
        Optional.of(directory));
  }
}
