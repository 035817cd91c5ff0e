package dev.softdelete.operator.app;

import dev.softdelete.operator.admission.OperatorIdentity;
import dev.softdelete.operator.leadership.LeaseRenewals;
import dev.softdelete.operator.requester.kind.RequesterLists;
import dev.softdelete.operator.restore.group.Group;
import dev.softdelete.operator.restore.request.Logins;
import dev.softdelete.operator.startup.RequiredNamespace;
import dev.softdelete.operator.startup.Settings;
import dev.softdelete.operator.stop.Stages;

/**
 * The stages that every later stage uses: the connection, catalogs, reservations, and stores.
 *
 * @param requesters the lists that tell people, tools and controllers apart
 */
record BaseModules(
    ConnectionModule connection,
    OperatorIdentity operator,
    CatalogModule catalogs,
    ReservationModule reserved,
    Group group,
    Logins logins,
    RecordModule stored,
    RequesterLists requesters) {

  /**
   * Connects and starts the watches that do not need the controllers.
   *
   * @param stages receives each stage as soon as it must be closed, even if a later check fails
   */
  static BaseModules open(Settings settings, LeaseRenewals renewals, Stages stages) {
    String namespace = settings.namespace();
    var connection = stages.add("client", ConnectionModule.open(namespace, renewals));
    OperatorIdentity operator = connection.check();
    var catalogs = stages.add("watch of namespaces", CatalogModule.open(connection));
    RequiredNamespace.check(catalogs.namespaces(), namespace);
    var reserved = stages.add("watch of reservations", ReservationModule.open(connection));
    var group = new Group(connection.api(), catalogs.records(), connection.clock());
    var logins = new Logins(connection.api(), connection.clock()::now, settings.loginTrustedFor());
    var stored = RecordModule.create(connection, catalogs.records(), group);
    return new BaseModules(
        connection, operator, catalogs, reserved, group, logins, stored, settings.requesters());
  }
}
