package dev.softdelete.controlplane;

import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.KubeAPITestException;
import io.fabric8.kubeapitest.binary.BinaryManager;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;

/**
 * Downloads the programs that the controller-tools project publishes. These are all except the
 * controller manager.
 */
final class EnvtestDownload {

  static final URI INDEX =
      URI.create(
          "https://raw.githubusercontent.com/kubernetes-sigs/controller-tools/HEAD/envtest-releases.yaml");

  private EnvtestDownload() {}

  static void into(Path folder, KubernetesVersion version, Set<Binary> wanted) throws IOException {
    System.err.println("Downloading the API server and etcd from the controller-tools releases");
    Path unpacked = Files.createTempDirectory(folder, "envtest-");
    var programs = download(unpacked, version);
    Map<Binary, Path> files =
        Map.of(
            Binary.ETCD, programs.getEtcd().toPath(),
            Binary.API_SERVER, programs.getApiServer().toPath(),
            Binary.KUBECTL, programs.getKubectl().toPath());
    for (Binary binary : wanted) {
      Files.move(
          files.get(binary),
          folder.resolve(binary.fileName()),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static io.fabric8.kubeapitest.binary.Binaries download(
      Path unpacked, KubernetesVersion version) {
    try {
      return download(unpacked, version.version());
    } catch (KubeAPITestException e) {
      // The project does not publish every patch release.
      return download(unpacked, version.majorMinor() + ".*");
    }
  }

  private static io.fabric8.kubeapitest.binary.Binaries download(Path unpacked, String version) {
    var library =
        new BinaryManager(
            KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(unpacked.toString())
                .withApiServerVersion(version)
                .withOfflineMode(false)
                .build());
    library.initAndDownloadIfRequired();
    return library.binaries();
  }
}
