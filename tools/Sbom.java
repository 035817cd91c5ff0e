import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** An artifact in the output of dependency:list: group, name, version and file. */
static final Pattern ARTIFACT =
    Pattern.compile("\\s*([^:\\s]+):([^:]+):jar:(?:[^:]+:)?([^:]+):(?:compile|runtime):(\\S+).*");

static final Pattern PURL = Pattern.compile("\"purl\" : \"pkg:maven/[^/]+/([^@]+)@([^?\"]+)");

record Library(String group, String name, String version, Path file) {}

/**
 * Writes the SBOM of the program (CycloneDX) if the Maven plugin for it has not: offline, the
 * plugin does not run. This one names each library with its checksum and licences, but not which
 * library needs which.
 *
 * <p>Arguments: the target folder of the module operator, and the version of the program. An SBOM
 * that names exactly the libraries in {@code lib/} is left unchanged.
 */
void main(String... args) throws Exception {
  Path target = Path.of(args[0]).toAbsolutePath().normalize();
  Path sbom = target.resolve("sbom/operator.cdx.json");
  if (Files.exists(sbom) && names(sbom).equals(names(target.resolve("lib")))) {
    return;
  }
  List<Library> libraries = new ArrayList<>();
  for (String line : Files.readAllLines(target.resolve("libraries.txt"))) {
    var artifact = ARTIFACT.matcher(line);
    if (artifact.matches()) {
      libraries.add(
          new Library(
              artifact.group(1), artifact.group(2), artifact.group(3), Path.of(artifact.group(4))));
    }
  }
  List<String> components = new ArrayList<>();
  for (Library library : libraries) {
    components.add(component(library));
  }
  Files.createDirectories(sbom.getParent());
  Files.writeString(
      sbom,
      """
      {
        "bomFormat" : "CycloneDX",
        "specVersion" : "1.6",
        "version" : 1,
        "metadata" : {
          "component" : {
            "type" : "application",
            "group" : "dev.softdelete",
            "name" : "soft-delete-operator",
            "version" : %s,
            "licenses" : [ {"license" : {"name" : "Apache-2.0"}} ]
          }
        },
        "components" : [
      %s
        ]
      }
      """
          .formatted(quoted(args[1]), String.join(",\n", components)));
}

/** Returns the file names of the libraries: those in a folder, or those that an SBOM names. */
Set<String> names(Path where) throws IOException {
  if (Files.isDirectory(where)) {
    try (Stream<Path> files = Files.list(where)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
  Set<String> names = new TreeSet<>();
  // The plugin also writes the purl of the program.
  PURL.matcher(Files.readString(where))
      .results()
      .filter(purl -> !purl.group(1).equals("soft-delete-operator"))
      .forEach(purl -> names.add(purl.group(1) + "-" + purl.group(2) + ".jar"));
  return names;
}

String component(Library library) throws Exception {
  String licences =
      licences(pomOf(library.file()), repositoryOf(library)).stream()
          .map(name -> "{\"license\" : {\"name\" : " + quoted(name) + "}}")
          .collect(Collectors.joining(", "));
  return """
      {
        "type" : "library",
        "group" : %s,
        "name" : %s,
        "version" : %s,
        "hashes" : [ {"alg" : "SHA-256", "content" : "%s"} ],
        "licenses" : [ %s ],
        "purl" : "pkg:maven/%s/%s@%s?type=jar"
      }\
  """
      .formatted(
          quoted(library.group()),
          quoted(library.name()),
          quoted(library.version()),
          sha256(library.file()),
          licences,
          library.group(),
          library.name(),
          library.version());
}

Path pomOf(Path jar) {
  return Path.of(jar.toString().replaceFirst("\\.jar$", ".pom"));
}

/** Returns the local repository from which a library comes. */
Path repositoryOf(Library library) {
  Path folder = library.file().getParent();
  int depth = 2 + library.group().split("\\.").length;
  for (int i = 0; i < depth && folder.getParent() != null; i++) {
    folder = folder.getParent();
  }
  return folder;
}

/** Returns the names of the licences in a pom or, if it has none, in its parents. */
List<String> licences(Path pom, Path repository) throws Exception {
  if (!Files.exists(pom)) {
    // A module of this build.
    return List.of("Apache-2.0");
  }
  var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
  Element project = builder.parse(pom.toFile()).getDocumentElement();
  List<String> names = new ArrayList<>();
  for (Element licence : children(child(project, "licenses"))) {
    Element name = child(licence, "name");
    names.add((name == null ? child(licence, "url") : name).getTextContent().strip());
  }
  Element parent = child(project, "parent");
  if (!names.isEmpty() || parent == null) {
    return names;
  }
  String group = child(parent, "groupId").getTextContent().strip();
  String name = child(parent, "artifactId").getTextContent().strip();
  String version = child(parent, "version").getTextContent().strip();
  Path of =
      repository
          .resolve(group.replace('.', '/'))
          .resolve(name)
          .resolve(version)
          .resolve(name + "-" + version + ".pom");
  return Files.exists(of) ? licences(of, repository) : List.of();
}

Element child(Element parent, String name) {
  return children(parent).stream()
      .filter(element -> element.getTagName().equals(name))
      .findFirst()
      .orElse(null);
}

List<Element> children(Element parent) {
  List<Element> elements = new ArrayList<>();
  for (Node node = parent == null ? null : parent.getFirstChild();
      node != null;
      node = node.getNextSibling()) {
    if (node instanceof Element element) {
      elements.add(element);
    }
  }
  return elements;
}

String quoted(String text) {
  return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s+", " ") + '"';
}

String sha256(Path file) throws Exception {
  byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
  return HexFormat.of().formatHex(digest);
}
