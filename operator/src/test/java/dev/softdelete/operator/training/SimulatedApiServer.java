package dev.softdelete.operator.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.SoftDelete;
import dev.softdelete.operator.kube.Json;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import io.fabric8.mockwebserver.vertx.Protocol;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A simulated API server with the functions that a training run needs. It stores and lists objects
 * and sends watch events, over HTTP/2 and WebSockets with TLS. It validates nothing, so no test may
 * rely on it.
 */
final class SimulatedApiServer extends Dispatcher implements AutoCloseable {
  private static final ObjectPath BINDINGS =
      Scene.path("/apis/admissionregistration.k8s.io/v1/mutatingadmissionpolicybindings");

  private final MockWebServer server = new MockWebServer();
  private final SimulatedObjects objects;
  private final String operator;

  /**
   * Serves until it is closed.
   *
   * @param operator the user that every request is assumed to come from
   */
  SimulatedApiServer(SimulatedObjects objects, String operator) {
    this.objects = objects;
    this.operator = operator;
    server.setDispatcher(this);
    server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
    server.useHttps();
    server.start();
  }

  /** Writes a kubeconfig for this server. */
  void writeKubeconfig(Path file) throws IOException {
    byte[] authority =
        Files.readAllBytes(Path.of(server.getSelfSignedCertificate().certificatePath()));
    Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: training
          cluster:
            server: https://localhost:%d
            certificate-authority-data: %s
        users:
        - name: training
          user: {token: training}
        contexts:
        - name: training
          context: {cluster: training, user: training}
        current-context: training
        """
            .formatted(server.getPort(), Base64.getEncoder().encodeToString(authority)));
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    URI uri = URI.create(request.getPath());
    Optional<ObjectPath> path = ObjectPath.parse(uri.getPath());
    if (path.isEmpty()) {
      return discovery(uri.getPath());
    }
    String query = uri.getQuery() == null ? "" : uri.getQuery();
    if (query.contains("watch=true")) {
      return watch(request, path.get(), query);
    }
    return switch (request.getMethod()) {
      case "GET" -> get(request, path.get());
      case "POST" -> post(request, path.get(), query);
      case "PUT" -> answer(200, objects.replace(path.get(), body(request)));
      case "PATCH" -> patch(request, path.get(), query);
      case "DELETE" -> found(objects.delete(path.get()));
      default -> notFound();
    };
  }

  private static MockResponse discovery(String path) {
    return switch (path) {
      case "/api" -> answer(200, KindServed.groups(true));
      case "/apis" -> answer(200, KindServed.groups(false));
      default -> answer(200, KindServed.resources(path.replaceFirst("^/apis?/", "")));
    };
  }

  private MockResponse get(RecordedRequest request, ObjectPath path) {
    if (!path.name().isEmpty()) {
      return found(objects.get(path).map(object -> asked(request, object)));
    }
    ObjectNode list = Json.object().put("kind", "List").put("apiVersion", path.apiVersion());
    list.putObject("metadata").put("resourceVersion", Long.toString(objects.resourceVersion()));
    var items = list.putArray("items");
    objects.list(path).forEach(object -> items.add(asked(request, object)));
    return answer(200, list);
  }

  private MockResponse post(RecordedRequest request, ObjectPath path, String query) {
    ObjectNode body = body(request);
    if (path.plural().equals("selfsubjectreviews")) {
      body.putObject("status").putObject("userInfo").put("username", operator);
      return answer(201, body);
    }
    if (query.contains("dryRun=All")) {
      if (bound()) {
        body.withObject("/metadata").putArray("finalizers").add(SoftDelete.RETAIN_FINALIZER);
      }
      return answer(201, body);
    }
    if (path.plural().endsWith("reviews")) {
      ObjectNode rule =
          body.putObject("status").put("allowed", true).putArray("resourceRules").addObject();
      List.of("apiGroups", "resources", "verbs").forEach(all -> rule.putArray(all).add("*"));
      return answer(201, body);
    }
    return answer(201, objects.create(path, body));
  }

  /** Whether a policy is in force, so that its canary is protected. */
  private boolean bound() {
    return !objects.list(BINDINGS).isEmpty();
  }

  private MockResponse patch(RecordedRequest request, ObjectPath path, String query) {
    if (query.contains("dryRun=All")) {
      return answer(200, body(request));
    }
    JsonNode patch = Json.value(request.getBody().getBytes());
    return patch instanceof ObjectNode merge
        ? answer(200, objects.patch(path, merge))
        : found(objects.get(path));
  }

  private MockResponse watch(RecordedRequest request, ObjectPath path, String query) {
    long after =
        List.of(query.split("&")).stream()
            .filter(p -> p.startsWith("resourceVersion="))
            .map(p -> p.substring("resourceVersion=".length()))
            .mapToLong(Long::parseLong)
            .findFirst()
            .orElse(0);
    return new MockResponse()
        .withWebSocketUpgrade(
            new WebSocketListener() {
              @Override
              public void onOpen(WebSocket socket, Response response) {
                objects.watch(
                    path, after, change -> socket.send(event(request, change).toString()));
              }
            });
  }

  private static ObjectNode event(RecordedRequest request, SimulatedObjects.Change change) {
    ObjectNode event = Json.object().put("type", change.type());
    event.set("object", asked(request, change.object()));
    return event;
  }

  /** Returns the object, or only its metadata if the request asks for no more. */
  private static ObjectNode asked(RecordedRequest request, ObjectNode object) {
    String accept = request.getHeader("Accept");
    if (accept == null || !accept.contains("as=PartialObjectMetadata")) {
      return object;
    }
    ObjectNode metadata =
        Json.object().put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
    metadata.set("metadata", object.path("metadata"));
    return metadata;
  }

  private static ObjectNode body(RecordedRequest request) {
    return Json.parse(request.getBody().getBytes());
  }

  private static MockResponse found(Optional<ObjectNode> object) {
    return object.map(there -> answer(200, there)).orElseGet(SimulatedApiServer::notFound);
  }

  private static MockResponse notFound() {
    return answer(
        404,
        Json.object()
            .put("kind", "Status")
            .put("apiVersion", "v1")
            .put("status", "Failure")
            .put("reason", "NotFound")
            .put("message", "not found")
            .put("code", 404));
  }

  private static MockResponse answer(int code, ObjectNode body) {
    return new MockResponse()
        .setResponseCode(code)
        .setHeader("Content-Type", "application/json")
        .setHeader(
            "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
        .setBody(Json.bytes(body));
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
