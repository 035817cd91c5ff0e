package dev.softdelete.operator.kube;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Events. Events are a convenience: when the API server refuses one, this is logged and not
 * repeated.
 */
public final class Events {
  private static final Logger log = LoggerFactory.getLogger(Events.class);
  private static final ResourceType EVENTS = ResourceType.of("", "v1", "events", "Event", true);
  private static final String OF_THE_CLUSTER = "default";
  private static final int LONGEST_MESSAGE = 1024;
  private static final int LONGEST_NAME = 253;

  private final ApiServer api;
  private final ServerClock clock;

  public Events(ApiServer api, ServerClock clock) {
    this.api = api;
    this.clock = clock;
  }

  /**
   * Writes an Event.
   *
   * @param about the metadata of the object that the Event is about
   * @param type Normal or Warning
   */
  public void write(KubeObject about, String type, String reason, String message) {
    String namespace = about.namespace().orElse(OF_THE_CLUSTER);
    String now = clock.now().truncatedTo(ChronoUnit.SECONDS).toString();
    Event event =
        new EventBuilder()
            .withNewMetadata()
            .withGenerateName("softdelete-")
            .withNamespace(namespace)
            .endMetadata()
            .withNewInvolvedObject()
            .withApiVersion(about.apiVersion())
            .withKind(about.kind())
            .withNamespace(about.namespace().orElse(null))
            .withName(about.name())
            .withUid(about.uid())
            .endInvolvedObject()
            .withType(type)
            .withReason(reason)
            .withMessage(PlainText.of(message, LONGEST_MESSAGE))
            .withFirstTimestamp(now)
            .withLastTimestamp(now)
            .withCount(1)
            .withNewSource()
            .withComponent("soft-delete-operator")
            .endSource()
            .build();
    try {
      api.create(EVENTS.path(Optional.of(namespace)), Json.tree(event));
    } catch (ApiException e) {
      log.debug(
          "event {} on {} was refused: {}",
          reason,
          PlainText.cut(about.name(), LONGEST_NAME),
          e.getMessage());
      if (e.causedBy("NamespaceTerminating")) {
        // The namespace takes no more events. Those about itself are elsewhere.
        String told =
            about.kind() + " " + PlainText.cut(about.name(), LONGEST_NAME) + ": " + message;
        namespace(namespace).ifPresent(n -> write(n, type, reason, told));
      }
    }
  }

  private Optional<KubeObject> namespace(String name) {
    return api.findMetadata(ResourceType.NAMESPACES.path(Optional.empty(), name))
        .map(
            found ->
                new KubeObject(
                    found.json().deepCopy().put("apiVersion", "v1").put("kind", "Namespace")));
  }
}
