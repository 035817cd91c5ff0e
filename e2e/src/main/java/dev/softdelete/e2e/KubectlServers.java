package dev.softdelete.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs commands in long-lived processes. Each process runs one command at a time, and there are as
 * many processes as commands in progress. The processes end with this JVM.
 */
public final class KubectlServers implements Kubectl.Commands {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Commands that end their process themselves, because their exit code says what they found. */
  private static final Set<String> NEED_A_PROCESS = Set.of("auth", "diff");

  /**
   * The number of commands after which a process is ended, because each command leaves some memory
   * behind.
   */
  private static final int COMMANDS_OF_A_PROCESS = 100;

  private static final Kubectl.Commands PROCESSES = new ProcessPerCommand();

  private final Path program;
  private final Queue<Server> idle = new ConcurrentLinkedQueue<>();

  /**
   * Creates the runner. No process is started yet.
   *
   * @param program the path of the kubectl-server
   */
  public KubectlServers(Path program) {
    this.program = program;
  }

  @Override
  public Kubectl.Result run(Kubectl kubectl, String stdin, List<String> args) {
    if (needsAProcess(args)) {
      return PROCESSES.run(kubectl, stdin, args);
    }
    Server server = idle.poll();
    try {
      if (server == null) {
        server = Server.start(program);
      }
      Kubectl.Result result = server.run(kubectl.kubeconfig(), stdin, args);
      if (server.count().incrementAndGet() < COMMANDS_OF_A_PROCESS) {
        idle.add(server);
      } else {
        server.process().destroy();
      }
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether the command needs its own process. A file that stands for the input of the process,
   * such as {@code /dev/stdin}, would be the input of the server.
   */
  private static boolean needsAProcess(List<String> args) {
    return NEED_A_PROCESS.contains(args.getFirst())
        || args.stream().anyMatch(arg -> arg.contains("/dev/"));
  }

  private record Server(Process process, BufferedReader answers, AtomicInteger count) {

    static Server start(Path program) throws IOException {
      var builder =
          new ProcessBuilder(program.toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
      // Memory costs less here than the time that the Go garbage collector takes.
      builder.environment().put("GOGC", "400");
      Process process = builder.start();
      return new Server(process, process.inputReader(StandardCharsets.UTF_8), new AtomicInteger());
    }

    Kubectl.Result run(Path kubeconfig, String stdin, List<String> args) throws IOException {
      byte[] request =
          JSON.writeValueAsBytes(
              Map.of("args", args, "kubeconfig", kubeconfig.toString(), "stdin", stdin));
      process.getOutputStream().write(request);
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      String line;
      try (var _ = CommandLimit.on(process, args)) {
        line = answers.readLine();
      }
      if (line == null) {
        throw new IOException("kubectl-server has ended while it ran " + args);
      }
      JsonNode answer = JSON.readTree(line);
      return new Kubectl.Result(
          answer.path("exit").asInt(), answer.path("out").asText(), answer.path("err").asText());
    }
  }
}
