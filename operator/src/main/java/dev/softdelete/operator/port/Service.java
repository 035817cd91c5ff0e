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
   * @param handler answers the request by its body
   * @param whenLonger answers a longer request by the start of its body; the connection then ends
   */
  record Read(boolean known, int longest, Handler handler, Handler whenLonger)
      implements Reception {

    /** A longer request is refused. */
    public Read(boolean known, int longest, Handler handler) {
      this(known, longest, handler, _ -> tooLong(longest));
    }

    public static Answer tooLong(int longest) {
      return Answer.text(413, "more than " + longest + " bytes\n");
    }
  }

  /** Answers a request by its body. */
  @FunctionalInterface
  interface Handler {
    Answer answer(byte[] body) throws InterruptedException;
  }
}
