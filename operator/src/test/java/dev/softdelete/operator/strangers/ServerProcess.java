package dev.softdelete.operator.strangers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.softdelete.operator.wire.UnusedPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The server as a process with the memory and the JVM options of the chart. */
final class ServerProcess implements AutoCloseable {
  private static final Path VALUES = Path.of("../helm/soft-delete-operator/values.yaml");

  private final int webhook = UnusedPort.any();
  private final int probes = UnusedPort.any();
  private final Process process;
  private final BufferedReader output;
  private final Writer input;
  private final long heapAtFirst;

  ServerProcess() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(chartOptions());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ServerMain.class.getName());
    command.addAll(List.of(Integer.toString(webhook), Integer.toString(probes)));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    output = process.inputReader();
    input = process.outputWriter();
    heapAtFirst = Long.parseLong(output.readLine());
  }

  /** Returns the JVM options, with the limit that the container would set. */
  private static List<String> chartOptions() throws IOException {
    JsonNode values = new YAMLMapper().readTree(Files.readString(VALUES));
    String limit = values.at("/resources/limits/memory").asText().replace("Mi", "m");
    List<String> options = new ArrayList<>(List.of("-XX:MaxRAM=" + limit));
    options.addAll(List.of(values.path("javaToolOptions").asText().split(" ")));
    return options;
  }

  int webhookPort() {
    return webhook;
  }

  int probePort() {
    return probes;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Returns the MiB that the heap has grown by since the start. */
  long heapGrowth() throws IOException {
    input.write("\n");
    input.flush();
    return Long.parseLong(output.readLine()) - heapAtFirst;
  }

  /** Returns the largest resident size in MiB so far. */
  long residentPeak() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .sum();
  }

  /** Lets the process stand still, as on a machine that has no time for it, or go on. */
  void standStill(boolean still) throws IOException {
    try {
      new ProcessBuilder("kill", still ? "-STOP" : "-CONT", Long.toString(process.pid()))
          .inheritIO()
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
