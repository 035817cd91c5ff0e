package dev.softdelete.operator.requester.kind;

import java.util.List;

/**
 * The configured lists that tell people, declarative tools and controllers apart.
 *
 * @param tools the field managers of declarative tools, each a name or, with {@code *} at its end,
 *     the beginning of names
 * @param people the ServiceAccounts that stand for people, each in the form namespace/name
 *     <p>{@code Mozilla} is the field manager of every browser, and so of dashboards that pass the
 *     browser's User-Agent on. Sveltos uses a field manager that operators use too, and is
 *     recognized by its ServiceAccounts.
 */
public record RequesterLists(List<String> tools, List<String> people) {
  /** The values of the chart. */
  public static final RequesterLists DEFAULT =
      new RequesterLists(
          List.of(
              "kubectl*",
              "oc",
              "helm*",
              "argocd*",
              "kustomize-controller",
              "flux*",
              "configsync*",
              "fleet*",
              "sveltos*",
              "kapp*",
              "kluctl*",
              "timoni*",
              "tanka*",
              "terraform*",
              "Terraform*",
              "HashiCorp*",
              "opentofu*",
              "pulumi*",
              "Mozilla"),
          List.of("projectsveltos/addon-controller", "projectsveltos/projectsveltos"));

  private static final String ANY = "*";

  /** Whether the field manager belongs to a declarative tool. */
  public boolean isTool(String fieldManager) {
    return exactTools().contains(fieldManager)
        || toolPrefixes().stream().anyMatch(fieldManager::startsWith);
  }

  /** Whether the user is a ServiceAccount that stands for people. */
  public boolean isPerson(String username) {
    return usersOfPeople().contains(username);
  }

  /** Returns the field managers that are listed by their whole name. */
  public List<String> exactTools() {
    return tools.stream().filter(t -> !t.endsWith(ANY)).toList();
  }

  /** Returns the listed beginnings of field managers. */
  public List<String> toolPrefixes() {
    return tools.stream()
        .filter(t -> t.endsWith(ANY))
        .map(t -> t.substring(0, t.length() - ANY.length()))
        .toList();
  }

  /** Returns the user names of the ServiceAccounts that stand for people. */
  public List<String> usersOfPeople() {
    return people.stream()
        .map(p -> SystemRequesters.SERVICE_ACCOUNT + p.replace('/', ':'))
        .toList();
  }
}
