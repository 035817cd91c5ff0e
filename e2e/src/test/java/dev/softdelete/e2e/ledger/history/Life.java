package dev.softdelete.e2e.ledger.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An object from its creation until it is gone: all of its versions, of one uid. */
public final class Life {
  private final String uid;
  private final String kind;
  private final String namespace;
  private final String name;
  private final List<Version> versions = new ArrayList<>();
  private long gone;

  Life(Version first) {
    uid = first.text("/metadata/uid");
    kind = first.text("/kind");
    namespace = first.text("/metadata/namespace");
    name = first.text("/metadata/name");
    versions.add(first);
  }

  /** As it is now, while the history goes on. */
  Life copy() {
    var copy = new Life(first());
    copy.versions.clear();
    copy.versions.addAll(versions);
    copy.gone = gone;
    return copy;
  }

  void add(Version version) {
    versions.add(version);
  }

  void end(long revision) {
    gone = revision;
  }

  public String uid() {
    return uid;
  }

  public String kind() {
    return kind;
  }

  /** Empty for what is cluster-scoped. */
  public String namespace() {
    return namespace;
  }

  public String name() {
    return name;
  }

  public List<Version> versions() {
    return versions;
  }

  public Version first() {
    return versions.getFirst();
  }

  public Version last() {
    return versions.getLast();
  }

  public boolean alive() {
    return gone == 0;
  }

  public boolean is(String ofKind) {
    return kind.equals(ofKind);
  }

  /** The revision that ended it; 0 while it lives. */
  public long gone() {
    return gone;
  }

  public boolean aliveAt(long revision) {
    return first().revision() <= revision && (gone == 0 || gone > revision);
  }

  /** The version that was stored at a revision, or the last one where it had ended by then. */
  public Optional<Version> at(long revision) {
    return versions.reversed().stream().filter(v -> v.revision() <= revision).findFirst();
  }

  /** What it was when its delete was asked for. */
  public Optional<Version> deletion() {
    return versions.stream().filter(Version::deleting).findFirst();
  }

  @Override
  public String toString() {
    return "%s %s%s (uid %s)"
        .formatted(kind, namespace.isEmpty() ? "" : namespace + "/", name, uid);
  }
}
