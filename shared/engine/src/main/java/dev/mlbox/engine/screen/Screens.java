package dev.mlbox.engine.screen;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.config.Durations;
import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Evidence;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.outlook.Left;
import dev.mlbox.core.outlook.Outlook;
import dev.mlbox.core.outlook.Pulse;
import dev.mlbox.core.plan.Step;
import dev.mlbox.core.rollout.Holdout;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records → screens, one after the other; keeps the rate between them. */
public final class Screens {
  private final Site site;
  private final CanaryConfig config;
  private final Pulse pulse = new Pulse();

  /**
   * Where the model is.
   *
   * @param address empty when not known
   */
  public record Site(String model, String place, String address) {}

  public Screens(Site site, CanaryConfig config) {
    this.site = site;
    this.config = config;
  }

  /** What is to be seen at a moment. */
  public Screen at(Instant now, RolloutRecord record, List<Step> boxes) {
    double rate = pulse.at(now, total(record));
    Outlook outlook = Outlook.of(record, config, rate, now);
    boolean moving = record.isUnderWay();
    return new Screen(
        site.model(),
        site.place(),
        site.address(),
        headline(record, outlook),
        tone(outlook.state()),
        outlook.note(),
        left(outlook.left()),
        moving && rate > 0 ? rate(rate) : "",
        record.state() == null ? List.of() : Stages.of(config.rules(), outlook),
        arms(record, outlook),
        outlook.assessment().evidence().stream().map(Screens::proof).toList(),
        boxes);
  }

  private static long total(RolloutRecord record) {
    return record.log().stream().map(LiveBatch::stable).mapToLong(ArmOutcome::requests).sum()
        + record.log().stream().map(LiveBatch::canary).mapToLong(ArmOutcome::requests).sum();
  }

  static String rate(double perSecond) {
    return perSecond >= 10
        ? String.format(Locale.ROOT, "%,.0f requests/s", perSecond)
        : perSecond >= 0.1
            ? String.format(Locale.ROOT, "%.1f requests/s", perSecond)
            : String.format(Locale.ROOT, "%.1f requests/min", perSecond * 60);
  }

  private static String headline(RolloutRecord record, Outlook outlook) {
    String canary = version(record.canary());
    String stable = version(record.stable());
    return switch (outlook.state()) {
      case "idle" -> "nothing was ever deployed";
      case "preparing" -> "boxes of %s are being started".formatted(canary);
      case "probing" -> "%s is asked rows whose answers are known".formatted(canary);
      case "shadowing" -> "%s gets copies of the requests of %s".formatted(canary, stable);
      case "shifting" -> "%s gets %s of the requests".formatted(canary, outlook.weight());
      case "awaiting" ->
          "%s gets %s of the requests and waits for `mlbox promote`"
              .formatted(canary, outlook.weight());
      case "promoting" -> "all requests are moving to %s".formatted(canary);
      case "watching" ->
          "%s serves and is watched; %s is kept warm%s".formatted(canary, stable, kept(record));
      case "reverting" -> "all requests are moving back to %s".formatted(stable);
      case "reverted" -> "%s serves; what came after it was reverted".formatted(stable);
      case "halted" -> "a person is needed";
      default -> "%s serves".formatted(stable);
    };
  }

  private static String kept(RolloutRecord record) {
    Weight share = heldOut(record);
    return share.isZero() ? "" : " with %s of the requests".formatted(share);
  }

  /** What the old version keeps in a watch. */
  private static Weight heldOut(RolloutRecord record) {
    Lease lease = record.lease();
    Holdout holdout = lease == null ? null : lease.holdout();
    return holdout == null ? Weight.ZERO : holdout.weight();
  }

  private static String tone(String state) {
    return Map.of(
            "reverting", "fail",
            "reverted", "fail",
            "halted", "fail",
            "awaiting", "warn",
            "promoting", "pass",
            "watching", "pass",
            "succeeded", "pass")
        .getOrDefault(state, "plain");
  }

  private static String left(@Nullable Left left) {
    if (left == null) {
      return "";
    }
    Duration least = left.least();
    String most = "after %s %s".formatted(words(left.most()), left.then());
    return least == null || least.compareTo(left.most()) >= 0
        ? most
        : "at least %s; %s".formatted(words(least), most);
  }

  private static String words(Duration duration) {
    long minutes = duration.toMinutes();
    return minutes > 60 && minutes % 60 != 0
        ? "%dh %dm".formatted(minutes / 60, minutes % 60)
        : Durations.words(Duration.ofSeconds(minutes >= 60 ? minutes * 60 : duration.toSeconds()));
  }

  private static List<Screen.Arm> arms(RolloutRecord record, Outlook outlook) {
    List<Screen.Arm> arms = new ArrayList<>();
    boolean over = !record.isUnderWay();
    boolean moved = outlook.state().equals("watching") || outlook.state().equals("promoting");
    double kept = heldOut(record).share();
    double share = moved ? 1 - kept : outlook.weight().share();
    if (record.stable() != null) {
      ArmOutcome seen = over || (moved && kept == 0) ? ArmOutcome.NONE : outlook.stable();
      arms.add(arm("stable", record.stable(), over ? 1 : 1 - share, seen));
    }
    if (record.canary() != null && !over) {
      arms.add(arm(moved ? "new" : "canary", record.canary(), share, outlook.canary()));
    }
    return arms;
  }

  private static Screen.Arm arm(String role, Release release, double share, ArmOutcome seen) {
    String commit = release.facts().getOrDefault("commit", "");
    String made =
        commit.isEmpty()
            ? ""
            : commit.substring(0, Math.min(8, commit.length()))
                + " "
                + release.facts().getOrDefault("subject", "");
    return new Screen.Arm(
        role,
        release.version(),
        new Weight(Math.round(share * 1e6) / 1e6).toString(),
        share,
        made,
        String.format(Locale.ROOT, "%,d", seen.requests()),
        bad(seen, Criterion.Kind.ERRORS),
        bad(seen, Criterion.Kind.SLOW));
  }

  private static String version(@Nullable Release release) {
    return release == null ? "nothing" : release.version();
  }

  private static String bad(ArmOutcome seen, Criterion.Kind kind) {
    return seen.seen(kind) == 0
        ? "–"
        : String.format(
            Locale.ROOT, "%.2f %% (%,d)", 100.0 * seen.bad(kind) / seen.seen(kind), seen.bad(kind));
  }

  private static Screen.Proof proof(Evidence evidence) {
    Criterion.Kind kind = evidence.criterion().kind();
    boolean worse = evidence.verdict() == dev.mlbox.core.gate.Verdict.FAIL;
    boolean fine = evidence.verdict() == dev.mlbox.core.gate.Verdict.PASS && !evidence.isBlank();
    String passed = evidence.isQuiet() ? "no alarm" : "not worse";
    return new Screen.Proof(
        evidence.criterion().text(),
        worse ? "worse" : fine ? passed : "open",
        worse ? "fail" : fine ? "pass" : "plain",
        bad(evidence.canary(), kind),
        bad(evidence.stable(), kind),
        bar(evidence.logWorse(), evidence.logWorseNeeded()),
        bar(evidence.logNotWorse(), evidence.logNotWorseNeeded()));
  }

  private static Screen.Bar bar(double log, double needed) {
    double filled = Math.max(0, Math.min(1, log / needed));
    String most = String.format(Locale.ROOT, "%,.0f", Math.exp(needed));
    String has =
        log > 14
            ? "over a million"
            : String.format(Locale.ROOT, log < 2 ? "%.1f" : "%,.0f", Math.exp(log));
    return new Screen.Bar(filled, has + " of " + most);
  }
}
