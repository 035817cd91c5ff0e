package dev.softdelete.operator.probe;

/** The answer to a probe, with the reason when it is negative. */
public record ProbeAnswer(boolean ok, String text) {
  static final ProbeAnswer OK = new ProbeAnswer(true, "ok");

  static ProbeAnswer not(String reason) {
    return new ProbeAnswer(false, reason);
  }
}
