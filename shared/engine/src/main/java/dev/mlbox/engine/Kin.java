package dev.mlbox.engine;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.engine.pipeline.Baselines;
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
   * @param wanted how it begins; null for the one that serves, or for the last that was checked
   *     where nothing ever did
   * @throws MlboxException INVALID when none begins so, or several do
   */
  Why why(@Nullable String wanted) {
    Release release = wanted == null ? serving() : named(wanted);
    String version = release.version();
    List<Past> past =
        target.history().stream().filter(each -> each.release().version().equals(version)).toList();
    Optional<Baselines.Kept> kept = baselines.kept(version);
    boolean serves = target.stable() != null && target.stable().version().equals(version);
    return new Why(
        release,
        serves,
        past,
        kept.isEmpty() ? null : kept.get().evaluation(),
        kept.flatMap(Baselines.Kept::pedigree).orElse(null),
        WhyLines.of(release, serves, past, kept));
  }

  private Release serving() {
    return target.stable() == null && target.history().isEmpty()
        ? baselines.releases().stream().findFirst().orElseGet(() -> requireServing(target))
        : requireServing(target);
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
