package dev.softdelete.e2e.release;

import dev.softdelete.controlplane.CraneProgram;
import dev.softdelete.controlplane.HelmProgram;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A copy of the sources in a git repository of its own, in which {@code ./release} runs. Its
 * changelog has a section for {@link #VERSION}.
 *
 * @param folder the copy
 */
record DryRun(Path folder) {
  static final String VERSION = "9.8.7-rc.1";
  static final String NOTE = "- Only a test releases this.";

  /** Copies the sources, also what is not committed yet. */
  static DryRun in(Path folder) throws IOException {
    Path root = Repository.file("pom.xml").getParent();
    String list = Program.in(root).run("git", "ls-files", "-co", "--exclude-standard");
    for (String file : list.lines().filter(name -> Files.exists(root.resolve(name))).toList()) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.copy(root.resolve(file), folder.resolve(file));
    }
    Path changelog = folder.resolve("CHANGELOG.md");
    String section = "## " + VERSION + "\n\n" + NOTE + "\n\n## 0.0.9\n\n- Older.\n";
    Files.writeString(changelog, "# Changelog\n\n## Unreleased\n\n" + section);
    var run = new DryRun(folder);
    run.git("init", "-q");
    run.git("add", "-A");
    run.git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "All");
    return run;
  }

  private void git(String... arguments) throws IOException {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    program().run(command);
  }

  /** Runs programs in the copy, with the Helm and the crane of the tests. */
  Program program() {
    var environment = new HashMap<>(Map.of("CRANE_BIN", CraneProgram.obtain().toString()));
    environment.put("HELM_BIN", HelmProgram.obtain().toString());
    // The commit of the same sources has the same hash in every copy.
    environment.put("GIT_AUTHOR_DATE", "2026-01-01T00:00:00Z");
    environment.put("GIT_COMMITTER_DATE", "2026-01-01T00:00:00Z");
    String repository = System.getProperty("localRepository");
    if (repository != null) {
      environment.put("MAVEN_OPTS", "-Dmaven.repo.local=" + repository);
    }
    return new Program(folder, environment);
  }

  /** Builds the release; returns what the script prints. */
  String build(String... options) throws IOException {
    String[] command = new String[options.length + 3];
    command[0] = "./release";
    System.arraycopy(options, 0, command, 1, options.length);
    command[options.length + 1] = "--dry-run";
    command[options.length + 2] = VERSION;
    return program().run(command);
  }

  /** Publishes the release to a registry on loopback. */
  Program.Result publish(String prefix) throws IOException {
    return program().call("./release", "--publish", "--registry=" + prefix, VERSION);
  }

  /** Returns a file or folder of what was built. */
  Path built(String name) {
    return folder.resolve("target/release").resolve(name);
  }

  /** Returns the content of {@code SHA256SUMS}: the sum of each file by its name. */
  Map<String, String> sums() throws IOException {
    var sums = new TreeMap<String, String>();
    for (String line : Files.readAllLines(built("files/SHA256SUMS"))) {
      sums.put(line.split("  ", 2)[1], line.split("  ", 2)[0]);
    }
    return sums;
  }

  /** Returns the digest of {@code image} or {@code chart}. */
  String digest(String what) throws IOException {
    return Files.readAllLines(built("files/digests.txt")).stream()
        .filter(line -> line.startsWith(what + " "))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElseThrow();
  }
}
