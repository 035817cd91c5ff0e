package dev.softdelete.e2e.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration of a container for runc, which begins as the one that umoci makes of the image
 * and becomes what a kubelet would make of a Pod.
 */
final class Bundle {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode config;
  private final ObjectNode process;

  private Bundle(ObjectNode config) {
    this.config = config;
    this.process = (ObjectNode) config.path("process");
  }

  /** Returns the configuration of an unpacked image, whose files all its containers share. */
  static Bundle of(Path unpacked) throws IOException {
    var config = (ObjectNode) JSON.readTree(unpacked.resolve("config.json").toFile());
    config.withObject("/root").put("path", unpacked.resolve("rootfs").toAbsolutePath().toString());
    config.withObject("/process").put("terminal", false);
    return new Bundle(config);
  }

  /** Restricts the process as the Pod says. */
  Bundle as(OperatorPod pod) {
    process.put("noNewPrivileges", !pod.mayGainPrivileges());
    config.withObject("/root").put("readonly", pod.readOnlyRoot());
    if (!pod.hasCapabilities()) {
      process.putObject("capabilities");
    }
    // Those of this machine: umoci's are smaller than a kubelet's.
    process.remove("rlimits");
    limitMemory(pod.memory());
    pod.emptyDirectories().forEach(this::mountEmptyDirectory);
    return this;
  }

  Bundle user(BundleUser user) {
    process.withObject("/user").put("uid", user.id()).put("gid", user.group());
    return this;
  }

  private void limitMemory(long bytes) {
    config
        .withObject("/linux")
        .withObject("/resources")
        .withObject("/memory")
        .put("limit", bytes)
        .put("swap", bytes);
  }

  /** Runs the process in the network of this machine, where the control plane is. */
  Bundle onTheNetworkOfThisMachine() {
    var namespaces = (ArrayNode) config.at("/linux/namespaces");
    for (int i = namespaces.size() - 1; i >= 0; i--) {
      if (namespaces.get(i).path("type").asText().equals("network")) {
        namespaces.remove(i);
      }
    }
    return this;
  }

  /** Returns the environment of the image. */
  Map<String, String> environment() {
    var environment = new LinkedHashMap<String, String>();
    for (JsonNode variable : process.path("env")) {
      String[] parts = variable.asText().split("=", 2);
      // umoci adds this for a terminal.
      if (!parts[0].equals("TERM")) {
        environment.put(parts[0], parts[1]);
      }
    }
    return environment;
  }

  Bundle environment(Map<String, String> environment) {
    ArrayNode variables = process.putArray("env");
    environment.forEach((name, value) -> variables.add(name + "=" + value));
    return this;
  }

  /** Adds arguments to the entry point of the image. */
  Bundle arguments(List<String> arguments) {
    arguments.forEach(((ArrayNode) process.path("args"))::add);
    return this;
  }

  /** Mounts a file or a folder of this machine, which the container can only read. */
  Bundle mount(Path source, String destination) {
    mount("bind", source.toAbsolutePath().toString(), destination, "rbind", "ro");
    return this;
  }

  private void mountEmptyDirectory(String destination) {
    mount("tmpfs", "tmpfs", destination, "nosuid", "nodev", "mode=0777");
  }

  private void mount(String type, String source, String destination, String... options) {
    ObjectNode mount = ((ArrayNode) config.path("mounts")).addObject();
    mount.put("type", type).put("source", source).put("destination", destination);
    List.of(options).forEach(mount.putArray("options")::add);
  }

  void write(Path folder) throws IOException {
    JSON.writeValue(folder.resolve("config.json").toFile(), config);
  }
}
