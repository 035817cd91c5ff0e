/** The HTTP endpoints of the kubelet and of monitoring: liveness, readiness and metrics. */
package dev.softdelete.operator.probe;
