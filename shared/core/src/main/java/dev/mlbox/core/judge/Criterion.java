package dev.mlbox.core.judge;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code revert_if}: what counts as worse.
 *
 * @param kind the bad event that is counted
 * @param ratio θ₀: how many times the stable's share of bad events is tolerated, at least 1
 * @param floor a share of bad events below which nothing is reverted; null for none
 * @param text as written
 * @param own the user's metric that it is about; null for what boxes count
 */
public record Criterion(
    Kind kind, double ratio, @Nullable Double floor, String text, @Nullable OwnMetric own) {

  /** A floor above this is hardly ever passed. */
  static final double HIGHEST = 0.9;

  /** A level is worse when it is so in more than half of the readings. */
  private static final double HALF = 0.5;

  /** About what boxes count. */
  public Criterion(Kind kind, double ratio, @Nullable Double floor, String text) {
    this(kind, ratio, floor, text, null);
  }

  /**
   * About a metric of the user's.
   *
   * @param ratio how many times as bad as the stable's is tolerated
   * @param floor of events, a share of the requests below which nothing is reverted; null for none
   */
  public static Criterion of(OwnMetric metric, double ratio, @Nullable Double floor) {
    String bound = BigDecimal.valueOf(ratio).stripTrailingZeros().toPlainString();
    String text =
        metric.name()
            + (metric.higherIsWorse() ? " > " + bound + " * stable" : " < stable / " + bound);
    return metric.form() == OwnMetric.Form.EVENTS
        ? new Criterion(
            Kind.EVENTS,
            ratio,
            floor,
            floor == null ? text : text + " and > " + share(floor),
            metric)
        : new Criterion(Kind.LEVEL, ratio, HALF, text, metric);
  }

  /** The form a line has, for messages. */
  public static final String FORM = CriterionLine.FORM;

  /** That is judged where the answers of both versions to the same rows are known. */
  public static final Criterion USUAL_DRIFT = new Criterion(Kind.DRIFT, 1.5, null, "drift > 1.5");

  private static String share(double floor) {
    return BigDecimal.valueOf(floor).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }

  /** A property of one answered request. */
  public enum Kind {
    /** Answered with 5xx, refused, broken off or not in time. */
    ERRORS,
    /** Slower than the stable's 99th percentile of the minute before. */
    SLOW,
    /** Answered otherwise than was true, as feedback says. */
    WRONG,
    /** A request whose first row the canary answered otherwise than the stable version. */
    DISAGREEMENT,
    /** An answer in a bin that the canary's answers should not fall into more or less often. */
    DRIFT,
    /** Whatever a counter of the user's own counts. */
    EVENTS,
    /** A reading of a metric of the user's own, in which the canary had the worse value. */
    LEVEL;

    /** Whether the canary's share of bad events is compared with the stable version's. */
    boolean compares() {
      return this != LEVEL && this != DISAGREEMENT && this != DRIFT;
    }

    /** Whether boxes count it themselves, request by request; one arm can be judged by it alone. */
    boolean isOfRequests() {
      return this == ERRORS || this == SLOW;
    }

    /** The numbers of both arms, in words. */
    String counts(String label, ArmOutcome canary, ArmOutcome stable) {
      if (this == LEVEL) {
        return "%s of the canary worse in %,d of %,d readings"
            .formatted(label, canary.bad(this), canary.seen(this));
      }
      if (this == DISAGREEMENT) {
        return "%s on %s of the requests that both answered (%,d of %,d)"
            .formatted(
                label,
                percent(canary.bad(this), canary.seen(this)),
                canary.bad(this),
                canary.seen(this));
      }
      if (this == DRIFT) {
        return "%s to %s of the canary's answers (%,d of %,d), %s of the stable's (%,d of %,d)"
            .formatted(
                label,
                percent(canary.bad(this), canary.seen(this)),
                canary.bad(this),
                canary.seen(this),
                percent(stable.bad(this), stable.seen(this)),
                stable.bad(this),
                stable.seen(this));
      }
      if (this == EVENTS) {
        return "%s: %,d to the canary's %,d requests, %,d to the stable's %,d"
            .formatted(
                label, canary.bad(this), canary.seen(this), stable.bad(this), stable.seen(this));
      }
      return "%s %s of the canary's %s (%s), %s of the stable's (%s)"
          .formatted(
              label,
              percent(canary.allBad(this), canary.allSeen(this)),
              this == WRONG ? "labelled answers" : "requests",
              parts(canary),
              percent(stable.allBad(this), stable.allSeen(this)),
              parts(stable));
    }

    /** Answers of cold boxes do not count. */
    private String parts(ArmOutcome arm) {
      String counted = "%,d of %,d".formatted(arm.allBad(this), arm.allSeen(this));
      return arm.allSeen(this) < arm.requests()
          ? "%s that count, of %,d".formatted(counted, arm.requests())
          : counted;
    }

    private static String percent(long part, long whole) {
      return whole == 0 ? "none" : "%.2f %%".formatted(100.0 * part / whole);
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Whether it compares with what both versions answered in the evaluation, so that it can only be
   * judged where that is known. Such a one is an alarm: it reverts when it is proven, and nobody
   * waits for it.
   */
  public boolean isOfEvaluation() {
    return kind == Kind.DRIFT || (kind == Kind.DISAGREEMENT && ratio > 1);
  }

  /**
   * The same against what the evaluation saw; empty where that leaves nothing to see.
   *
   * @param differing at most this share of rows is answered otherwise by both versions, 0 to 1
   */
  public Optional<Criterion> expecting(double differing) {
    double bound = Math.max(ratio * differing, floor == null ? 0 : floor);
    return bound < HIGHEST
        ? Optional.of(new Criterion(kind, ratio, bound, text, own))
        : Optional.empty();
  }

  /** The same with another ratio. */
  Criterion tolerating(double other) {
    return new Criterion(kind, other, floor, text, own);
  }

  /** What it is about, in a word. */
  public String label() {
    return own == null ? kind.toString() : own.name();
  }

  /**
   * Whether a log tells of it.
   *
   * @param signals of its batches
   */
  public boolean isToldBy(Set<String> signals) {
    return kind == Kind.DRIFT
        ? signals.stream().anyMatch(each -> BinSignal.parse(each).isPresent())
        : signals.contains(signal());
  }

  /** Which batches of a log tell of it. */
  public String signal() {
    if (own != null) {
      return own.name();
    }
    return switch (kind) {
      case WRONG -> LabelLedger.SIGNAL;
      case DISAGREEMENT -> TwinLedger.SIGNAL;
      case DRIFT -> DriftProof.SIGNAL;
      case ERRORS, SLOW, EVENTS, LEVEL -> LiveBatch.REQUESTS;
    };
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException when it has another form, or tolerates less than the stable
   *     has
   */
  public static Criterion parse(String line) {
    return new CriterionLine(line).parse();
  }
}
