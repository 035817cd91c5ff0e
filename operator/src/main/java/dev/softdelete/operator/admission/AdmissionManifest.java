package dev.softdelete.operator.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An object of {@code admissionregistration.k8s.io/v1} as it is to be. */
public record AdmissionManifest(String plural, ObjectNode json) {

  public String path() {
    return AdmissionNames.path(plural, json.path("metadata").path("name").asText());
  }
}
