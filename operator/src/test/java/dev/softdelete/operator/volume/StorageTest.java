package dev.softdelete.operator.volume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "csi":{"driver":"d","volumeHandle":"h","fsType":"ext4"} | "csi":{"driver":"d","volumeHandle":"h"},"capacity":{} | true
          "csi":{"driver":"d","volumeHandle":"h"} | "csi":{"driver":"d","volumeHandle":"i"} | false
          "csi":{"driver":"d","volumeHandle":"h"} | "csi":{"driver":"e","volumeHandle":"h"} | false
          "hostPath":{"path":"/a","type":"Directory"} | "hostPath":{"path":"/a"},"claimRef":{"name":"c"} | true
          "hostPath":{"path":"/a"} | "hostPath":{"path":"/b"} | false
          "nfs":{"server":"s","path":"/a","readOnly":true} | "nfs":{"server":"s","path":"/a"} | true
          "nfs":{"server":"s","path":"/a"} | "nfs":{"server":"t","path":"/a"} | false
          "local":{"path":"/a"},"nodeAffinity":{"n":1} | "local":{"path":"/a"},"nodeAffinity":{"n":1} | true
          "local":{"path":"/a"},"nodeAffinity":{"n":1} | "local":{"path":"/a"},"nodeAffinity":{"n":2} | false
          "hostPath":{"path":"/a"},"nodeAffinity":{"n":1} | "hostPath":{"path":"/a"} | true
          "local":{"path":"/a"} | "hostPath":{"path":"/a"} | false
          """)
  void whetherTwoVolumesStandForTheSameData(String one, String other, boolean same) {
    assertThat(Storage.of(volume(one)).equals(Storage.of(volume(other)))).isEqualTo(same);
  }

  private static Volume volume(String spec) {
    return new Volume(Volumes.object("{\"spec\": {" + spec + "}}"));
  }
}
