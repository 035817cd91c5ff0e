package dev.softdelete.operator.port;

/** What is served on a port. Both methods run on threads of their own, and may wait. */
@FunctionalInterface
public interface Service {
  /** Decides by the head of a request, before any of its body is read. */
  Reception receive(Head head) throws InterruptedException;

  /** What becomes of a request. */
  sealed interface Reception {}

  /** The request is answered without its body, and the connection ends. */
  record Answered(Answer answer) implements Reception {}

  /**
   * The body is read and handled.
   *
   * @param known whether the caller has shown that it is known
   * @param longest the maximum length of the body
   */
  record Read(boolean known, int longest, Handler handler) implements Reception {}

  /** Answers a whole request. */
  @FunctionalInterface
  interface Handler {
    Answer answer(byte[] body) throws InterruptedException;
  }
}
