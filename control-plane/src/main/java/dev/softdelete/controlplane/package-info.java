/**
 * A temporary Kubernetes control plane: etcd, kube-apiserver and kube-controller-manager on free
 * loopback ports, with RBAC on. {@link dev.softdelete.controlplane.ControlPlane} is the entry
 * point. {@link dev.softdelete.controlplane.HelmProgram} is a client for it.
 */
package dev.softdelete.controlplane;
