package dev.mlbox.engine.ground;

import dev.mlbox.core.plan.Step;
import dev.mlbox.core.port.Target;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.engine.live.KeptSamples;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where a model is served. */
public interface Ground extends AutoCloseable {

  /** In a few words, such as {@code local target} or {@code context prod, namespace ml}. */
  String place();

  /** Its five sides. */
  Target target();

  /**
   * Looks whether a deploy can succeed at all, before anything is built.
   *
   * @throws dev.mlbox.core.problem.MlboxException with every problem found
   */
  void requireUsable();

  /**
   * Refuses a release whose image is not signed, where that is asked for.
   *
   * @throws dev.mlbox.core.problem.MlboxException INVALID
   */
  default void requireSigned(Release release) {}

  /** Makes what boxes are started from here out of a box folder; one line says what was done. */
  Packed pack(PackedBox box);

  /** The folder of a release's box on this machine, if it is here. */
  Optional<Path> boxOf(Release release);

  /**
   * The same, fetched from where the target gets it; empty when this target has all of them here.
   *
   * @throws dev.mlbox.core.problem.MlboxException when it cannot be fetched
   */
  default Optional<Path> pulled(Release release) {
    return Optional.empty();
  }

  /** What boxes have kept of requests; empty when they keep nothing here. */
  default Optional<KeptSamples> samples() {
    return Optional.empty();
  }

  /** Starts again what should run and does not; one line for each. */
  List<String> revive();

  /**
   * Lets a pilot in the target drive a rollout that was begun.
   *
   * @param from who has begun it
   */
  default void handOver(Release release, Holder from) {
    throw new IllegalStateException(place() + " has no pilots");
  }

  /** Where clients send their requests, when that is known. */
  Optional<URI> address();

  /** What runs, for people. */
  List<Step> processes();

  /** Ends what runs on this machine; one line for each. */
  List<String> stop();

  @Override
  void close();

  /**
   * A release and how it came to be.
   *
   * @param release what can be rolled out
   * @param words such as {@code 1 of 5 layers pushed, 212 kB}
   */
  record Packed(Release release, String words) {}
}
