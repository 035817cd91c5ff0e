package dev.softdelete.operator.startup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.operator.kube.ApiException;
import dev.softdelete.operator.kube.Json;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertificateException;
import java.security.spec.InvalidKeySpecException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StartFailureTest {
  private static final String SERVER = "https://api:6443/";

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new CannotRunException("Do this."), "Do this."),
        Arguments.of(
            new IllegalStateException("outer", new CannotRunException("Do this.")), "Do this."),
        Arguments.of(unreachable(new ConnectException()), "cannot be reached: connection refused"),
        Arguments.of(
            unreachable(new UnresolvedAddressException()),
            "cannot be reached: its name is unknown"),
        Arguments.of(
            unreachable(new UnknownHostException("api")), "cannot be reached: its name is unknown"),
        Arguments.of(
            unreachable(new HttpConnectTimeoutException("late")),
            "cannot be reached: it does not answer"),
        Arguments.of(unreachable(new TimeoutException()), "cannot be reached: it does not answer"),
        Arguments.of(
            unreachable(new SSLHandshakeException("PKIX path building failed")),
            "is not trusted: PKIX path building failed"),
        Arguments.of(
            unreachable(new SSLHandshakeException("no path", new CertificateException("no path"))),
            "is not trusted: no path"),
        Arguments.of(refusal(401, "Unauthorized"), "does not accept the credentials (401)"),
        Arguments.of(
            refusal(403, "pods is forbidden: no."),
            "forbids what the operator needs (403): pods is forbidden: no. Run it as"),
        Arguments.of(
            refusal(403, "User \"system:anonymous\" cannot get path \"/apis\""),
            "takes the operator for system:anonymous (403). Correct the user"),
        Arguments.of(refusal(503, "starting"), "answers 503: starting."),
        Arguments.of(
            new IllegalStateException(new KubernetesClientException("no", 403, null)),
            "forbids what the operator needs (403): no."),
        Arguments.of(
            new KubernetesClientException("no", new NoSuchFileException("/etc/ca.crt")),
            "certificate or key of the kubeconfig cannot be used:"
                + " java.nio.file.NoSuchFileException: /etc/ca.crt."),
        Arguments.of(
            new KubernetesClientException("no", new InvalidKeySpecException("PKCS8")),
            "certificate or key of the kubeconfig cannot be used: PKCS8."),
        Arguments.of(new IllegalStateException(), "Unexpected: IllegalStateException."),
        Arguments.of(new IllegalStateException("one\ntwo"), "Unexpected: one two."));
  }

  @Test
  void aCredentialIsNotShown() {
    var failure =
        new IllegalArgumentException("invalid header value: \"Bearer eyJhbGciOi\nJSUzI1NiIs\"");

    assertThat(StartFailure.explain(failure, () -> SERVER))
        .contains("Bearer (not shown)")
        .doesNotContain("eyJ", "JSUz");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void isExplainedInOneLine(Throwable failure, String line) {
    assertThat(StartFailure.explain(failure, () -> SERVER)).contains(line).doesNotContain("\n");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void namesTheServerWhereItIsToBlame(Throwable failure, String line) {
    if (line.contains("cannot be reached") || line.contains("answers")) {
      assertThat(StartFailure.explain(failure, () -> SERVER)).contains(SERVER);
    }
  }

  /** Wraps the cause as the client library and {@code ApiServer} do. */
  private static Throwable unreachable(Throwable cause) {
    var wrapped = new ConnectException("the API server cannot be reached: " + cause);
    wrapped.initCause(new CompletionException(cause));
    return new UncheckedIOException(wrapped);
  }

  private static ApiException refusal(int code, String message) {
    ObjectNode status = Json.object().put("message", message);
    return new ApiException(code, status);
  }
}
