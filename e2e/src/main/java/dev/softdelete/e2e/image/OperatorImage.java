package dev.softdelete.e2e.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image in the OCI layout: an unpacked tar file with an index, manifests and blobs.
 *
 * @param layout the folder with {@code index.json}
 */
public record OperatorImage(Path layout) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "org.opencontainers.image.ref.name";

  /**
   * Returns the image that the build has made.
   *
   * @throws IllegalStateException if the build has made none
   */
  public static OperatorImage built() throws IOException {
    return of(Repository.file("image/target/image.tar"));
  }

  /** Returns the image in a tar file, which is unpacked beside it, once for each digest. */
  public static OperatorImage of(Path tar) throws IOException {
    Path folder = tar.resolveSibling("layout-" + Files.getLastModifiedTime(tar).toMillis());
    madeOnce(
        folder,
        made -> {
          Files.createDirectories(made);
          Tools.run("tar", "-xf", tar.toString(), "-C", made.toString());
        });
    return new OperatorImage(folder);
  }

  /** Returns the descriptor of the manifest in the index. */
  private JsonNode entry() throws IOException {
    return JSON.readTree(layout.resolve("index.json").toFile()).at("/manifests/0");
  }

  /** Returns {@code sha256:...} of the manifest, which identifies the image. */
  public String digest() throws IOException {
    return entry().path("digest").asText();
  }

  public JsonNode manifest() throws IOException {
    return blob(digest());
  }

  /** Returns the configuration: user, entry point, labels, history. */
  public JsonNode config() throws IOException {
    return blob(manifest().at("/config/digest").asText());
  }

  /** Returns the digests of the layers, from the bottom to the top. */
  public List<String> layers() throws IOException {
    var digests = new ArrayList<String>();
    manifest().path("layers").forEach(layer -> digests.add(layer.path("digest").asText()));
    return digests;
  }

  /** Returns the compressed size of all layers in bytes, which is what a node pulls. */
  public long size() throws IOException {
    long size = 0;
    for (JsonNode layer : manifest().path("layers")) {
      size += layer.path("size").asLong();
    }
    return size;
  }

  private JsonNode blob(String digest) throws IOException {
    return JSON.readTree(file(digest).toFile());
  }

  /** Returns the file of a blob. */
  public Path file(String digest) {
    return layout.resolve("blobs").resolve(digest.replace(':', '/'));
  }

  /**
   * Returns the image as a bundle for runc: {@code rootfs/} and a {@code config.json} with the
   * user, the environment and the entry point of the image.
   */
  public Path bundle() throws IOException {
    Path bundle = layout.resolveSibling("bundle-" + digest().substring("sha256:".length()));
    String name = entry().path("annotations").path(NAME).asText();
    madeOnce(
        bundle,
        made -> Tools.run("umoci", "unpack", "--image", layout + ":" + name, made.toString()));
    return bundle;
  }

  /** Makes a folder under another name first, because several JVMs may do so at a time. */
  private static void madeOnce(Path folder, Making making) throws IOException {
    if (Files.exists(folder)) {
      return;
    }
    Path unfinished = Path.of(folder + "." + ProcessHandle.current().pid());
    making.in(unfinished);
    try {
      Files.move(unfinished, folder);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      Tools.run("rm", "-rf", unfinished.toString());
    }
  }

  private interface Making {
    void in(Path folder) throws IOException;
  }
}
