package dev.mlbox.core.rollout;

import dev.mlbox.core.judge.Bins;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of a model that can be served.
 *
 * @param version its name: the first ten hex digits of a digest over box and settings
 * @param model digest of the model's bytes, as {@code sha256:…}
 * @param box what boxes are started from: an image by digest, or a folder of a local target
 * @param facts what is known of it, for people: commit, author, metrics
 * @param beside a server of the user's own in each box's pod; null when there is none
 * @param bins its answers beside those of the version before; null when they are not known
 */
public record Release(
    String version,
    String model,
    String box,
    Map<String, String> facts,
    @Nullable Beside beside,
    @Nullable Bins bins) {

  public Release {
    facts = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(facts));
  }

  /** Of a box that is alone. */
  public Release(String version, String model, String box, Map<String, String> facts) {
    this(version, model, box, facts, null, null);
  }

  /** Whose answers are not known beside another's. */
  public Release(
      String version,
      String model,
      String box,
      Map<String, String> facts,
      @Nullable Beside beside) {
    this(version, model, box, facts, beside, null);
  }

  /** The same with its answers beside those of the version before. */
  public Release beside(@Nullable Bins answers) {
    return new Release(version, model, box, facts, beside, answers);
  }

  /**
   * A container beside the box.
   *
   * @param image by digest
   * @param port that it listens on
   * @param health path that answers 2xx once it can predict; a method where it is called by gRPC
   * @param byGrpc whether its clients call it by gRPC
   */
  public record Beside(String image, int port, String health, boolean byGrpc) {

    /** One that is asked by HTTP. */
    public Beside(String image, int port, String health) {
      this(image, port, health, false);
    }
  }
}
