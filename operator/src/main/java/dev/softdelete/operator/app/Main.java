package dev.softdelete.operator.app;

import dev.softdelete.operator.check.CheckCommand;
import dev.softdelete.operator.release.ReleaseCommand;
import dev.softdelete.operator.startup.CannotRunException;
import dev.softdelete.operator.startup.Clients;
import dev.softdelete.operator.startup.LogConfiguration;
import dev.softdelete.operator.startup.Settings;
import dev.softdelete.operator.startup.StartFailure;
import dev.softdelete.operator.stop.ProcessEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the operator. With the argument {@code release}, removes every finalizer instead; with
 * {@code check}, tells whether the installation works.
 */
public final class Main {
  private static final Logger log = log();

  private Main() {}

  private static Logger log() {
    LogConfiguration.use();
    return LoggerFactory.getLogger(Main.class);
  }

  public static void main(String[] args) {
    switch (args.length == 0 ? "" : String.join(" ", args)) {
      case "" -> operate();
      case "release" -> release();
      case "check" -> check();
      default -> {
        System.err.println("usage: operator.jar [release|check]");
        System.exit(2);
      }
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

  private static void check() {
    try {
      if (!CheckCommand.run(settings(), System.out::println)) {
        System.exit(1);
      }
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
