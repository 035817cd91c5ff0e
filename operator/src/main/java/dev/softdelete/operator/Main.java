package dev.softdelete.operator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the operator; with the argument {@code release}, takes every finalizer off instead. */
public final class Main {
  private static final Logger log = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] args) {
    if (args.length > 1 || (args.length == 1 && !args[0].equals("release"))) {
      System.err.println("usage: operator.jar [release]");
      System.exit(2);
    }
    try {
      Settings settings = Settings.of(System.getenv());
      if (args.length == 1) {
        ReleaseCommand.run(settings);
      } else {
        new OperatorProgram(settings).start();
      }
    } catch (Exception e) {
      log.error("{}", e.getMessage(), e);
      System.exit(1);
    }
  }
}
