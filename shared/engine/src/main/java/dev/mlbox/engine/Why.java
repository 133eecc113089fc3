package dev.mlbox.engine;

import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.plan.Step;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.engine.pipeline.Pedigree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a version serves, or once did: where it came from and what it was judged by.
 *
 * @param release the version
 * @param serves whether it does now
 * @param past how its rollouts ended, oldest first
 * @param evaluation what was measured of it; null when that was not kept
 * @param pedigree what it was judged by; null when that was not kept
 * @param lines for people
 */
public record Why(
    Release release,
    boolean serves,
    List<Past> past,
    @Nullable Evaluation evaluation,
    @Nullable Pedigree pedigree,
    List<Step> lines) {

  public Why {
    past = List.copyOf(past);
    lines = List.copyOf(lines);
  }
}
