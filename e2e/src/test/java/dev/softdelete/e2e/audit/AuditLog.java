package dev.softdelete.e2e.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.softdelete.e2e.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The entries of the API server's audit log. */
record AuditLog(List<JsonNode> entries) {
  private static final Pattern OURS = Pattern.compile("soft-delete-.*/.*|.*\\.softdelete\\.dev/.*");

  static AuditLog in(Path logs) throws IOException {
    var json = new ObjectMapper();
    var entries = new ArrayList<JsonNode>();
    for (String line : Files.readAllLines(logs.resolve("audit.log"))) {
      entries.add(json.readTree(line));
    }
    return new AuditLog(entries);
  }

  /** Returns the audit policy from the YAML block of docs/security.md. */
  static String policyOfTheDocumentation() throws IOException {
    String page = Files.readString(Repository.file("docs/security.md"));
    int from = page.indexOf("apiVersion: audit.k8s.io/v1");
    return page.substring(from, page.indexOf("```", from));
  }

  /**
   * Returns what our audit annotations say about the requests of a user, in the order of the
   * requests.
   */
  List<String> of(String username, String verb, String resource) {
    return matching(verb, resource)
        .filter(e -> e.at("/user/username").asText().equals(username))
        .flatMap(AuditLog::said)
        .toList();
  }

  /** Returns the users that were impersonated in such requests. */
  List<String> impersonated(String verb, String resource) {
    return matching(verb, resource)
        .filter(e -> e.has("impersonatedUser"))
        .map(e -> e.at("/impersonatedUser/username").asText())
        .toList();
  }

  private Stream<JsonNode> matching(String verb, String resource) {
    return entries.stream()
        .filter(e -> e.path("verb").asText().equals(verb))
        .filter(e -> e.at("/objectRef/resource").asText().equals(resource));
  }

  private static Stream<String> said(JsonNode entry) {
    return entry.path("annotations").properties().stream()
        .filter(a -> OURS.matcher(a.getKey()).matches())
        .map(a -> a.getValue().asText());
  }
}
