package dev.softdelete.operator.startup;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks the kubeconfig in the same way as the client library reads it. The library itself ignores
 * a missing file, and then assumes a default address for the cluster.
 */
public final class Kubeconfig {
  private static final String VARIABLE = "KUBECONFIG";
  private static final String WRITE_IT_ANEW =
      " Write it anew: kubectl config view --raw --flatten > FILE";

  /**
   * A valid server URL. The client library would treat anything else as http, and send the
   * credentials unencrypted.
   */
  private static final Pattern SERVER = Pattern.compile("https?://\\S", Pattern.CASE_INSENSITIVE);

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /** The first of the files, which represents all of them in messages. */
  private final Path file;

  private final List<Config> configs;

  private Kubeconfig(Path file, List<Config> configs) {
    this.file = file;
    this.configs = configs;
  }

  /**
   * Checks that the cluster and the credentials can be read from the kubeconfig, or from the Pod.
   *
   * @param environment the environment variables of the process
   * @throws CannotRunException with a message that says what to do
   */
  public static void check(Map<String, String> environment) {
    List<Path> files =
        io.fabric8.kubernetes.client.Config.getKubeconfigFilenames().stream()
            .map(Path::of)
            .toList();
    if (environment.containsKey(VARIABLE) || files.stream().anyMatch(Files::exists)) {
      check(files);
    } else if (!environment.containsKey("KUBERNETES_SERVICE_HOST")) {
      throw new CannotRunException(
          "No cluster is configured: set KUBECONFIG to a kubeconfig, or run in a Pod.");
    }
  }

  /** Checks these files. As in kubectl, missing files are ignored as long as one file exists. */
  static void check(List<Path> files) {
    if (files.isEmpty()) {
      throw new CannotRunException(
          "KUBECONFIG names no file. Set it to a kubeconfig, or leave it out.");
    }
    List<Path> there = files.stream().filter(Files::exists).toList();
    if (there.isEmpty()) {
      throw new CannotRunException(
          "The kubeconfig %s does not exist. Set KUBECONFIG to one that does."
              .formatted(files.getFirst()));
    }
    new Kubeconfig(there.getFirst(), there.stream().map(Kubeconfig::read).toList()).check();
  }

  private void check() {
    Context context = context();
    checkServer(cluster(context));
    each(Config::getUsers)
        .filter(u -> u.getUser() != null && Objects.equals(u.getName(), context.getUser()))
        .findFirst()
        .ifPresent(this::checkToken);
  }

  private Context context() {
    String current =
        configs.stream()
            .map(Config::getCurrentContext)
            .filter(name -> name != null && !name.isBlank())
            .findFirst()
            .orElseThrow(
                () ->
                    new CannotRunException(
                        "The kubeconfig %s has no current context. Choose one: kubectl config use-context NAME"
                            .formatted(file)));
    return each(Config::getContexts)
        .filter(c -> current.equals(c.getName()) && c.getContext() != null)
        .findFirst()
        .orElseThrow(() -> lacks("context", current))
        .getContext();
  }

  private NamedCluster cluster(Context context) {
    String name = String.valueOf(context.getCluster());
    return each(Config::getClusters)
        .filter(c -> name.equals(c.getName()) && c.getCluster() != null)
        .findFirst()
        .orElseThrow(() -> lacks("cluster", name));
  }

  private void checkServer(NamedCluster cluster) {
    String server = cluster.getCluster().getServer();
    if (server == null || server.isBlank()) {
      throw lacks("server of cluster", cluster.getName());
    }
    if (!SERVER.matcher(server).lookingAt()) {
      throw new CannotRunException(
          "The kubeconfig %s has the server '%s', which is no URL. Begin it with https://"
              .formatted(file, server));
    }
  }

  private void checkToken(NamedAuthInfo user) {
    String token = user.getUser().getToken();
    if (token != null && CONTROL.matcher(token).find()) {
      throw new CannotRunException(
          "The kubeconfig %s has a token with a line break for user '%s'. Write it in one line, without one at its end."
              .formatted(file, user.getName()));
    }
    if (token == null && user.getUser().getTokenFile() != null) {
      throw new CannotRunException(
          "The kubeconfig %s has a tokenFile for user '%s', which is not read. Write what is in it as the token of that user."
              .formatted(file, user.getName()));
    }
  }

  private <T> Stream<T> each(Function<Config, List<T>> part) {
    return configs.stream().map(part).filter(Objects::nonNull).flatMap(List::stream);
  }

  private CannotRunException lacks(String what, String name) {
    return new CannotRunException(
        "The kubeconfig %s lacks the %s '%s' that its current context needs. Choose another one: kubectl config use-context NAME"
            .formatted(file, what, name));
  }

  private static Config read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CannotRunException(
          "The kubeconfig %s is a directory or no ordinary file. Set KUBECONFIG to a file."
              .formatted(file));
    }
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CannotRunException(
          "The kubeconfig %s cannot be read (%s). Let this user read it, or set KUBECONFIG to another one."
              .formatted(file, e),
          e);
    }
    try {
      Config config = Serialization.unmarshal(text, Config.class);
      if (config == null) {
        throw new CannotRunException("The kubeconfig %s is empty.".formatted(file) + WRITE_IT_ANEW);
      }
      return config;
    } catch (RuntimeException e) {
      if (e instanceof CannotRunException) {
        throw e;
      }
      throw new CannotRunException(unparsable(file, text), e);
    }
  }

  private static String unparsable(Path file, String text) {
    return text.stripLeading().startsWith("{")
        ? "The kubeconfig %s begins with '{' and is then read as JSON, which it is not: YAML has to be in block style."
                .formatted(file)
            + WRITE_IT_ANEW
        : "The kubeconfig %s is no kubeconfig: it is not YAML, or not of that form.".formatted(file)
            + WRITE_IT_ANEW;
  }
}
