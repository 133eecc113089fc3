package dev.mlbox.cli;

/** Whether the process is ending, as after a signal. */
final class Ending {
  private Ending() {}

  static boolean isUnderWay() {
    Thread probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException ending) {
      return true;
    }
  }
}
