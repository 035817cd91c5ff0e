package dev.softdelete.e2e.authority.vanish;

import static dev.softdelete.e2e.authority.vanish.Attempt.live;

import java.util.List;

/** Delete in every way there is. */
final class DeleteAttempts {
  private static final String OWNER =
      "metadata: {ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: owner, uid: %s%s}]}";

  static final List<Attempt> ALL =
      List.of(
          live("a delete", s -> s.delete("{}")),
          live("a foreground delete", s -> s.delete("{propagationPolicy: Foreground}")),
          live("an orphaning delete", s -> s.delete("{propagationPolicy: Orphan}")),
          live("a background delete", s -> s.delete("{propagationPolicy: Background}")),
          live("a delete with the old orphanDependents", s -> s.delete("{orphanDependents: true}")),
          live("a delete without grace", s -> s.delete("{gracePeriodSeconds: 0}")),
          live(
              "a delete that ignores what cannot be read",
              s -> s.delete("{ignoreStoreReadErrorWithClusterBreakingPotential: true}")),
          live(
              "a delete of exactly this version",
              s -> {
                String metadata = "/metadata/%s";
                var live = s.caller().get(s.path()).body();
                s.delete(
                    "{preconditions: {uid: %s, resourceVersion: '%s'}}"
                        .formatted(
                            live.at(metadata.formatted("uid")).asText(),
                            live.at(metadata.formatted("resourceVersion")).asText()));
              }),
          live(
              "two deletes, the second in the foreground without grace",
              s -> {
                s.delete("{propagationPolicy: Orphan}");
                s.delete("{propagationPolicy: Foreground, gracePeriodSeconds: 0}");
              }),
          live("a deletecollection", s -> s.caller().delete(s.collection(), "{}")),
          live(
              "a deletecollection by label without grace",
              s ->
                  s.caller()
                      .delete(
                          s.collection() + "?labelSelector=keep%3Dyes",
                          "{gracePeriodSeconds: 0, propagationPolicy: Orphan}")),
          live(
              "a deletecollection of Secrets",
              Victim.SECRET,
              s -> s.caller().delete(s.collection(), "{}")),
          live("kubectl replace --force", DeleteAttempts::replaceByForce),
          live(
              "many deletes and creates of the name",
              s -> {
                for (int i = 0; i < 5; i++) {
                  replaceByForce(s);
                }
              }),
          live(
              "a forced delete of a Pod",
              Victim.POD,
              s -> s.delete("{gracePeriodSeconds: 0, propagationPolicy: Background}")),
          live(
              "a Pod's delete with a long grace, then without",
              Victim.POD,
              s -> {
                s.delete("{gracePeriodSeconds: 3600}");
                s.delete("{gracePeriodSeconds: 0}");
              }),
          live(
              "an eviction of a Pod",
              Victim.POD,
              s -> s.caller().create(s.path() + "/eviction", eviction("{}"))),
          live(
              "an eviction without grace",
              Victim.POD,
              s -> s.caller().create(s.path() + "/eviction", eviction("{gracePeriodSeconds: 0}"))),
          live(
              "an owner that is deleted, so that the garbage collector deletes it",
              s -> {
                s.caller().create(s.collection(), "metadata: {name: owner}");
                s.merge(OWNER.formatted(uidOf(s, "owner"), ""));
                s.caller().delete(s.collection() + "/owner", "{}");
              }),
          live(
              "an owner that it blocks in a foreground delete",
              s -> {
                s.caller().create(s.collection(), "metadata: {name: owner}");
                s.merge(OWNER.formatted(uidOf(s, "owner"), ", blockOwnerDeletion: true"));
                s.caller().delete(s.collection() + "/owner", "{propagationPolicy: Foreground}");
              }),
          live(
              "an owner whose delete is final",
              s -> {
                String owner = rubbish(s, s.namespace());
                s.stage().cleaner().delete(s.collection() + "/rubbish", "{}");
                s.merge(OWNER.formatted(owner, ""));
              }),
          live(
              "an owner elsewhere whose delete is final",
              s -> {
                String elsewhere = s.stage().nextNamespace();
                String owner = rubbish(s, elsewhere);
                s.stage().cleaner().delete(s.victim().collection(elsewhere) + "/rubbish", "{}");
                s.merge(OWNER.formatted(owner, ""));
              }),
          live("an owner that never was", s -> s.merge(OWNER.formatted("no-such-uid", ""))),
          live(
              "what is held: deleted in the foreground again",
              Victim.HELD,
              s -> {
                s.delete("{}");
                s.delete("{propagationPolicy: Foreground}");
              }),
          live(
              "what is held: orphaned again, without grace",
              Victim.HELD,
              s -> {
                s.delete("{}");
                s.delete("{propagationPolicy: Orphan, gracePeriodSeconds: 0}");
              }),
          live(
              "what is held: a deletecollection",
              Victim.HELD,
              s -> {
                s.delete("{}");
                s.caller().delete(s.collection(), "{gracePeriodSeconds: 0}");
              }));

  private DeleteAttempts() {}

  private static void replaceByForce(Scene scene) {
    scene.delete("{gracePeriodSeconds: 0}");
    scene
        .caller()
        .create(scene.collection(), "{metadata: {name: victim, labels: {keep: 'yes'}}, data: {}}");
  }

  private static String eviction(String options) {
    return "{apiVersion: policy/v1, kind: Eviction, metadata: {name: victim}, deleteOptions: %s}"
        .formatted(options);
  }

  /** Something covered that is cleared away. */
  private static String rubbish(Scene scene, String namespace) {
    return scene
        .caller()
        .create(
            scene.victim().collection(namespace),
            "metadata: {name: rubbish, labels: {keep: 'yes'}}")
        .body()
        .at("/metadata/uid")
        .asText();
  }

  private static String uidOf(Scene scene, String name) {
    return scene.caller().get(scene.collection() + "/" + name).body().at("/metadata/uid").asText();
  }
}
