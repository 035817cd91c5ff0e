package dev.softdelete.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/** The object that a restore created. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestoredObject(String namespace, String name, String uid) {}
