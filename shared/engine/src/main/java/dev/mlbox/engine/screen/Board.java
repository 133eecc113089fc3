package dev.mlbox.engine.screen;

/** The newest of what is shown; whoever looks waits here for the next. */
final class Board {
  private String shown = "";
  private long number;
  private boolean closed;

  /**
   * Something that was shown.
   *
   * @param number rises with each
   */
  record Sheet(long number, String text) {}

  synchronized void show(String text) {
    if (!text.equals(shown)) {
      shown = text;
      number++;
      notifyAll();
    }
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized Sheet now() {
    return new Sheet(number, shown);
  }

  /** The newest once it is another than one that was seen, or after some time. */
  synchronized Sheet after(long seen, long millis) throws InterruptedException {
    long until = System.nanoTime() + millis * 1_000_000;
    while (!closed && number == seen) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    return new Sheet(number, shown);
  }
}
