package dev.mlbox.spark;

/** What went wrong in Spark, in a line. */
final class Words {
  private static final int MOST = 400;

  private Words() {}

  /** The reason of an exception: Spark puts stack traces into its messages. */
  static String of(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    String line =
        message.lines().map(String::strip).filter(each -> !each.isEmpty()).findFirst().orElse("");
    return line.length() > MOST ? line.substring(0, MOST) + "…" : line;
  }
}
