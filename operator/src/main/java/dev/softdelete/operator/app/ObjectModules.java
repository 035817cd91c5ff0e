package dev.softdelete.operator.app;

import dev.softdelete.operator.startup.Settings;
import io.micrometer.core.instrument.MeterRegistry;

/** The stages of an object's life: protection, capture, restore, purge, and repair. */
record ObjectModules(
    CaptureModule capture,
    RestoreModule restore,
    ProtectionModule protection,
    PurgeModule purge,
    RepairModule repair) {

  /** Creates the stages. A restore captures held objects, and protection feeds both queues. */
  static ObjectModules create(
      BaseModules base, Settings settings, MeterRegistry meters, LeadershipModule leadership) {
    var work = leadership.work();
    var finish = FinishModule.create(base);
    var capture = CaptureModule.create(base, finish, meters, work);
    var restore = RestoreModule.create(base, finish, capture, work);
    return new ObjectModules(
        capture,
        restore,
        ProtectionModule.create(base, capture, restore, settings, work),
        PurgeModule.create(base, settings.pace()),
        RepairModule.create(base, leadership.leading(), work));
  }
}
