package dev.mlbox.core.review;

import dev.mlbox.core.gate.Comparison;
import dev.mlbox.core.gate.Figures;
import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.gate.Gate;
import dev.mlbox.core.gate.GateReport;
import dev.mlbox.core.gate.Part;
import dev.mlbox.core.gate.Requirement;
import dev.mlbox.core.gate.Requirement.AgainstBaseline;
import dev.mlbox.core.gate.Requirement.Constant;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.measure.Direction;
import dev.mlbox.core.measure.Measured;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The finding in the few words that a forge shows beside a check. */
final class Titles {
  private Titles() {}

  /** {@code roc_auc 0.713 < baseline 0.731 − 0.005; and 1 more of 4 gates}. */
  static String of(GateReport gates) {
    List<Finding> all = gates.findings();
    List<Finding> blocking =
        all.stream()
            .filter(Finding::blocks)
            .sorted(Comparator.comparing(finding -> order(finding.verdict())))
            .toList();
    if (blocking.isEmpty()) {
      return passed(all);
    }
    String first = of(blocking.get(0));
    int more = blocking.size() - 1;
    return more == 0 ? first : "%s; and %d more of %d gates".formatted(first, more, all.size());
  }

  /** What is known for sure comes first. */
  private static int order(Verdict verdict) {
    return switch (verdict) {
      case FAIL -> 0;
      case ERROR -> 1;
      case INCONCLUSIVE -> 2;
      case PASS -> 3;
    };
  }

  private static String passed(List<Finding> all) {
    if (all.isEmpty()) {
      return "measured; there are no gates";
    }
    List<Finding> warned =
        all.stream().filter(finding -> finding.verdict() != Verdict.PASS).toList();
    if (!warned.isEmpty()) {
      return "%d of %d gates pass; %s, which does not block"
          .formatted(all.size() - warned.size(), all.size(), of(warned.get(0)));
    }
    long judged = all.stream().filter(finding -> !finding.evidence().first()).count();
    if (judged < all.size()) {
      Finding first =
          all.stream().filter(each -> each.evidence().first()).findFirst().orElseThrow();
      return "%d of %d gates pass; %s".formatted(judged, all.size(), unjudged(first));
    }
    String count = all.size() == 1 ? "the gate passes" : "all %d gates pass".formatted(all.size());
    return all.stream()
        .filter(finding -> finding.gate().requirement() instanceof AgainstBaseline)
        .findFirst()
        .or(() -> all.stream().findFirst())
        .map(finding -> count + ": " + of(finding))
        .orElse(count);
  }

  private static String unjudged(Finding finding) {
    return "`%s` is %s".formatted(finding.gate().text(), of(finding));
  }

  static String of(Finding finding) {
    Gate gate = finding.gate();
    if (finding.evidence().first()) {
      return "not judged, there is no baseline yet";
    }
    String subject = gate.metric().name() + gate.by().map(" by "::concat).orElse("");
    List<Part> parts = finding.evidence().parts();
    if (parts.size() > 1) {
      return subject + slices(finding, parts);
    }
    Optional<Part> part = finding.worst();
    Comparison comparison = part.map(Part::comparison).orElse(null);
    if (comparison == null) {
      return brief(finding.message());
    }
    String head =
        "%s %s %s %s"
            .formatted(
                subject,
                Figures.value(comparison.candidate().value()),
                relation(gate, finding.verdict()),
                bound(gate.requirement(), comparison.baseline()));
    return head + rows(finding.verdict(), comparison);
  }

  private static String slices(Finding finding, List<Part> parts) {
    long judged = parts.stream().filter(part -> part.verdict() != null).count();
    long such = parts.stream().filter(part -> part.verdict() == finding.verdict()).count();
    String bound = bound(finding.gate().requirement(), null);
    return switch (finding.verdict()) {
      case PASS ->
          " %s %s in all %d slices"
              .formatted(relation(finding.gate(), Verdict.PASS), bound, judged);
      case FAIL ->
          " %s %s in %d of %d slices"
              .formatted(relation(finding.gate(), Verdict.FAIL), bound, such, judged);
      case INCONCLUSIVE ->
          " against %s is undecided in %d of %d slices".formatted(bound, such, judged);
      case ERROR -> " could not be judged in %d of %d slices".formatted(such, parts.size());
    };
  }

  private static String relation(Gate gate, Verdict verdict) {
    boolean higher = gate.metric().direction() == Direction.HIGHER;
    return switch (verdict) {
      case PASS -> higher ? "≥" : "≤";
      case FAIL -> higher ? "<" : ">";
      case INCONCLUSIVE, ERROR -> "against";
    };
  }

  private static String bound(
      Requirement requirement, @org.jspecify.annotations.Nullable Measured baseline) {
    if (requirement instanceof Constant constant) {
      return Figures.value(constant.bound());
    }
    AgainstBaseline against = (AgainstBaseline) requirement;
    String factor = against.factor() == 1 ? "" : Figures.value(against.factor()) + " × ";
    String value = baseline == null ? "" : " " + Figures.value(baseline.value());
    String offset =
        against.offset() == 0
            ? ""
            : " %s %s%s"
                .formatted(
                    against.offset() < 0 ? "−" : "+",
                    Figures.value(Math.abs(against.offset())),
                    against.percent() ? " %" : "");
    return factor + "baseline" + value + offset;
  }

  private static String rows(Verdict verdict, Comparison comparison) {
    if (verdict != Verdict.INCONCLUSIVE || comparison.difference() == null) {
      return "";
    }
    return comparison
        .difference()
        .needed()
        .map(" is undecided, %s would tell"::formatted)
        .orElse(" is undecided");
  }

  /** Without the place in brackets: the annotation is there. */
  private static String brief(String message) {
    return message.replaceAll(" \\([^()]*\\.ya?ml:\\d+\\)", "");
  }
}
