package dev.softdelete.operator.app;

import dev.softdelete.operator.protect.KindCoverage;
import dev.softdelete.operator.reserve.OwnReservationExemption;
import dev.softdelete.operator.restore.RestorePreviews;
import dev.softdelete.operator.restore.create.RestoreClaim;
import dev.softdelete.operator.restore.create.RestoreManifests;
import dev.softdelete.operator.restore.create.RestoringCreate;
import dev.softdelete.operator.restore.over.LiveObjectDelete;
import dev.softdelete.operator.restore.over.OverCreate;
import dev.softdelete.operator.restore.over.OverPreview;

/**
 * Creates restored objects, also over what lives.
 *
 * @param previews tell what a create would lead to
 */
record CreateModule(RestoreManifests manifests, OverCreate creates, RestorePreviews previews) {

  static CreateModule create(BaseModules base, FinishModule finishing, CaptureModule capture) {
    var api = base.connection().api();
    var discovery = base.connection().discovery();
    var clock = base.connection().clock();
    var reserved = base.reserved();
    var coverage =
        new KindCoverage(
            base.catalogs().policies(),
            base.connection().namespace(),
            base.catalogs().definitions()::judgesChanges);
    var manifests = new RestoreManifests(base.stored().owners(), coverage);
    var exemption = new OwnReservationExemption(api, reserved.reservations(), reserved.catalog());
    var claim = new RestoreClaim(api, clock::now);
    var creates = new RestoringCreate(api, manifests, exemption, FinishModule.waits(), claim);
    var deletes = new LiveObjectDelete(api, discovery, capture.capture(), capture.requests());
    var over = new OverCreate(api, creates, deletes, finishing.group(), clock::now);
    var preview = new OverPreview(api, discovery, creates, deletes, clock::now);
    return new CreateModule(
        manifests,
        over,
        new RestorePreviews(api, discovery, base.stored().snapshots(), creates, preview));
  }
}
