package dev.mlbox.jenkins;

import java.util.OptionalLong;

/** How long a step waits until it looks again: the longer a command runs, the longer. */
final class Pace {
  static final long SHORTEST_MILLIS = 250;
  static final long LONGEST_MILLIS = 5_000;
  private static final int MOST_TROUBLES = 3;

  private long pause;
  private int troubles;

  /** After a look at a command that runs on. */
  long afterLook() {
    troubles = 0;
    pause = Math.min(LONGEST_MILLIS, Math.max(SHORTEST_MILLIS, pause * 5 / 4));
    return pause;
  }

  /** After a look that broke off; empty when that has happened too often in a row. */
  OptionalLong afterTrouble() {
    troubles++;
    return troubles > MOST_TROUBLES ? OptionalLong.empty() : OptionalLong.of(LONGEST_MILLIS);
  }
}
