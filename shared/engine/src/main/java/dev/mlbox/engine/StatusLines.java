package dev.mlbox.engine;

import dev.mlbox.core.plan.Step;
import dev.mlbox.core.rollout.Holder;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.RolloutState;
import dev.mlbox.engine.ground.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A record in words. */
final class StatusLines {
  private StatusLines() {}

  static List<Step> of(RolloutRecord record, Ground ground) {
    List<Step> lines = new ArrayList<>();
    lines.add(
        new Step(
            "target", ground.place() + ground.address().map(address -> ", " + address).orElse("")));
    lines.add(new Step("stable", release(record.stable())));
    if (record.isUnderWay()) {
      lines.add(new Step("canary", release(record.canary()) + weight(record.lease())));
      lines.add(new Step("state", state(record.state()) + driver(record.holder())));
    }
    lines.addAll(ground.processes());
    return lines;
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
