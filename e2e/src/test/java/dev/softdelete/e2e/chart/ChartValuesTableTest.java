package dev.softdelete.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README of the chart has a table of the values. */
class ChartValuesTableTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:`[\\w.]+`(?:, )?)+) \\|");
  private static final Pattern NAME = Pattern.compile("`([\\w.]+)`");

  @Test
  void namesEveryValueAndNoOther() throws IOException {
    JsonNode values =
        RenderedChart.one(
            Files.readString(Repository.file("helm/soft-delete-operator/values.yaml")));
    Set<String> named = named();
    var expected = new TreeSet<String>();
    collect(values, "", named, expected);

    assertThat(named).isEqualTo(expected);
  }

  /** Collects the values. One that the table names as a whole is not taken apart. */
  private static void collect(JsonNode value, String path, Set<String> named, Set<String> found) {
    if (named.contains(path) || !value.isObject() || value.isEmpty()) {
      found.add(path);
      return;
    }
    value
        .properties()
        .forEach(
            field ->
                collect(
                    field.getValue(),
                    path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                    named,
                    found));
  }

  /** Returns the names of the table. One that begins with a dot belongs to the one before it. */
  private static Set<String> named() throws IOException {
    String page = Files.readString(Repository.file("helm/soft-delete-operator/README.md"));
    String table = page.substring(page.indexOf("## Values"), page.indexOf("## The network"));
    var names = new TreeSet<String>();
    Matcher rows = ROW.matcher(table);
    while (rows.find()) {
      String parent = "";
      Matcher cell = NAME.matcher(rows.group(1));
      while (cell.find()) {
        String name = cell.group(1);
        if (name.startsWith(".")) {
          names.add(parent + name);
        } else {
          names.add(name);
          parent = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        }
      }
    }
    return names;
  }
}
