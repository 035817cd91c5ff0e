package dev.softdelete.operator.requester.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What real clients send, by their own source code. The field manager is the one that they name, or
 * the first part of their User-Agent.
 */
public final class RealClients {
  private static final Set<String> LIVE = Set.of("live", "other");

  private static final String OPTION = "--field-manager=";

  private static final RequesterLists LISTS =
      new RequesterLists(
          with(RequesterLists.DEFAULT.tools(), "o'tool"),
          with(RequesterLists.DEFAULT.people(), "awx/ansible"),
          with(RequesterLists.DEFAULT.controllers(), "bot:*", "group:robots"));

  private RealClients() {}

  private static List<String> with(List<String> list, String... more) {
    return Stream.concat(list.stream(), Arrays.stream(more)).toList();
  }

  /** The lists of the chart, and what a user has added. */
  public static RequesterLists lists() {
    return LISTS;
  }

  /**
   * One create of a client.
   *
   * @param options the options of the request
   */
  public record Client(String name, Creation create, ObjectNode options, RequesterKind kind) {
    public boolean lives(String ownerUid) {
      return LIVE.contains(ownerUid);
    }

    @Override
    public String toString() {
      return name + " by " + create.user().username();
    }
  }

  public static Stream<Client> all() {
    return RealRequests.TABLE.lines().map(RealClients::client);
  }

  private static Client client(String line) {
    String[] cells = Arrays.stream(line.split("\\|", -1)).map(String::trim).toArray(String[]::new);
    List<String> managers = List.of(cells[2].split(" ", -1));
    ObjectNode options = Json.object().put("kind", "CreateOptions");
    managers.stream()
        .filter(m -> m.startsWith(OPTION))
        .forEach(m -> options.put("fieldManager", m.substring(OPTION.length())));
    List<String> tracked =
        managers.stream().filter(m -> !m.startsWith(OPTION) && !m.equals("-")).toList();
    return new Client(
        cells[0],
        Creation.of(
            user(cells[1]),
            object(tracked, cells[3], cells[4]),
            Optional.ofNullable(options.path("fieldManager").asText(null))),
        options,
        RequesterKind.valueOf(cells[5]));
  }

  private static Requester user(String text) {
    if (text.startsWith("node:")) {
      return new Requester("system:" + text, null, List.of("system:nodes"), null);
    }
    if (text.startsWith("group:")) {
      return new Requester("x", null, List.of(text.substring(6), "system:authenticated"), null);
    }
    String name =
        text.startsWith("sa:")
            ? "system:serviceaccount:" + text.substring(3).replace('/', ':')
            : text;
    return new Requester(name, null, List.of("system:authenticated"), null);
  }

  private static KubeObject object(List<String> managers, String marks, String owner) {
    var object = Json.object().put("apiVersion", "apps/v1").put("kind", "StatefulSet");
    var metadata = object.putObject("metadata").put("name", "web").put("namespace", "shop");
    for (String mark : marks.isEmpty() ? new String[0] : marks.split(" ", -1)) {
      metadata.withObject("/annotations").put(annotation(mark), value(mark));
    }
    if (!owner.equals("-")) {
      metadata
          .putArray("ownerReferences")
          .addObject()
          .put("apiVersion", "example.org/v1")
          .put("kind", "App")
          .put("name", "parent")
          .put("uid", owner)
          .put("controller", !owner.startsWith("other"));
    }
    managers.forEach(m -> metadata.withArray("/managedFields").addObject().put("manager", m));
    return KubeObject.parse(object.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String annotation(String mark) {
    return switch (mark) {
      case "applied", "applied-parent", "applied-elsewhere", "applied-group" ->
          ToolMark.LAST_APPLIED;
      case "tracked", "tracked-parent" -> ToolMark.TRACKING_ID;
      case "helm" -> "meta.helm.sh/release-name";
      case "flux" -> "kustomize.toolkit.fluxcd.io/name";
      case "applyset" -> "applyset.kubernetes.io/part-of";
      default -> throw new IllegalArgumentException(mark);
    };
  }

  private static String value(String mark) {
    return switch (mark) {
      case "applied" -> applied("apps/v1", "StatefulSet", "shop");
      case "applied-parent" -> applied("example.org/v1", "App", "shop");
      case "applied-elsewhere" -> applied("apps/v1", "StatefulSet", "source");
      case "applied-group" -> applied("example.org/v1", "StatefulSet", "shop");
      case "tracked" -> "shop:apps/StatefulSet:shop/web";
      case "tracked-parent" -> "shop:example.org/App:shop/parent";
      default -> "web";
    };
  }

  private static String applied(String apiVersion, String kind, String namespace) {
    return Json.object()
        .put("apiVersion", apiVersion)
        .put("kind", kind)
        .set("metadata", Json.object().put("name", "web").put("namespace", namespace))
        .toString();
  }
}
