package dev.softdelete.e2e.ledger.judge;

import dev.softdelete.e2e.ledger.history.Life;
import java.util.EnumSet;
import java.util.Set;

/**
 * Something that was promised and is not so.
 *
 * @param traits what tells it from others of its kind
 * @param subject which object or record
 * @param uid its uid
 * @param explanation with names and revisions, for whoever looks into it
 */
public record Violation(
    Wrong wrong, Set<Trait> traits, String subject, String uid, String explanation) {

  static Violation of(Wrong wrong, Life subject, String explanation, Trait... traits) {
    var all = EnumSet.noneOf(Trait.class);
    all.addAll(Set.of(traits));
    return new Violation(wrong, all, subject.toString(), subject.uid(), explanation);
  }

  /** The same with one more trait, where it has it. */
  Violation with(Trait trait, boolean has) {
    if (!has) {
      return this;
    }
    var more = EnumSet.of(trait);
    more.addAll(traits);
    return new Violation(wrong, more, subject, uid, explanation);
  }

  @Override
  public String toString() {
    return wrong + (traits.isEmpty() ? "" : " " + traits) + ": " + subject + ": " + explanation;
  }
}
