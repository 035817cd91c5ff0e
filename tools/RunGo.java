import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs Go with the arguments, in the working directory. A missing Go is told in one line. */
void main(String... args) throws InterruptedException {
  List<String> command = new ArrayList<>(List.of("go"));
  command.addAll(List.of(args));
  var builder = new ProcessBuilder(command).inheritIO();
  // The plugin is one static file. With the same flags, all commands share what is compiled.
  String flags = builder.environment().getOrDefault("GOFLAGS", "");
  builder.environment().put("GOFLAGS", (flags + " -trimpath").strip());
  builder.environment().put("CGO_ENABLED", "0");
  Process process;
  try {
    process = builder.start();
  } catch (IOException e) {
    System.err.println(
        "Go is missing: the plugin in cli/ needs Go 1.26 or later on the PATH"
            + " (https://go.dev/dl).");
    System.exit(1);
    return;
  }
  System.exit(process.waitFor());
}
