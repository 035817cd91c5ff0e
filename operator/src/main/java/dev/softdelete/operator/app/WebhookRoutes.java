package dev.softdelete.operator.app;

import dev.softdelete.operator.admission.AdmissionHandler;
import dev.softdelete.operator.admission.AdmissionRequest;
import dev.softdelete.operator.capture.DeleteHandler;
import dev.softdelete.operator.kube.SubjectAccess;
import dev.softdelete.operator.observe.ObserveHandler;
import dev.softdelete.operator.protect.KeepHandler;
import dev.softdelete.operator.protect.MayBypass;
import dev.softdelete.operator.protect.ProtectHandler;
import dev.softdelete.operator.protect.WinningPolicy;
import dev.softdelete.operator.protect.admission.FallbackManifests;
import dev.softdelete.operator.recreate.AfterCapture;
import dev.softdelete.operator.recreate.CreateRefusals;
import dev.softdelete.operator.recreate.HeldUpdateHandler;
import dev.softdelete.operator.recreate.KnownStuck;
import dev.softdelete.operator.recreate.RecreateHandler;
import dev.softdelete.operator.recreate.SeenRefusals;
import dev.softdelete.operator.recreate.UncheckedCreates;
import dev.softdelete.operator.recreate.WaitLimits;
import dev.softdelete.operator.requester.kind.RequesterKind;
import dev.softdelete.operator.reserve.ReservedHandler;
import dev.softdelete.operator.restore.RequesterHandler;
import dev.softdelete.operator.restore.RestoreOnCreate;
import dev.softdelete.operator.review.RestoreVerdicts;
import dev.softdelete.operator.review.ReviewHandler;
import dev.softdelete.operator.webhook.Callers;
import dev.softdelete.operator.webhook.Routes;
import java.util.Map;
import java.util.function.Function;

/** Which stage answers which path of the webhook. */
record WebhookRoutes(
    BaseModules base,
    ObjectModules objects,
    CreateRefusals refusals,
    UncheckedCreates unchecked,
    ObserveHandler observe) {

  /**
   * Returns the routes.
   *
   * @param callers know who may use the paths that show or change something
   */
  Routes of(Callers callers) {
    var catalogs = base.catalogs();
    var records = catalogs.records();
    var policies = catalogs.policies();
    var winning = new WinningPolicy(policies, catalogs.namespaces());
    var mayBypass = new MayBypass(new SubjectAccess(base.connection().api()), base.requesters());
    var restores = objects.restore().onCreate();
    Function<AdmissionRequest, RequesterKind> kinds = new RequestKinds(base)::of;
    return new Routes(
        Map.of(
            FallbackManifests.PROTECT_PATH,
            new ProtectHandler(winning, mayBypass),
            FallbackManifests.KEEP_PATH,
            new KeepHandler(winning, mayBypass),
            FallbackManifests.REQUESTER_PATH,
            new RequesterHandler()),
        Map.of(
            Routes.RECREATE,
            seen(afterCapture(restores, kinds), kinds),
            Routes.HELD,
            seen(new HeldUpdateHandler(records, policies, restores, kinds, unchecked), kinds),
            Routes.RESERVED,
            seen(new ReservedHandler(base.reserved().catalog(), catalogs.namespaces()), kinds),
            Routes.DELETE,
            new DeleteHandler(objects.capture().requests(), base.requesters()),
            Routes.PURGE,
            objects.purge().requests(),
            Routes.REVIEW,
            reviews()),
        callers::admits,
        observe::at);
  }

  private AdmissionHandler afterCapture(
      RestoreOnCreate restores, Function<AdmissionRequest, RequesterKind> kinds) {
    var connection = base.connection();
    var records = base.catalogs().records();
    var policies = base.catalogs().policies();
    var waits = new WaitLimits();
    return new AfterCapture(
        new RecreateHandler(records, policies, restores, kinds, unchecked, waits),
        connection.api(),
        records,
        connection.namespace(),
        new KnownStuck(objects.capture().stuck()::includes, policies),
        waits);
  }

  private AdmissionHandler reviews() {
    var restorers = objects.restore().restorers();
    var verdicts = new RestoreVerdicts(restorers.previews(), restorers.group());
    return new ReviewHandler(base.connection().api(), base.stored().snapshots(), verdicts);
  }

  /** Whatever refuses a create or an update because of a deletion goes through here. */
  private AdmissionHandler seen(
      AdmissionHandler handler, Function<AdmissionRequest, RequesterKind> kinds) {
    return new SeenRefusals(handler, base.catalogs().records(), kinds, refusals);
  }
}
