package dev.softdelete.e2e.ledger.load;

/**
 * A request that is not yet made out: what is there decides about its path and body.
 *
 * @param stamp by which its write can be told from all others
 * @param field of the content that it writes, and the name of its field manager
 */
public record Wish(Form form, Place place, String stamp, String field) {
  @Override
  public String toString() {
    return form + " " + place;
  }
}
