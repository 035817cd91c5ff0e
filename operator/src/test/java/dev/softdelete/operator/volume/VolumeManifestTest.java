package dev.softdelete.operator.volume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeManifestTest {
  private static final Volume WAS =
      new Volume(
          Volumes.object(
              """
              {"apiVersion": "v1", "kind": "PersistentVolume",
               "metadata": {"name": "pv", "uid": "p", "resourceVersion": "7", "generation": 2,
                 "creationTimestamp": "2026-01-01T00:00:00Z", "managedFields": [],
                 "deletionTimestamp": "2026-01-01T00:00:00Z", "deletionGracePeriodSeconds": 0,
                 "labels": {"zone": "a"}, "annotations": {"pv.kubernetes.io/provisioned-by": "x"},
                 "finalizers": ["kubernetes.io/pv-protection", "softdelete.dev/retain"]},
               "spec": {"csi": {"driver": "d", "volumeHandle": "h", "unknown": 1.50},
                 "persistentVolumeReclaimPolicy": "Delete",
                 "claimRef": {"kind": "PersistentVolumeClaim", "namespace": "ns", "name": "data",
                   "uid": "u-old", "resourceVersion": "3"}},
               "status": {"phase": "Bound"}}
              """));

  @Test
  void forAClaimItIsKeptUntilItIsBound() {
    assertThat(VolumeManifest.boundTo(Volumes.claim("alive"), WAS))
        .isEqualTo(
            Volumes.object(
                    """
                    {"apiVersion": "v1", "kind": "PersistentVolume",
                     "metadata": {"name": "pv", "labels": {"zone": "a"},
                       "annotations": {"pv.kubernetes.io/provisioned-by": "x",
                                       "softdelete.dev/reclaim-policy": "Delete"},
                       "finalizers": ["kubernetes.io/pv-protection"]},
                     "spec": {"csi": {"driver": "d", "volumeHandle": "h", "unknown": 1.50},
                       "persistentVolumeReclaimPolicy": "Retain",
                       "claimRef": {"kind": "PersistentVolumeClaim", "namespace": "elsewhere",
                         "name": "data-2", "uid": "u-new"}}}
                    """)
                .json());
  }

  @Test
  void forItsPurgeItIsReleasedAndDeleted() {
    var manifest = VolumeManifest.released(WAS);

    assertThat(manifest.at("/spec/persistentVolumeReclaimPolicy").asText()).isEqualTo("Delete");
    assertThat(manifest.at("/spec/claimRef"))
        .isEqualTo(
            Volumes.object(
                    """
                    {"kind": "PersistentVolumeClaim", "namespace": "ns", "name": "data",
                     "uid": "u-old"}
                    """)
                .json());
    assertThat(manifest.at("/metadata/annotations").toString()).doesNotContain("softdelete.dev");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bound old's", "kept old's", "retain old's"})
  void whatWasRetainedFromTheStartStaysSo(String was) {
    var manifest =
        VolumeManifest.boundTo(Volumes.claim("alive"), Volumes.volume(was).orElseThrow());

    assertThat(new Volume(new dev.softdelete.operator.kube.KubeObject(manifest)).formerPolicy())
        .isEqualTo(was.startsWith("retain") ? "Retain" : "Delete");
    assertThat(manifest.at("/spec/persistentVolumeReclaimPolicy").asText()).isEqualTo("Retain");
  }
}
