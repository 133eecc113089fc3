package dev.mlbox.engine.git;

import dev.mlbox.core.model.Digest;

/** What the record of one candidate's judgement on some rows is called in a store. */
final class LookName {
  private static final int DIGITS = 16;

  private LookName() {}

  static String of(Digest data, Digest candidate) {
    return data.hex().substring(0, DIGITS) + "-" + candidate.hex().substring(0, DIGITS);
  }

  static boolean isOf(Digest data, String name) {
    return name.startsWith(data.hex().substring(0, DIGITS) + "-");
  }
}
