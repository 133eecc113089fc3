package dev.mlbox.engine.pipeline;

import dev.mlbox.engine.evaluation.BaselineSource;

/**
 * Whom a candidate is compared with, kept loaded until closed.
 *
 * @param source for the check
 * @param words such as {@code candidate and 3f2a… (deployed)}
 * @param loaded what has to be closed
 */
public record Opponent(BaselineSource source, String words, AutoCloseable loaded)
    implements AutoCloseable {

  static Opponent nobody(boolean firstEver, String why) {
    return new Opponent(new BaselineSource.None(firstEver, why), "candidate alone", () -> {});
  }

  static Opponent of(BaselineSource source, String who) {
    return new Opponent(source, "candidate and " + who, () -> {});
  }

  @Override
  public void close() {
    try {
      loaded.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
