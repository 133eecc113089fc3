package dev.mlbox.core.port;

import dev.mlbox.core.rollout.Health;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.Route;
import dev.mlbox.core.rollout.Weight;
import java.util.List;
import java.util.Set;

/**
 * The boxes of a model's versions on a target. Every method may be called again with the same
 * arguments without harm, and throws MlboxException BROKEN when the target does not answer.
 */
public interface Workloads {

  /** Starts the boxes of a version where they do not run yet; returns without waiting. */
  Route start(Release release);

  /**
   * Sees to it that a version has boxes enough for a share of what another one answers now, and
   * that the other one is not made smaller meanwhile. Never ends a box. Nothing to do where a
   * version has one box.
   */
  default void provide(Weight share, Release release, Release serving) {}

  /**
   * From now on as many boxes of a version as were configured, or as its autoscaler chooses.
   * Nothing to do where a version has one box.
   */
  default void rest(Release release) {}

  /** How they are; {@link Health#NONE} for a version that was never started or is gone. */
  Health health(String version);

  /** Lets one version, and no other, take what arrives at the model's address. */
  void serve(Route route);

  /**
   * Ends the boxes of all other versions of this model, gracefully, and removes what was made for
   * them. Never touches what mlbox did not make.
   */
  void keepOnly(Set<String> versions);

  /** The last lines that the boxes of a version wrote, for the report. */
  List<String> lastWords(String version);
}
