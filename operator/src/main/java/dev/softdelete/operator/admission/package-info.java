/** What the API server is told to enforce, as objects of {@code admissionregistration.k8s.io}. */
package dev.softdelete.operator.admission;
