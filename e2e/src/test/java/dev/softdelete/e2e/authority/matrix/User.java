package dev.softdelete.e2e.authority.matrix;

import dev.softdelete.e2e.Caller;
import java.util.Locale;

/** Who asks, by what they were granted ({@link Grant#ALL}). */
enum User {
  VIEWER,
  EDITOR,
  ADMIN,
  /** May restore, and may create nothing. */
  RESTORER,
  /** May restore, create and not read. */
  ONCALL,
  PURGER,
  /** The product's administrator, of one namespace. */
  KEEPER,
  NEIGHBOUR,
  /** May restore here, and do everything elsewhere. */
  CARRIER,
  READER,
  /** Edits in every namespace, the operator's included. */
  OVERALL_EDITOR,
  OVERALL_KEEPER,
  ROOT,
  /** Known, and granted nothing. */
  NOBODY,
  ANONYMOUS;

  /** By their name in the table. */
  static User called(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Of the cluster: nobody has it in another stage. */
  String username(Stage stage) {
    return stage.own() + "-" + word();
  }

  Caller caller(Stage stage) {
    return this == ANONYMOUS ? Caller.anonymous() : Caller.as(username(stage), "staff");
  }
}
