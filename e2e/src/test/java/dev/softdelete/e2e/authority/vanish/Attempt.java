package dev.softdelete.e2e.authority.vanish;

/**
 * A way to lose something for good, were it one.
 *
 * @param victim what it is about
 * @param act what is done; what the API server answers to it does not matter
 */
record Attempt(String how, Victim victim, Act act) {

  /** What an attacker does. */
  interface Act {
    void on(Scene scene);
  }

  static Attempt live(String how, Act act) {
    return new Attempt(how, Victim.CONFIG_MAP, act);
  }

  static Attempt live(String how, Victim victim, Act act) {
    return new Attempt(how, victim, act);
  }

  /** Against a record: the object is deleted before. */
  static Attempt recorded(String how, Act act) {
    return new Attempt(how, Victim.RECORDED, act);
  }

  @Override
  public String toString() {
    return how;
  }
}
