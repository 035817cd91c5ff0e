package dev.softdelete.operator.requester.kind;

import dev.softdelete.api.Requester;
import dev.softdelete.operator.kube.Json;
import dev.softdelete.operator.kube.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What real clients send, by their own source code. The field manager is the one that they name, or
 * the first part of their User-Agent.
 */
public final class RealClients {
  private static final String LIVE = "live";

  /**
   * Each line: the client; its user ({@code sa:} is a ServiceAccount, {@code node:} is a node); its
   * field manager ({@code -}: it sends no field that a manager can own); the marks on the object;
   * the owner; and the kind of requester.
   *
   * <p>Marks: {@code applied} and {@code tracked} name the object itself, {@code applied-parent}
   * and {@code tracked-parent} name another object, {@code helm}, {@code flux} and {@code applyset}
   * are copied from parents. Owners: {@code live} and {@code dead} are controllers, {@code other}
   * is an owner that is no controller.
   */
  private static final String TABLE =
      """
      kubectl create                        | alice | kubectl-create               |                | -     | TOOL
      kubectl apply                         | alice | kubectl-client-side-apply    | applied        | -     | TOOL
      kubectl apply --server-side           | alice | kubectl                      |                | -     | TOOL
      kubectl replace --force               | alice | kubectl-replace              |                | -     | TOOL
      kubectl run                           | alice | kubectl-run                  |                | -     | TOOL
      kubectl expose                        | alice | kubectl-expose               |                | -     | TOOL
      kubectl create by a CI system         | sa:ci/deployer | kubectl-create      |                | -     | TOOL
      kubectl apply --field-manager=ours    | alice | ours                         |                | -     | PERSON
      kubectl apply --field-manager=ours    | sa:ci/deployer | ours                | applied        | -     | TOOL
      kubectl create of an empty object     | alice | -                            |                | -     | PERSON
      oc new-app                            | alice | oc                           |                | -     | TOOL
      Helm 3, Helm 4                        | alice | helm                         | helm           | -     | TOOL
      Helm as a library without a name      | sa:platform/installer | installer    | helm           | -     | CONTROLLER
      Helm provider of Terraform            | alice | terraform-provider-helm_v3.0.2_x5 | helm      | -     | TOOL
      helm-controller                       | sa:flux-system/helm-controller | helm-controller | helm flux | - | TOOL
      helm-controller, impersonating        | sa:shop/deployer | helm-controller   | helm flux      | -     | TOOL
      kustomize-controller                  | sa:flux-system/kustomize-controller | kustomize-controller | flux | - | TOOL
      kustomize-controller, impersonating   | sa:shop/deployer | kustomize-controller | flux        | -     | TOOL
      flux bootstrap                        | alice | flux                         |                | -     | TOOL
      Argo CD, client-side                  | sa:argocd/argocd-application-controller | argocd-controller | applied tracked | - | TOOL
      Argo CD, server-side                  | sa:argocd/argocd-application-controller | argocd-controller | tracked | - | TOOL
      Argo CD, Replace=true                 | sa:argocd/argocd-application-controller | argocd-application-controller | tracked | - | TOOL
      Argo CD with another manager          | sa:argocd/argocd-application-controller | agent | tracked | - | TOOL
      Argo CD, impersonating                | sa:shop/deployer | argocd-controller | tracked        | -     | TOOL
      Terraform, typed resources            | alice | HashiCorp                    |                | -     | TOOL
      Terraform in a CI system              | sa:ci/terraform | HashiCorp          |                | -     | TOOL
      Terraform, kubernetes_manifest        | alice | Terraform                    |                | -     | TOOL
      Config Sync                           | sa:config-management-system/root-reconciler | configsync.gke.io | | - | TOOL
      Sveltos                               | sa:projectsveltos/addon-controller | application/apply-patch | | - | PERSON
      Sveltos, in a managed cluster         | sa:projectsveltos/projectsveltos | application/apply-patch | | - | PERSON
      Fleet                                 | sa:cattle-fleet-system/fleet-agent | fleetagent | helm | - | TOOL
      kapp                                  | alice | kapp                         |                | -     | TOOL
      kapp-controller                       | sa:shop/deployer | kapp              |                | -     | TOOL
      kapp --ssa-enable                     | alice | kapp-server-side-apply       |                | -     | TOOL
      Pulumi, server-side                   | alice | pulumi-kubernetes-5e2f1a9c   |                | -     | TOOL
      Pulumi, client-side                   | sa:ci/pulumi | pulumi-kubernetes     | applied        | -     | TOOL
      Kluctl                                | sa:kluctl-system/kluctl-controller | kluctl-controller | | - | TOOL
      cert-manager, Secret                  | sa:cert-manager/cert-manager | cert-manager-certificates-issuing | | - | CONTROLLER
      cert-manager, CertificateRequest      | sa:cert-manager/cert-manager | cert-manager-certificates-request-manager | applied-parent | live | CONTROLLER
      External Secrets                      | sa:external-secrets/external-secrets | externalsecrets.external-secrets.io/token | | live | CONTROLLER
      External Secrets, no owner            | sa:external-secrets/external-secrets | externalsecrets.external-secrets.io/token | applied-parent | - | CONTROLLER
      prometheus-operator, StatefulSet      | sa:monitoring/prometheus-operator | PrometheusOperator | helm | live | CONTROLLER
      prometheus-operator, parent of Argo CD | sa:monitoring/prometheus-operator | PrometheusOperator | tracked-parent | dead | CONTROLLER
      CloudNativePG, Pod                    | sa:cnpg-system/cnpg-manager | manager |                | live  | CONTROLLER
      CloudNativePG, its owner was deleted  | sa:cnpg-system/cnpg-manager | manager |                | dead  | CONTROLLER
      Strimzi, server-side                  | sa:kafka/strimzi-cluster-operator | strimzi-kafka-operator | | live | CONTROLLER
      Strimzi, client-side                  | sa:kafka/strimzi-cluster-operator | strimzi-cluster-operator | | live | CONTROLLER
      OLM, ServiceAccount                   | sa:olm/olm-operator-serviceaccount | operator-lifecycle-manager | | other | CONTROLLER
      OLM, Deployment                       | sa:olm/olm-operator-serviceaccount | olm        |                | live  | CONTROLLER
      kro                                   | sa:kro/kro | kro.run/applyset        | applyset       | -     | CONTROLLER
      Crossplane, composed resource         | sa:crossplane-system/crossplane | apiextensions.crossplane.io/composed/ef08e4db | | live | CONTROLLER
      Crossplane, claim of a user           | alice | kubectl-client-side-apply    | applied        | -     | TOOL
      provider-kubernetes, client-side      | sa:crossplane-system/provider-kubernetes | crossplane-kubernetes-provider | applied | - | TOOL
      provider-kubernetes, server-side      | sa:crossplane-system/provider-kubernetes | provider-kubernetes/sample | | - | CONTROLLER
      leader for life                       | sa:operators/memcached | manager     |                | other | CONTROLLER
      leader lock of an old client          | sa:ingress/nginx | nginx-ingress-controller |         | -     | CONTROLLER
      an operator that runs outside         | alice | manager                      |                | live  | CONTROLLER
      an operator that runs outside         | alice | manager                      |                | dead  | PERSON
      Helm operator, with an owner          | sa:operators/helm-operator | helm-operator | helm      | live  | CONTROLLER
      dashboard, ServiceAccount of a user   | sa:kubernetes-dashboard/admin-user | Mozilla |         | -     | TOOL
      dashboard, token of a user            | alice | dashboard                    |                | -     | PERSON
      client library, token of a user       | alice | OpenAPI-Generator            |                | -     | PERSON
      client library, listed ServiceAccount | sa:awx/ansible | OpenAPI-Generator   |                | -     | PERSON
      client library, other ServiceAccount  | sa:awx/other | OpenAPI-Generator     |                | -     | CONTROLLER
      curl in a Job                         | sa:ci/job | curl                     |                | -     | CONTROLLER
      the administrator of k3s              | system:admin | k9s                   |                | -     | PERSON
      API server                            | system:apiserver | kube-apiserver    |                | -     | CONTROLLER
      controller manager                    | system:kube-controller-manager | kube-controller-manager | | - | CONTROLLER
      scheduler                             | system:kube-scheduler | kube-scheduler |              | -     | CONTROLLER
      garbage collector and the like        | sa:kube-system/job-controller | kube-controller-manager | | live | CONTROLLER
      kubelet                               | node:worker | kubelet                |                | -     | CONTROLLER
      """;

  private static final RequesterLists LISTS =
      new RequesterLists(
          RequesterLists.DEFAULT.tools(),
          Stream.concat(RequesterLists.DEFAULT.people().stream(), Stream.of("awx/ansible"))
              .toList());

  private RealClients() {}

  /** The lists of the chart, and one ServiceAccount that a user has added. */
  public static RequesterLists lists() {
    return LISTS;
  }

  /** One create of a client. */
  public record Client(String name, Creation create, RequesterKind kind) {
    public boolean lives(String ownerUid) {
      return ownerUid.equals(LIVE);
    }

    @Override
    public String toString() {
      return name + " by " + create.user().username();
    }
  }

  public static Stream<Client> all() {
    return TABLE.lines().map(RealClients::client);
  }

  private static Client client(String line) {
    String[] cells = Arrays.stream(line.split("\\|", -1)).map(String::trim).toArray(String[]::new);
    String manager = cells[2];
    return new Client(
        cells[0],
        Creation.of(user(cells[1]), object(manager, cells[3], cells[4]), Json.object()),
        RequesterKind.valueOf(cells[5]));
  }

  private static Requester user(String text) {
    if (text.startsWith("node:")) {
      return new Requester("system:" + text, null, List.of("system:nodes"), null);
    }
    String name =
        text.startsWith("sa:")
            ? "system:serviceaccount:" + text.substring(3).replace('/', ':')
            : text;
    return new Requester(name, null, List.of("system:authenticated"), null);
  }

  private static KubeObject object(String manager, String marks, String owner) {
    var object = Json.object().put("apiVersion", "apps/v1").put("kind", "StatefulSet");
    var metadata = object.putObject("metadata").put("name", "web").put("namespace", "shop");
    for (String mark : marks.isEmpty() ? new String[0] : marks.split(" ", -1)) {
      metadata.withObject("/annotations").put(annotation(mark), value(mark));
    }
    if (!owner.equals("-")) {
      metadata
          .putArray("ownerReferences")
          .addObject()
          .put("apiVersion", "example.org/v1")
          .put("kind", "App")
          .put("name", "parent")
          .put("uid", owner)
          .put("controller", !owner.equals("other"));
    }
    if (!manager.equals("-")) {
      metadata.putArray("managedFields").addObject().put("manager", manager);
    }
    return KubeObject.parse(object.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String annotation(String mark) {
    return switch (mark) {
      case "applied", "applied-parent" -> ToolMark.LAST_APPLIED;
      case "tracked", "tracked-parent" -> ToolMark.TRACKING_ID;
      case "helm" -> "meta.helm.sh/release-name";
      case "flux" -> "kustomize.toolkit.fluxcd.io/name";
      case "applyset" -> "applyset.kubernetes.io/part-of";
      default -> throw new IllegalArgumentException(mark);
    };
  }

  private static String value(String mark) {
    return switch (mark) {
      case "applied" -> "{\"kind\": \"StatefulSet\", \"metadata\": {\"name\": \"web\"}}";
      case "applied-parent" -> "{\"kind\": \"App\", \"metadata\": {\"name\": \"web\"}}";
      case "tracked" -> "shop:apps/StatefulSet:shop/web";
      case "tracked-parent" -> "shop:example.org/App:shop/parent";
      default -> "web";
    };
  }
}
