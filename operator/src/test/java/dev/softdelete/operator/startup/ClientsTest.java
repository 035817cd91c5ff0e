package dev.softdelete.operator.startup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.WatchEvent;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientsTest {

  @ParameterizedTest
  @CsvSource({
    "https://host/api/v1/pods?limit=500&resourceVersion=0, PartialObjectMetadataList",
    "https://host/api/v1/pods, PartialObjectMetadataList",
    "https://host/api/v1/pods?allowWatchBookmarks=true&watch=true, PartialObjectMetadata"
  })
  void asksForListsAndForEventsOfMetadata(URI request, String as) {
    assertThat(Clients.accept(request))
        .startsWith("application/json;as=" + as + ";g=meta.k8s.io;v=v1,");
  }

  /** A watch that has fallen behind receives a Status that says so, and then lists again. */
  @Test
  void understandsWhatAWatchSaysOfItself() {
    WatchEvent event =
        Clients.serialization(new ObjectMapper())
            .unmarshal(
                """
                {"type": "ERROR", "object":
                  {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 410}}
                """,
                WatchEvent.class);

    assertThat(event.getObject()).isInstanceOf(Status.class).extracting("code").isEqualTo(410);
  }
}
