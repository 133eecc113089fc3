package dev.mlbox.core.gate;

import dev.mlbox.core.gate.Requirement.AgainstBaseline;
import dev.mlbox.core.measure.Direction;
import dev.mlbox.core.measure.Measured;
import java.util.Objects;

/** The sentence of a finding about all rows, or about one slice by itself. */
final class Wording {
  /** What is said of a comparison that asks for no evidence. */
  static final String PLAIN = "plain comparison of two numbers, as confidence is none";

  private final Gate gate;

  Wording(Gate gate) {
    this.gate = gate;
  }

  /** What was measured, such as {@code accuracy by carrier}. */
  String subject() {
    String live = gate.onLive() ? " on live mix" : "";
    return gate.metric().name() + live + gate.by().map(" by "::concat).orElse("");
  }

  String place() {
    return " (" + gate.place() + ")";
  }

  String error(String reason) {
    return "%s could not be judged: %s%s".formatted(subject(), reason, place());
  }

  String sameModel(Part part) {
    return "%s %s: the candidate is the baseline itself%s"
        .formatted(
            subject(),
            Figures.value(Objects.requireNonNull(part.comparison()).candidate().value()),
            part.is(Verdict.PASS) ? "" : place());
  }

  /** One part, judged. */
  String of(Part part) {
    if (part.reason() != null) {
      return error(part.reason());
    }
    Comparison comparison = Objects.requireNonNull(part.comparison());
    return comparison.difference() == null
        ? plain(part, comparison)
        : paired(part, comparison, comparison.difference());
  }

  private String plain(Part part, Comparison comparison) {
    if (part.is(Verdict.INCONCLUSIVE)) {
      return open(comparison);
    }
    boolean passes = part.is(Verdict.PASS);
    String bound = Figures.apart(comparison.required(), comparison.candidate().value());
    Measured baseline = comparison.baseline();
    if (gate.requirement() instanceof AgainstBaseline requirement && baseline != null) {
      bound = "%s = %s".formatted(formula(requirement, baseline.value()), bound);
    }
    String sentence =
        "%s %s is %s %s%s"
            .formatted(
                subject(),
                Figures.measured(comparison.candidate(), comparison.required()),
                relation(passes),
                bound,
                passes ? "" : place());
    boolean known = gate.requirement() instanceof AgainstBaseline;
    return passes || known || baseline == null
        ? sentence
        : "%s; the baseline has %s".formatted(sentence, Figures.value(baseline.value()));
  }

  /** Of slices of the live mix that have too few rows. */
  private String open(Comparison comparison) {
    boolean passes =
        ConstantJudge.verdict(gate.metric(), comparison.candidate().value(), comparison.required())
            == Verdict.PASS;
    return "%s %s is %s %s on these rows, which do not tell%s%s"
        .formatted(
            subject(),
            Figures.measured(comparison.candidate(), comparison.required()),
            relation(passes),
            Figures.apart(comparison.required(), comparison.candidate().value()),
            place(),
            doubt(comparison));
  }

  private static String doubt(Comparison comparison) {
    Doubt doubt = comparison.doubt();
    return doubt == null ? "" : "; " + doubt.words();
  }

  /** The bound in the user's own terms. */
  private static String formula(AgainstBaseline requirement, double baseline) {
    String factor = requirement.factor() == 1 ? "" : Figures.value(requirement.factor()) + " × ";
    String offset =
        requirement.offset() == 0
            ? ""
            : " %s %s%s"
                .formatted(
                    requirement.offset() < 0 ? "−" : "+",
                    Figures.value(Math.abs(requirement.offset())),
                    requirement.percent() ? " %" : "");
    return factor + "the baseline's " + Figures.value(baseline) + offset;
  }

  String relation(boolean passes) {
    boolean higher = gate.metric().direction() == Direction.HIGHER;
    if (passes) {
      return higher ? "at least" : "at most";
    }
    return higher ? "below" : "above";
  }

  private String paired(Part part, Comparison comparison, Difference difference) {
    Claims claims = new Claims(gate.metric(), (AgainstBaseline) gate.requirement());
    double baseline = Objects.requireNonNull(comparison.baseline()).value();
    String head =
        "%s %s against %s: %s"
            .formatted(
                subject(),
                Figures.apart(comparison.candidate().value(), baseline),
                claims.against(baseline),
                Figures.difference(difference));
    return head + tail(part, comparison, difference, claims);
  }

  private String tail(Part part, Comparison comparison, Difference difference, Claims claims) {
    Verdict verdict = part.severity();
    if (verdict == Verdict.PASS) {
      String open = part.unseen().map(unseen -> "; " + unseen.words()).orElse("");
      return ", " + claims.of(verdict) + open;
    }
    if (verdict == Verdict.FAIL) {
      String clause = claims.isStrictOnly(difference) ? claims.ofStrict() : claims.of(verdict);
      return ", " + clause + place();
    }
    Doubt doubt = comparison.doubt();
    String needed = doubt == null ? rowsNeeded(difference) : doubt.words();
    return ", %s by %s rows%s; %s"
        .formatted(claims.of(verdict), Figures.count(part.rows()), place(), needed);
  }

  static String rowsNeeded(Difference difference) {
    return difference
        .needed()
        .map(needed -> needed + " would tell")
        .orElseGet(() -> "no number of %s would tell".formatted(difference.neededUnits()));
  }
}
