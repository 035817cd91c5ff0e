package dev.softdelete.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
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
}
