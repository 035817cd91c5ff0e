package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Numbers of requests by what sent them. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObservedRequesters(
    @JsonPropertyDescription("Requests of users, and of ServiceAccounts that stand for users.")
        Long person,
    @JsonPropertyDescription("Requests of declarative tools, such as Helm or Argo CD.") Long tool,
    @JsonPropertyDescription("Requests of controllers.") Long controller) {

  public static final ObservedRequesters NONE = new ObservedRequesters(0L, 0L, 0L);
}
