package dev.mlbox.core.judge;

import dev.mlbox.core.stats.BoxSpread;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Is the canary unusual, or is every box? Each box of the stable version is put in the canary's
 * place and compared with the others: what the same test says of boxes that are equal is what it is
 * worth today. And where boxes differ among themselves by more than chance, a canary has to differ
 * by more than they do.
 */
final class Placebo {
  /** As many times as much evidence as against the worst box of the stable version. */
  private static final double ENOUGH = Math.log(100);

  private final Criterion criterion;
  private final List<LiveBatch> log;
  private final int steps;

  Placebo(Criterion criterion, List<LiveBatch> log, int steps) {
    this.criterion = criterion;
    this.log = log;
    this.steps = steps;
  }

  /**
   * Why evidence that would suffice does not; empty when it does.
   *
   * @param logWorse evidence against the canary
   * @param needed to revert
   */
  String objection(double logWorse, double needed) {
    Map<String, ArmOutcome> boxes = totals(log);
    if (boxes.size() < 2 || !criterion.kind().compares()) {
      return "";
    }
    String worst = "";
    double most = Double.NEGATIVE_INFINITY;
    for (String box : boxes.keySet()) {
      double placebo = placebo(box);
      if (placebo > most) {
        most = placebo;
        worst = box;
      }
    }
    if (most >= needed && logWorse < most + ENOUGH) {
      return "the same is true of %s beside the stable version's other boxes, so that the boxes differ, not the versions; replace that box"
          .formatted(worst);
    }
    double usual = usual(boxes);
    return usual > criterion.ratio() && against(usual) < needed
        ? "the stable version's boxes differ among themselves, by so much that one %.1f times as bad as the others is nothing unusual, and that the canary is worse than that is not proven"
            .formatted(usual)
        : "";
  }

  private double against(double ratio) {
    Proof proof = Proof.of(criterion.tolerating(ratio), steps);
    for (LiveBatch batch : log) {
      proof = proof.plus(batch);
    }
    return proof.logWorse();
  }

  /** The box that holds most of the stable version's bad events; empty when none does. */
  static String culprit(Criterion.Kind kind, List<LiveBatch> log) {
    Map<String, ArmOutcome> boxes = totals(log);
    long bad = log.stream().mapToLong(batch -> batch.stable().bad(kind)).sum();
    if (boxes.size() < 2 || bad < 10) {
      return "";
    }
    return boxes.entrySet().stream()
        .filter(
            box ->
                box.getValue().bad(kind) > 0.5 * bad
                    && box.getValue().bad(kind) > 1.5 * bad / boxes.size())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("");
  }

  private double placebo(String box) {
    Proof proof = Proof.of(criterion, steps);
    for (LiveBatch batch : log) {
      ArmOutcome own = batch.boxes().getOrDefault(box, ArmOutcome.NONE);
      ArmOutcome others = batch.stable().minus(own);
      double all = batch.stable().seen(criterion.kind());
      double share = all == 0 ? 0.5 : own.seen(criterion.kind()) / all;
      proof =
          proof.plus(
              new LiveBatch(
                  batch.minute(),
                  batch.step(),
                  share,
                  share < 1 ? others : ArmOutcome.NONE,
                  share > 0 ? own : ArmOutcome.NONE));
    }
    return proof.logWorse();
  }

  private double usual(Map<String, ArmOutcome> boxes) {
    Criterion.Kind kind = criterion.kind();
    return BoxSpread.usualRatio(
        boxes.values().stream().mapToLong(box -> box.bad(kind)).toArray(),
        boxes.values().stream().mapToLong(box -> box.seen(kind)).toArray());
  }

  private static Map<String, ArmOutcome> totals(List<LiveBatch> log) {
    Map<String, ArmOutcome> totals = new TreeMap<>();
    for (LiveBatch batch : log) {
      batch.boxes().forEach((box, counts) -> totals.merge(box, counts, ArmOutcome::plus));
    }
    return totals;
  }
}
