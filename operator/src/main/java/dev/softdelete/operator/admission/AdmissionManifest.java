package dev.softdelete.operator.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The desired state of an object of {@code admissionregistration.k8s.io/v1}. */
public record AdmissionManifest(String plural, ObjectNode json) {

  public String path() {
    return AdmissionNames.path(plural, json.path("metadata").path("name").asText());
  }
}
