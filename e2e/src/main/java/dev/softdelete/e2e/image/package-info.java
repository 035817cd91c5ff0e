/**
 * The operator in a container of the image that the build has made. The container is what a kubelet
 * would make of the chart's Deployment, but uses the network of this machine, as the throwaway
 * control plane does.
 */
package dev.softdelete.e2e.image;
