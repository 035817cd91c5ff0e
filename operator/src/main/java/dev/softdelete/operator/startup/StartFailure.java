package dev.softdelete.operator.startup;

import dev.softdelete.operator.kube.ApiException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Explains in one line why a start failed, and what to do. */
public final class StartFailure {
  private static final String ANONYMOUS = "system:anonymous";

  private static final Pattern CREDENTIAL =
      Pattern.compile("\\b(Bearer|Basic)\\s.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private StartFailure() {}

  /**
   * Returns the explanation.
   *
   * @param thrown the failure that ended the start
   * @param apiServer returns the configured URL of the API server
   */
  public static String explain(Throwable thrown, Supplier<String> apiServer) {
    List<Throwable> causes = causes(thrown);
    return first(causes, StartFailure::own)
        .or(() -> first(causes.reversed(), cause -> byApiServer(cause, apiServer.get())))
        .or(() -> first(causes.reversed(), StartFailure::byCredentials))
        .orElseGet(() -> unknown(causes.getLast()));
  }

  private static Optional<String> first(
      List<Throwable> causes, Function<Throwable, Optional<String>> line) {
    return causes.stream().map(line).flatMap(Optional::stream).findFirst();
  }

  private static List<Throwable> causes(Throwable thrown) {
    var causes = new ArrayList<Throwable>();
    for (Throwable t = thrown; t != null && !causes.contains(t); t = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }

  private static Optional<String> own(Throwable cause) {
    return cause instanceof CannotRunException ? Optional.of(cause.getMessage()) : Optional.empty();
  }

  private static Optional<String> byApiServer(Throwable cause, String server) {
    return switch (cause) {
      case ApiException e -> Optional.of(refused(e.code(), e.getMessage(), server));
      case KubernetesClientException e when e.getCode() > 0 ->
          Optional.of(refused(e.getCode(), e.getMessage(), server));
      case SSLException e ->
          Optional.of(
              "The API server %s is not trusted: %s. Correct certificate-authority-data or server in the kubeconfig."
                  .formatted(server, text(e)));
      case UnknownHostException e -> Optional.of(unreachable(server, "its name is unknown"));
      case UnresolvedAddressException e -> Optional.of(unreachable(server, "its name is unknown"));
      case NoRouteToHostException e -> Optional.of(unreachable(server, text(e)));
      case HttpTimeoutException e -> Optional.of(unreachable(server, "it does not answer"));
      case TimeoutException e -> Optional.of(unreachable(server, "it does not answer"));
      case ConnectException e ->
          Optional.of(
              unreachable(server, e.getMessage() == null ? "connection refused" : e.getMessage()));
      default -> Optional.empty();
    };
  }

  private static Optional<String> byCredentials(Throwable cause) {
    return switch (cause) {
      case GeneralSecurityException e -> Optional.of(unusable(text(e)));
      case FileSystemException e -> Optional.of(unusable(e.toString()));
      case FileNotFoundException e -> Optional.of(unusable(text(e)));
      default -> Optional.empty();
    };
  }

  private static String unusable(String why) {
    return "A certificate or key of the kubeconfig cannot be used: %s. Name files in PEM that this user can read, with a key that begins with 'BEGIN RSA PRIVATE KEY', 'BEGIN EC PRIVATE KEY' or, for RSA, 'BEGIN PRIVATE KEY'."
        .formatted(trimmed(why));
  }

  private static String unreachable(String server, String why) {
    return "The API server %s cannot be reached: %s. Start it, or correct the server in the kubeconfig."
        .formatted(server, why);
  }

  private static String refused(int code, String message, String server) {
    return switch (code) {
      case 401 ->
          "The API server %s does not accept the credentials (401). Renew them in the kubeconfig."
              .formatted(server);
      case 403 -> forbidden(message, server);
      default ->
          "The API server %s answers %d: %s. Correct that, and start again."
              .formatted(server, code, trimmed(message));
    };
  }

  private static String forbidden(String message, String server) {
    return message.contains(ANONYMOUS)
        ? "The API server %s was shown no credential that it knows, and takes the operator for %s (403). Correct the user of the current context in the kubeconfig: its token, client certificate or exec plugin."
            .formatted(server, ANONYMOUS)
        : "The API server %s forbids what the operator needs (403): %s. Run it as the chart's ServiceAccount, with the chart's roles."
            .formatted(server, trimmed(message));
  }

  private static String unknown(Throwable cause) {
    return "Unexpected: %s. LOG_LEVEL=DEBUG says where.".formatted(text(cause));
  }

  private static String text(Throwable cause) {
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : trimmed(cause.getMessage());
  }

  /**
   * Returns the message in one line, without the text of a credential that the HTTP client could
   * not send.
   */
  private static String trimmed(String message) {
    return CREDENTIAL
        .matcher(message.strip())
        .replaceAll("$1 (not shown)")
        .replaceAll("\\s*\\R\\s*", " ")
        .replaceAll("\\.+$", "");
  }
}
