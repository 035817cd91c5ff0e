package dev.softdelete.operator;

/** What a probe is answered, with the reason where it is no. */
record ProbeAnswer(boolean ok, String text) {
  static final ProbeAnswer OK = new ProbeAnswer(true, "ok");

  static ProbeAnswer not(String reason) {
    return new ProbeAnswer(false, reason);
  }
}
