package dev.mlbox.engine;

import dev.mlbox.core.plan.Step;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Holdout;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.engine.ground.Ground;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record in words. */
final class StatusLines {
  private StatusLines() {}

  static List<Step> of(RolloutRecord record, Ground ground) {
    List<Step> lines = new ArrayList<>();
    lines.add(
        new Step(
            "target", ground.place() + ground.address().map(address -> ", " + address).orElse("")));
    lines.addAll(versions(record));
    lines.addAll(ground.processes());
    return lines;
  }

  /** What serves, and what is on trial; in a watch what was promoted, and what is kept for it. */
  static List<Step> versions(RolloutRecord record) {
    List<Step> lines = new ArrayList<>();
    Lease lease = record.lease();
    if (record.state() instanceof RolloutState.Watching watching) {
      Holdout holdout = lease == null ? null : lease.holdout();
      lines.add(new Step("stable", release(record.stable()) + ", kept warm" + share(holdout)));
      lines.add(
          new Step(
              "new",
              release(record.canary())
                  + (holdout == null ? ", all of the traffic" : ", the rest of the traffic")));
      if (watching.doubt() != null) {
        lines.add(new Step("doubt", watching.doubt().reason()));
      }
    } else {
      lines.add(new Step("stable", release(record.stable())));
      if (record.isUnderWay()) {
        lines.add(new Step("canary", release(record.canary()) + weight(lease)));
      }
      if (record.isUnderWay() && record.doubt() != null) {
        lines.add(new Step("doubt", record.doubt()));
      }
    }
    if (!record.isUnderWay()) {
      last(record).ifPresent(lines::add);
    }
    if (record.isUnderWay()) {
      lines.add(new Step("state", state(record.state()) + driver(record.holder())));
    }
    return lines;
  }

  /** What was tried after the version that serves, and is not there any more. */
  private static Optional<Step> last(RolloutRecord record) {
    return record.history().stream()
        .reduce((first, second) -> second)
        .filter(past -> past.end() != Past.End.PROMOTED)
        .map(
            past ->
                new Step(
                    "last",
                    "%s %s at %s: %s"
                        .formatted(
                            past.release().version(),
                            past.end().name().toLowerCase(Locale.ROOT),
                            past.at().truncatedTo(ChronoUnit.SECONDS),
                            past.reason())));
  }

  private static String share(@Nullable Holdout holdout) {
    return holdout == null
        ? ""
        : " with %s of the traffic while its lease is renewed".formatted(holdout.weight());
  }

  private static String release(@Nullable Release release) {
    if (release == null) {
      return "nothing serves yet; begin with `mlbox deploy`";
    }
    String subject = release.facts().getOrDefault("subject", "");
    String commit = release.facts().getOrDefault("commit", "");
    String made = commit.isEmpty() ? "" : "  commit " + brief(commit) + " " + subject;
    return release.version() + made;
  }

  private static String brief(String commit) {
    return commit.substring(0, Math.min(8, commit.length()));
  }

  private static String weight(@Nullable Lease lease) {
    return lease == null
        ? ""
        : ", " + lease.weight() + " of the traffic while its lease is renewed";
  }

  private static String state(@Nullable RolloutState state) {
    return state == null
        ? ""
        : state.getClass().getSimpleName().toLowerCase(Locale.ROOT) + " since " + state.since();
  }

  private static String driver(@Nullable Holder holder) {
    return holder == null ? "" : ", driven by " + holder.name();
  }
}
