package dev.mlbox.engine.report;

import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.judge.Evidence;
import dev.mlbox.core.judge.LiveBatch;
import dev.mlbox.core.judge.RolloutJudge;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.run.RolloutEnd;
import dev.mlbox.core.run.Timeline;
import dev.mlbox.core.run.Timeline.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rollout → its stages, its claims and its counts. */
final class Journeys {
  private static final int MOST_BATCHES = 500;

  private static final Map<String, String> TONES =
      Map.of(
          "reverting", "fail",
          "reverted", "fail",
          "halted", "fail",
          "promoting", "pass",
          "watching", "pass",
          "succeeded", "pass");

  private Journeys() {}

  static Page.@Nullable Journey of(@Nullable RolloutEnd end) {
    if (end == null) {
      return null;
    }
    Timeline timeline = end.timeline();
    List<Moment> moments = timeline == null ? List.of() : timeline.moments();
    return new Page.Journey(
        stages(moments),
        new JourneyPlots(moments, end.last().evidence()).figures(),
        claims(end),
        events(moments, end),
        LiveBatch.requests(end.log()).stream().limit(MOST_BATCHES).map(Journeys::batch).toList(),
        end.lastWords());
  }

  /** What was said of the canary, and, after a promotion, what was said since. */
  private static List<Page.Claim> claims(RolloutEnd end) {
    List<Evidence> last = end.last().evidence();
    Timeline timeline = end.timeline();
    int steps = timeline == null ? Integer.MAX_VALUE : timeline.weights().size();
    List<LiveBatch> before = end.log().stream().filter(batch -> batch.step() < steps).toList();
    boolean goesOn =
        end.log().stream().allMatch(batch -> batch.step() < steps || batch.share() < 1);
    if (timeline == null || last.isEmpty() || goesOn) {
      return last.stream().map(evidence -> claim("", evidence)).toList();
    }
    // A watch without a second arm begins its evidence anew; the counts tell the canary's again.
    RolloutJudge judge = timeline.judge(last.stream().map(Evidence::criterion).toList());
    List<Page.Claim> claims = new ArrayList<>();
    judge.assess(before).evidence().forEach(evidence -> claims.add(claim("", evidence)));
    last.forEach(evidence -> claims.add(claim("Since the promotion: ", evidence)));
    return claims;
  }

  private static Page.Claim claim(String when, Evidence evidence) {
    String tone =
        switch (evidence.verdict()) {
          case PASS -> evidence.isBlank() ? "warn" : "pass";
          case FAIL, ERROR -> "fail";
          case INCONCLUSIVE -> "warn";
        };
    String word =
        switch (evidence.verdict()) {
          case PASS -> evidence.isBlank() ? "open" : evidence.isQuiet() ? "no alarm" : "not worse";
          case FAIL -> "worse";
          case INCONCLUSIVE, ERROR -> "open";
        };
    return new Page.Claim(word, tone, when + evidence.message());
  }

  private static List<Page.Stage> stages(List<Moment> moments) {
    List<Page.Stage> stages = new ArrayList<>();
    if (moments.isEmpty()) {
      return stages;
    }
    Instant began = moments.get(0).at();
    double whole = Math.max(1, millis(began, moments.get(moments.size() - 1).at()));
    int first = 0;
    for (int i = 1; i <= moments.size(); i++) {
      if (i == moments.size() || !isSame(moments.get(i), moments.get(first))) {
        Moment from = moments.get(first);
        Moment to = moments.get(Math.min(i, moments.size() - 1));
        double share = 100 * millis(from.at(), to.at()) / whole;
        stages.add(
            new Page.Stage(
                name(from),
                TONES.getOrDefault(from.state(), "plain"),
                took(from.at(), to.at()),
                share,
                counts(from, to)));
        first = i;
      }
    }
    return stages;
  }

  private static boolean isSame(Moment one, Moment other) {
    return one.state().equals(other.state()) && one.weight().equals(other.weight());
  }

  static String name(Moment moment) {
    boolean split = moment.state().equals("shifting") && !moment.weight().isZero();
    return split ? moment.weight().toString().replace("%", " %") : moment.state();
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }

  static String took(Instant from, Instant to) {
    double seconds = Math.max(0, millis(from, to)) / 1000;
    if (seconds < 100) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return seconds < 5400
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  private static String counts(Moment from, Moment to) {
    long canary = to.canary() - from.canary();
    long stable = to.stable() - from.stable();
    return canary + stable <= 0
        ? ""
        : "canary %s, stable %s".formatted(Digits.count(canary), Digits.count(stable));
  }

  private static List<Page.Fact> events(List<Moment> moments, RolloutEnd end) {
    List<Page.Fact> events = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      Moment moment = moments.get(i);
      if (i == 0 || !isSame(moments.get(i - 1), moment)) {
        boolean last = i == moments.size() - 1;
        String reason = last && !end.reason().isEmpty() ? ": " + end.reason() : "";
        events.add(
            new Page.Fact("+" + took(moments.get(0).at(), moment.at()), words(moment) + reason));
      }
    }
    return events;
  }

  private static String words(Moment moment) {
    return switch (moment.state()) {
      case "preparing" -> "boxes of the new version start";
      case "probing" -> "the probe asks evaluated rows";
      case "shifting" -> "the canary has " + name(moment) + " of the requests";
      case "awaiting" -> "the canary keeps its weight and waits for a person";
      case "promoting" -> "all requests go to the new version";
      case "watching" -> "the new version serves, the old one is kept warm";
      case "reverting" -> "all requests go to the stable version";
      default -> moment.state();
    };
  }

  private static Page.BatchRow batch(LiveBatch batch) {
    ArmOutcome canary = batch.canary();
    ArmOutcome stable = batch.stable();
    return new Page.BatchRow(
        Long.toString(batch.minute()),
        new Weight(batch.share()).toString(),
        Digits.count(canary.requests()),
        Digits.count(canary.errors()),
        canary.timed() == 0 ? "–" : Digits.count(canary.allBad(Criterion.Kind.SLOW)),
        Digits.count(stable.requests()),
        Digits.count(stable.errors()),
        stable.timed() == 0 ? "–" : Digits.count(stable.allBad(Criterion.Kind.SLOW)));
  }
}
