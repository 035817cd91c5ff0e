package dev.softdelete.e2e.recreate;

/** Three namespaces for the tests of one client, one for each answer. */
record Answers(Recreation reject, Recreation restore, Recreation allow) {

  static Answers all() {
    return new Answers(
        Recreation.under("Reject"), Recreation.under("Restore"), Recreation.under("Allow"));
  }

  Recreation of(String answer) {
    return switch (answer) {
      case "Reject" -> reject;
      case "Restore" -> restore;
      case "Allow" -> allow;
      default -> throw new IllegalArgumentException(answer);
    };
  }
}
