import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Prints the total of each tier and the slowest test classes of the last run of each, read from
 * Surefire's reports.
 */
public final class TestTimes {
  private static final int SLOWEST = 20;
  private static final String DELIVERY = "delivery-reports";

  private record TestClass(String tier, String name, int tests, double seconds) {}

  private TestTimes() {}

  /**
   * Reads the reports of every module of a checkout.
   *
   * @param args the checkout, without it the current folder; how many classes, without it 20
   */
  public static void main(String[] args) throws Exception {
    Path checkout = Path.of(args.length == 0 ? "" : args[0]);
    List<TestClass> classes = new ArrayList<>();
    for (Path report : reports(checkout)) {
      classes.add(read(checkout, report));
    }
    printTiers(classes);
    printSlowest(classes, args.length < 2 ? SLOWEST : Integer.parseInt(args[1]));
  }

  private static List<Path> reports(Path checkout) throws IOException {
    try (Stream<Path> modules = Files.list(checkout.toAbsolutePath())) {
      List<Path> reports = new ArrayList<>();
      for (Path module : modules.sorted().collect(Collectors.toList())) {
        for (String folder : List.of("surefire-reports", DELIVERY)) {
          reports.addAll(reportsIn(module.resolve("target").resolve(folder)));
        }
      }
      return reports;
    }
  }

  private static List<Path> reportsIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml"))
          .collect(Collectors.toList());
    }
  }

  private static TestClass read(Path checkout, Path report) throws Exception {
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(report.toFile())
            .getDocumentElement();
    String module = checkout.toAbsolutePath().relativize(report).getName(0).toString();
    String name = suite.getAttribute("name");
    return new TestClass(
        report.getParent().endsWith(DELIVERY) ? "5 delivery" : tier(module, name),
        name.replace("dev.softdelete.", ""),
        Integer.parseInt(suite.getAttribute("tests")),
        Double.parseDouble(suite.getAttribute("time").replace(",", "")));
  }

  /** CONTRIBUTING.md describes the tiers. */
  private static String tier(String module, String name) {
    switch (module) {
      case "api":
      case "operator":
        return name.contains(".wire.") || name.endsWith("WireTest") ? "2 wire" : "1 decisions";
      case "control-plane":
        return "3 control plane";
      default:
        return "4 end to end";
    }
  }

  private static void printTiers(List<TestClass> classes) {
    Map<String, List<TestClass>> tiers =
        classes.stream()
            .collect(Collectors.groupingBy(TestClass::tier, TreeMap::new, Collectors.toList()));
    System.out.printf("%-16s %8s %8s %10s%n", "tier", "classes", "tests", "seconds");
    tiers.forEach(
        (tier, all) ->
            System.out.printf(
                "%-16s %8d %8d %10.1f%n",
                tier.substring(2),
                all.size(),
                all.stream().mapToInt(TestClass::tests).sum(),
                all.stream().mapToDouble(TestClass::seconds).sum()));
  }

  private static void printSlowest(List<TestClass> classes, int count) {
    System.out.printf("%nThe %d slowest test classes:%n", count);
    classes.stream()
        .sorted(Comparator.comparingDouble(TestClass::seconds).reversed())
        .limit(count)
        .forEach(
            c -> System.out.printf("%8.1f s %5d tests  %s%n", c.seconds(), c.tests(), c.name()));
  }
}
