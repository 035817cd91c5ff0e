package dev.softdelete.operator.requester.kind;

import dev.softdelete.api.Requester;
import java.util.List;
import java.util.stream.Stream;

/**
 * The configured lists that tell people, declarative tools and controllers apart.
 *
 * @param tools the field managers of declarative tools, each a name or, with {@code *} at its end,
 *     the beginning of names. A name or beginning after {@code !} is an exception: a controller
 *     whose name begins like that of its vendor's tool
 *     <p>{@code Mozilla} is the field manager of every browser, and so of dashboards that pass the
 *     browser's User-Agent on. Sveltos uses a field manager that operators use too, and is
 *     recognized by its ServiceAccounts. The work agent of Open Cluster Management is listed by its
 *     ServiceAccount too, because it names an owner in whatever it applies
 * @param people the ServiceAccounts that stand for people, each in the form namespace/name
 * @param controllers the controllers that log in as users: each a user name or, with {@code *} at
 *     its end, the beginning of user names, or {@code group:NAME}
 */
public record RequesterLists(List<String> tools, List<String> people, List<String> controllers) {
  /** The values of the chart. */
  public static final RequesterLists DEFAULT =
      new RequesterLists(
          List.of(
              "kubectl*",
              "oc",
              "helm*",
              "!helm-operator",
              "!helm-project-operator",
              "!helm-controller@*",
              "argocd*",
              "kustomize-controller",
              "flux*",
              "configsync*",
              "!configsync.gke.io/*",
              "fleet*",
              "!fleetcontroller",
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
              "ansible*",
              "!ansible-operator",
              "work-agent",
              "velero*",
              "tilt",
              "dashboard",
              "Mozilla"),
          List.of(
              "projectsveltos/addon-controller",
              "projectsveltos/projectsveltos",
              "open-cluster-management-agent/klusterlet-work-sa"),
          List.of(
              "system:k3s-supervisor",
              "system:k3s-controller",
              "k3s-cloud-controller-manager",
              "system:rke2-supervisor",
              "system:rke2-controller",
              "rke2-cloud-controller-manager",
              "system:cloud-controller-manager",
              "system:gcp-controller-manager",
              "eks:cloud-controller-manager",
              "eks:network-policy-controller"));

  private static final String ANY = "*";
  private static final String NOT = "!";
  private static final String GROUP = "group:";

  /** Whether the field manager belongs to a declarative tool. */
  public boolean isTool(String fieldManager) {
    return in(exactTools(), toolPrefixes(), fieldManager)
        && !in(exactExceptions(), exceptionPrefixes(), fieldManager);
  }

  /** Whether the user is a ServiceAccount that stands for people. */
  public boolean isPerson(String username) {
    return usersOfPeople().contains(username);
  }

  /** Whether the user is a controller that logs in as a user. */
  public boolean isController(Requester user) {
    return in(exactControllers(), controllerPrefixes(), user.username())
        || (user.groups() != null && user.groups().stream().anyMatch(controllerGroups()::contains));
  }

  /** Returns the field managers that are listed by their whole name. */
  public List<String> exactTools() {
    return exact(listedTools());
  }

  /** Returns the listed beginnings of field managers. */
  public List<String> toolPrefixes() {
    return prefixes(listedTools());
  }

  /**
   * Returns the field managers, by their whole name, that are no tools although they are listed.
   */
  public List<String> exactExceptions() {
    return exact(exceptions());
  }

  /** Returns the beginnings of field managers that are no tools although they are listed. */
  public List<String> exceptionPrefixes() {
    return prefixes(exceptions());
  }

  private Stream<String> listedTools() {
    return tools.stream().filter(t -> !t.startsWith(NOT));
  }

  private Stream<String> exceptions() {
    return tools.stream().filter(t -> t.startsWith(NOT)).map(t -> t.substring(NOT.length()));
  }

  private static boolean in(List<String> names, List<String> prefixes, String name) {
    return names.contains(name) || prefixes.stream().anyMatch(name::startsWith);
  }

  /** Returns the user names of controllers that are listed by their whole name. */
  public List<String> exactControllers() {
    return exact(controllerUsers());
  }

  /** Returns the listed beginnings of the user names of controllers. */
  public List<String> controllerPrefixes() {
    return prefixes(controllerUsers());
  }

  /** Returns the groups of controllers. */
  public List<String> controllerGroups() {
    return controllers.stream()
        .filter(c -> c.startsWith(GROUP))
        .map(c -> c.substring(GROUP.length()))
        .toList();
  }

  private Stream<String> controllerUsers() {
    return controllers.stream().filter(c -> !c.startsWith(GROUP));
  }

  private static List<String> exact(Stream<String> names) {
    return names.filter(n -> !n.endsWith(ANY)).toList();
  }

  private static List<String> prefixes(Stream<String> names) {
    return names
        .filter(n -> n.endsWith(ANY))
        .map(n -> n.substring(0, n.length() - ANY.length()))
        .toList();
  }

  /** Returns the user names of the ServiceAccounts that stand for people. */
  public List<String> usersOfPeople() {
    return people.stream()
        .map(p -> SystemRequesters.SERVICE_ACCOUNT + p.replace('/', ':'))
        .toList();
  }
}
