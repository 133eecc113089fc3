package dev.mlbox.engine;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.engine.pipeline.Baselines;
import dev.mlbox.engine.pipeline.Pedigree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a version among those that a target or the baselines remember. */
final class Kin {
  private final RolloutRecord target;
  private final Baselines baselines;

  Kin(RolloutRecord target, Baselines baselines) {
    this.target = target;
    this.baselines = baselines;
  }

  /**
   * All that is known of a version.
   *
   * @param wanted how it begins; null for the one that serves
   * @throws MlboxException INVALID when none begins so, or several do
   */
  Why why(@Nullable String wanted) {
    Release release = wanted == null ? requireServing(target) : named(wanted);
    String version = release.version();
    List<Past> past =
        target.history().stream().filter(each -> each.release().version().equals(version)).toList();
    Optional<Baselines.Kept> kept = baselines.kept(version);
    boolean serves = target.stable() != null && target.stable().version().equals(version);
    var evaluation = kept.map(Baselines.Kept::evaluation).orElse(null);
    Pedigree pedigree = kept.flatMap(Baselines.Kept::pedigree).orElse(null);
    return new Why(
        release,
        serves,
        past,
        evaluation,
        pedigree,
        WhyLines.of(release, serves, past, evaluation, pedigree));
  }

  static Release requireServing(RolloutRecord target) {
    Release stable = target.stable();
    if (stable == null) {
      throw MlboxException.invalid(
          Problem.of("nothing serves yet").remedy("name a version, or begin with `mlbox deploy`"));
    }
    return stable;
  }

  private Release named(String wanted) {
    Map<String, Release> known = known();
    List<Release> fitting =
        known.values().stream().filter(each -> each.version().startsWith(wanted)).toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    Problem problem =
        Problem.of(
            fitting.isEmpty()
                ? "no version %s is known".formatted(wanted)
                : "%d versions begin with %s".formatted(fitting.size(), wanted));
    throw MlboxException.invalid(
        known.isEmpty()
            ? problem.remedy("begin with `mlbox deploy`")
            : problem.expected("one of " + String.join(", ", known.keySet())));
  }

  private Map<String, Release> known() {
    Map<String, Release> known = new LinkedHashMap<>();
    if (target.stable() != null) {
      known.put(target.stable().version(), target.stable());
    }
    for (int i = target.history().size() - 1; i >= 0; i--) {
      Release release = target.history().get(i).release();
      known.putIfAbsent(release.version(), release);
    }
    baselines.releases().forEach(release -> known.putIfAbsent(release.version(), release));
    return known;
  }
}
