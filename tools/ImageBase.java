import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the program and its libraries use, as jdeps finds it, and what is looked up by name. */
static final String MODULES =
    "java.base,java.desktop,java.instrument,java.management,java.naming,java.net.http,"
        + "java.security.jgss,java.sql,jdk.crypto.ec,jdk.management,jdk.naming.dns,"
        + "jdk.unsupported,jdk.zipfs";

/** Libraries of java.desktop that need a screen or a sound card. */
static final Set<String> NOT_HEADLESS =
    Set.of("libawt_xawt.so", "libjawt.so", "libjsound.so", "libsplashscreen.so");

static final String JAVA_HOME = "usr/lib/jvm/java";

/** A line of ldd with a file: {@code libc.so.6 => /lib/libc.so.6 (0x0)}, or only the file. */
static final Pattern NEEDED = Pattern.compile("^\\s*(?:\\S+ => )?(/\\S+) \\(0x");

/**
 * Puts together the base of the image that this build makes, from what is installed here: a Java
 * runtime of this JDK, made by jlink, and the C library of this Linux. It has no shell and no
 * package manager. All files belong to root and have the same time, so that the same JDK and C
 * library always result in the same base.
 *
 * <p>Arguments: the folder into which {@code base/root} and {@code base.tar} (as {@code docker
 * save} writes it) are written, the time of the files in ISO-8601, and this source file. An
 * existing base of the same JDK, C library and source is left unchanged.
 */
void main(String... args) throws Exception {
  Path target = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
  Path stamp = target.resolve("base.stamp");
  String ingredients = ingredients() + "\n" + digest(Path.of(args[2]));
  if (Files.exists(stamp) && Files.readString(stamp).equals(ingredients)) {
    return;
  }
  Path base = target.resolve("base");
  run("rm", "-rf", base.toString());
  Path root = Files.createDirectories(base.resolve("root"));
  Instant time = Instant.parse(args[1]);
  makeRuntime(root.resolve(JAVA_HOME));
  setTimes(root, time);
  shareClasses(root.resolve(JAVA_HOME));
  copyLibraries(root);
  makeSystem(root);
  setTimes(root, time);
  archive(base, args[1], target.resolve("base.tar"));
  Files.writeString(stamp, ingredients);
}

String ingredients() throws Exception {
  var all = new ArrayList<String>(List.of(Runtime.version().toString()));
  for (Path library : needed(jdk("java"))) {
    all.add(library + " " + Files.getLastModifiedTime(library));
  }
  if (all.stream().noneMatch(line -> line.contains("/libc.so.6 "))) {
    System.err.println(
        "[ERROR] The image is built on Linux with glibc: leave it out with -Dimage.skip");
    System.exit(1);
  }
  return String.join("\n", all);
}

void makeRuntime(Path home) throws Exception {
  Files.createDirectories(home.getParent());
  run(
      jdk("jlink").toString(),
      "--add-modules",
      MODULES,
      "--strip-java-debug-attributes",
      "--no-header-files",
      "--no-man-pages",
      "--output",
      home.toString());
  for (String name : NOT_HEADLESS) {
    Files.deleteIfExists(home.resolve("lib").resolve(name));
  }
}

/**
 * Creates the archive of JDK classes that every JDK comes with. Without it and without an AOT
 * cache, a start takes twice as long. The JVM compares the time of its own files with that in the
 * archive.
 */
void shareClasses(Path home) throws Exception {
  run(home.resolve("bin/java").toString(), "-Xshare:dump", "-Xlog:all=off:stdout");
}

/** Copies the shared libraries that the runtime needs, each to the path that it has here. */
void copyLibraries(Path root) throws Exception {
  Set<Path> libraries = new TreeSet<>();
  try (Stream<Path> files = Files.walk(root.resolve(JAVA_HOME))) {
    for (Path file : files.filter(f -> f.toString().matches(".*(\\.so|/bin/[^/]+)")).toList()) {
      libraries.addAll(needed(file));
    }
  }
  libraries.removeIf(library -> library.normalize().startsWith(root));
  for (Path library : libraries) {
    Path copy = root.resolve(library.toString().substring(1));
    Files.createDirectories(copy.getParent());
    Files.copy(library.toRealPath(), copy);
  }
}

/** Makes what a minimal Linux has: users, the order of name lookups, mount points. */
void makeSystem(Path root) throws Exception {
  for (String folder : List.of("dev", "etc", "home/nonroot", "proc", "run", "sys", "tmp", "var")) {
    Files.createDirectories(root.resolve(folder));
  }
  run("chmod", "1777", root.resolve("tmp").toString());
  Files.createDirectories(root.resolve("usr/bin"));
  Files.createSymbolicLink(root.resolve("usr/bin/java"), Path.of("../lib/jvm/java/bin/java"));
  Files.createSymbolicLink(root.resolve("var/run"), Path.of("../run"));
  Files.writeString(
      root.resolve("etc/passwd"),
      """
      root:x:0:0:root:/root:/sbin/nologin
      nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin
      nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin
      """);
  Files.writeString(root.resolve("etc/group"), "root:x:0:\nnobody:x:65534:\nnonroot:x:65532:\n");
  Files.writeString(root.resolve("etc/nsswitch.conf"), "hosts: files dns\n");
}

void setTimes(Path root, Instant time) throws IOException {
  FileTime fileTime = FileTime.from(time);
  try (Stream<Path> files = Files.walk(root)) {
    for (Path file : files.toList()) {
      Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .setTimes(fileTime, fileTime, null);
    }
  }
}

void archive(Path base, String time, Path file) throws Exception {
  Path layer = base.resolve("layer.tar");
  tar(time, layer, "-C", base.resolve("root").toString(), ".");
  Files.writeString(
      base.resolve("config.json"),
      """
      {"created": "%1$s", "architecture": "%2$s", "os": "linux",
       "config": {"Env": ["PATH=/usr/bin"], "WorkingDir": "/"},
       "rootfs": {"type": "layers", "diff_ids": ["sha256:%3$s"]},
       "history": [{"created": "%1$s", "created_by": "tools/ImageBase.java"}]}
      """
          .formatted(time, architecture(), digest(layer)));
  Files.writeString(
      base.resolve("manifest.json"),
      """
      [{"Config": "config.json", "RepoTags": ["base:here"], "Layers": ["layer.tar"]}]
      """);
  tar(time, file, "-C", base.toString(), "manifest.json", "config.json", "layer.tar");
  Files.delete(layer);
}

void tar(String time, Path archive, String... what) throws Exception {
  List<String> command =
      new ArrayList<>(
          List.of(
              "tar",
              "--create",
              "--file=" + archive,
              "--format=gnu",
              "--sort=name",
              "--mtime=" + time,
              "--owner=0",
              "--group=0",
              "--numeric-owner",
              // A umask of the builder would otherwise hide files from the user of the image; /tmp
              // is everybody's.
              "--mode=u+rwX,go+rX"));
  command.addAll(List.of(what));
  run(command.toArray(String[]::new));
}

String architecture() {
  String here = System.getProperty("os.arch");
  return here.equals("aarch64") ? "arm64" : here;
}

String digest(Path file) throws Exception {
  var sha256 = MessageDigest.getInstance("SHA-256");
  try (var in = Files.newInputStream(file)) {
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      sha256.update(buffer, 0, read);
    }
  }
  return HexFormat.of().formatHex(sha256.digest());
}

Path jdk(String program) {
  return Path.of(System.getProperty("java.home"), "bin", program);
}

Set<Path> needed(Path program) throws Exception {
  var process = new ProcessBuilder("ldd", program.toString()).redirectErrorStream(true).start();
  Set<Path> files = new TreeSet<>();
  for (String line : new String(process.getInputStream().readAllBytes()).lines().toList()) {
    var needed = NEEDED.matcher(line);
    if (needed.find()) {
      files.add(Path.of(needed.group(1)).normalize());
    }
  }
  process.waitFor();
  return files;
}

void run(String... command) throws Exception {
  if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
    throw new IllegalStateException("failed: " + String.join(" ", command));
  }
}
