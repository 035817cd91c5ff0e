package dev.softdelete.operator.volume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimsTest {

  @ParameterizedTest
  @CsvSource({
    "v1,             PersistentVolumeClaim, pv-1.x,         pv-1.x",
    "v1,             PersistentVolumeClaim, '',             ",
    "v1,             ConfigMap,             pv,             ",
    "example.com/v1, PersistentVolumeClaim, pv,             ",
    "v1,             PersistentVolumeClaim, ../nodes/n,     ",
    "v1,             PersistentVolumeClaim, ..,             ",
    "v1,             PersistentVolumeClaim, pv?watch=true,  ",
    "v1,             PersistentVolumeClaim, pv%2f..,        ",
  })
  void theNameOfAVolumeIsAName(String apiVersion, String kind, String volumeName, String name) {
    var object =
        Volumes.object(
            """
            {"apiVersion": "%s", "kind": "%s", "spec": {"volumeName": "%s"}}
            """
                .formatted(apiVersion, kind, volumeName));

    assertThat(Claims.volumeName(object).orElse(null)).isEqualTo(name);
  }
}
