package dev.softdelete.operator.app;

import dev.softdelete.operator.release.ReleaseCommand;
import dev.softdelete.operator.startup.CannotRunException;
import dev.softdelete.operator.startup.Clients;
import dev.softdelete.operator.startup.LogConfiguration;
import dev.softdelete.operator.startup.Settings;
import dev.softdelete.operator.startup.StartFailure;
import dev.softdelete.operator.stop.ProcessEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the operator; with the argument {@code release}, removes every finalizer instead. */
public final class Main {
  private static final Logger log = log();

  private Main() {}

  private static Logger log() {
    LogConfiguration.use();
    return LoggerFactory.getLogger(Main.class);
  }

  public static void main(String[] args) {
    if (args.length > 1 || (args.length == 1 && !args[0].equals("release"))) {
      System.err.println("usage: operator.jar [release]");
      System.exit(2);
    }
    if (args.length == 1) {
      release();
    } else {
      operate();
    }
  }

  private static void operate() {
    var end = new ProcessEnd();
    try {
      var app = new OperatorApp(settings(), end::failSoon);
      end.closes(app::close);
      app.start();
    } catch (Exception | LinkageError e) {
      if (!end.begun()) {
        explain(e);
        end.fail();
      }
    }
  }

  private static void release() {
    try {
      ReleaseCommand.run(settings());
    } catch (Exception | LinkageError e) {
      explain(e);
      System.exit(1);
    }
  }

  private static void explain(Throwable failure) {
    log.error("{}", StartFailure.explain(failure, Clients::server));
    log.debug("where it failed", failure);
  }

  private static Settings settings() {
    try {
      return Settings.of(System.getenv());
    } catch (IllegalArgumentException e) {
      throw new CannotRunException(e.getMessage() + ". Correct the environment variable.", e);
    }
  }
}
