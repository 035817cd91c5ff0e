/**
 * The objects of {@code admissionregistration.k8s.io} by which the API server enforces policies.
 */
package dev.softdelete.operator.admission;
