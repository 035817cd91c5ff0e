/** The API server as the operator sees it: raw JSON, discovery, identities and the clock. */
package dev.softdelete.operator.kube;
