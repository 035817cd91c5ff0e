package dev.softdelete.e2e.ledger.load;

/** A name, whoever has it. */
public record Place(Kind kind, String namespace, String name) {
  public String collection() {
    return kind.path(namespace);
  }

  public String path() {
    return collection() + "/" + name;
  }

  @Override
  public String toString() {
    return kind + " " + namespace + "/" + name;
  }
}
