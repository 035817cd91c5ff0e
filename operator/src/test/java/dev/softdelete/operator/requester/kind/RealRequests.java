package dev.softdelete.operator.requester.kind;

/** The table of what real clients send. */
final class RealRequests {
  /**
   * Each line: the client; its user ({@code sa:} is a ServiceAccount, {@code node:} is a node,
   * {@code group:} is a member of the group); the field managers on the object, the last one of
   * which is its own ({@code -}: it sends no field that a manager can own), and the one that its
   * request names; the marks on the object; the owner; and the kind of requester.
   *
   * <p>Marks: {@code applied} and {@code tracked} name the object itself, {@code applied-parent},
   * {@code applied-elsewhere}, {@code applied-group} and {@code tracked-parent} name another
   * object, {@code helm}, {@code flux} and {@code applyset} are copied from parents. Owners: {@code
   * live} and {@code dead} are controllers, {@code other} and {@code other-dead} are owners that
   * are no controllers.
   */
  static final String TABLE =
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
      dashboard, token of a user            | alice | dashboard                    |                | -     | TOOL
      client library, token of a user       | alice | OpenAPI-Generator            |                | -     | PERSON
      client library, listed ServiceAccount | sa:awx/ansible | OpenAPI-Generator   |                | -     | PERSON
      client library, other ServiceAccount  | sa:awx/other | OpenAPI-Generator     |                | -     | CONTROLLER
      curl in a Job                         | sa:ci/job | curl                     |                | -     | CONTROLLER
      helm-project-operator                 | sa:cattle-monitoring-system/helm-project-operator | helm-project-operator | | other | CONTROLLER
      helm-controller of k3s, own Job       | sa:helm-controller/helm-controller | helm-controller | | other | CONTROLLER
      helm-controller of k3s, applied owner | sa:helm-controller/helm-controller | helm-controller | applied-parent | other | CONTROLLER
      helm-controller of k3s, dead owner    | sa:helm-controller/helm-controller | helm-controller | | other-dead | TOOL
      GitOps tool, owner in the manifest    | sa:argocd/argocd-application-controller | argocd-controller | tracked | other | TOOL
      kubectl, owner in the manifest        | alice | kubectl-create               |                | other | TOOL
      Fleet, controller                     | sa:cattle-fleet-system/fleet-controller | fleetcontroller | | - | CONTROLLER
      Config Sync, reconciler-manager       | sa:config-management-system/reconciler-manager | configsync.gke.io/reconciler-manager | | - | CONTROLLER
      Helm operator, cluster-scoped child   | sa:operators/helm-operator | helm-operator | helm        | -     | CONTROLLER
      Ansible operator                      | sa:operators/ansible-operator | ansible-operator |      | -     | CONTROLLER
      Ansible, server-side                  | sa:ci/ansible | ansible              |                | -     | TOOL
      Helm as a library, in CI               | sa:ci/deployer | helmwave              | helm           | -     | TOOL
      Helm project operator                 | sa:cattle-monitoring-system/hpo | helm-project-operator | | -     | CONTROLLER
      k3s, built-in controllers             | system:k3s-supervisor | k3s-supervisor |              | other | CONTROLLER
      k3s, helm-controller                  | system:k3s-supervisor | helm-controller@server-1 |    | -     | CONTROLLER
      k3s, flannel                          | system:k3s-controller | k3s          |                | -     | CONTROLLER
      k3s, cloud controller                 | k3s-cloud-controller-manager | k3s-cloud-controller-manager | | - | CONTROLLER
      RKE2, cloud controller                | rke2-cloud-controller-manager | rke2-cloud-controller-manager | | - | CONTROLLER
      Gardener, cloud controller            | system:cloud-controller-manager | cloud-controller-manager | | - | CONTROLLER
      EKS, cloud controller                 | eks:cloud-controller-manager | aws-cloud-controller-manager | | - | CONTROLLER
      a controller of a listed beginning    | bot:scaler | manager                 |                | -     | CONTROLLER
      a controller of a listed group        | group:robots | manager               |                | -     | CONTROLLER
      a tool of a listed group              | group:robots | kubectl-create        |                | -     | TOOL
      Kubernetes Dashboard, documented login | sa:kubernetes-dashboard/admin-user | dashboard |        | -     | TOOL
      OCM work agent                        | sa:open-cluster-management-agent/klusterlet-work-sa | work-agent | | other | TOOL
      Tilt                                  | alice | tilt                         |                | -     | TOOL
      Velero, object applied by kubectl     | sa:velero/velero | velero-server     | applied        | -     | TOOL
      Velero, any other object              | sa:velero/velero | velero-server     |                | -     | TOOL
      an export, sent by a controller       | sa:ci/copier | helm manager          |                | -     | CONTROLLER
      an export, sent by kubectl            | alice | manager kubectl-create       |                | -     | TOOL
      a named manager, with an export       | sa:ci/copier | kubectl helm --field-manager=ours |     | -     | CONTROLLER
      kubectl by name, with an export       | sa:ci/copier | manager --field-manager=kubectl |       | -     | TOOL
      a tool with a quote                   | sa:ci/copier | o'tool                |                | -     | TOOL
      a controller with a quote             | sa:ci/copier | o'manager             |                | -     | CONTROLLER
      HNC, copy of an applied RoleBinding   | sa:hnc-system/default | manager      | applied-elsewhere | -  | CONTROLLER
      Kyverno, clone of an applied object   | sa:kyverno/kyverno-background-controller | Kyverno | applied-elsewhere | - | CONTROLLER
      Config Syncer, copy of an applied Secret | sa:kubeops/config-syncer | config-syncer | applied-elsewhere | - | CONTROLLER
      a controller with a parent of its kind | sa:operators/sets | manager         | applied-group  | -     | CONTROLLER
      the administrator of k3s              | system:admin | k9s                   |                | -     | PERSON
      API server                            | system:apiserver | kube-apiserver    |                | -     | CONTROLLER
      controller manager                    | system:kube-controller-manager | kube-controller-manager | | - | CONTROLLER
      scheduler                             | system:kube-scheduler | kube-scheduler |              | -     | CONTROLLER
      garbage collector and the like        | sa:kube-system/job-controller | kube-controller-manager | | live | CONTROLLER
      kubelet                               | node:worker | kubelet                |                | -     | CONTROLLER
      """;

  private RealRequests() {}
}
