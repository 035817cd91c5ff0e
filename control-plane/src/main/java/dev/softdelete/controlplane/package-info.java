/**
 * A throwaway Kubernetes control plane: etcd, kube-apiserver and kube-controller-manager on free
 * loopback ports, with RBAC on. {@link dev.softdelete.controlplane.ControlPlane} is the entrance.
 */
package dev.softdelete.controlplane;
