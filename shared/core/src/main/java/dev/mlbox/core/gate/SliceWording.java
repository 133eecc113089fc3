package dev.mlbox.core.gate;

import dev.mlbox.core.gate.Requirement.AgainstBaseline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The sentence of a finding about the slices of a column: how many, which, and the worst. */
final class SliceWording {
  private static final int MOST_NAMED = 5;

  private final Gate gate;
  private final Wording wording;
  private final List<Part> parts;
  private final int minRows;

  SliceWording(Gate gate, List<Part> parts, int minRows) {
    this.gate = gate;
    this.wording = new Wording(gate);
    this.parts = parts;
    this.minRows = minRows;
  }

  String sentence() {
    List<String> clauses = new ArrayList<>();
    for (Verdict verdict : List.of(Verdict.ERROR, Verdict.FAIL, Verdict.INCONCLUSIVE)) {
      List<Part> such =
          parts.stream().filter(part -> part.is(verdict)).sorted(worstFirst()).toList();
      if (!such.isEmpty()) {
        String place = clauses.isEmpty() ? wording.place() : "";
        clauses.add(clause(verdict, such.size()) + place + ": " + named(such));
      }
    }
    if (clauses.isEmpty()) {
      clauses.add(allPass());
    }
    List<Part> small = parts.stream().filter(part -> part.verdict() == null).toList();
    if (!small.isEmpty()) {
      clauses.add("under %d rows: %s".formatted(minRows, names(small)));
    }
    return wording.subject() + ": " + String.join("; ", clauses);
  }

  private long judged() {
    return parts.stream().filter(part -> part.verdict() != null).count();
  }

  private String clause(Verdict verdict, int such) {
    String where = " in %d of %d slices".formatted(such, judged());
    if (verdict == Verdict.ERROR) {
      return "it could not be judged" + where;
    }
    return gate.requirement() instanceof AgainstBaseline requirement
        ? new Claims(gate.metric(), requirement).of(verdict) + where
        : "%s %s%s".formatted(wording.relation(false), bound(), where);
  }

  private String allPass() {
    Part worst =
        parts.stream().filter(part -> part.verdict() != null).min(worstFirst()).orElseThrow();
    String all =
        gate.requirement() instanceof AgainstBaseline requirement
            ? "%s in all %d slices"
                .formatted(new Claims(gate.metric(), requirement).of(Verdict.PASS), judged())
            : "%s %s in all %d slices".formatted(wording.relation(true), bound(), judged());
    return all + "; worst " + number(worst);
  }

  private String bound() {
    return Figures.value(((Requirement.Constant) gate.requirement()).bound());
  }

  private Comparator<Part> worstFirst() {
    return Comparator.comparingDouble(part -> part.gain(gate.metric().direction()));
  }

  private String named(List<Part> such) {
    return shortened(such.stream().map(this::number).toList());
  }

  private static String names(List<Part> such) {
    return shortened(such.stream().map(Part::name).toList());
  }

  private static String shortened(List<String> items) {
    String shown = items.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    int more = items.size() - MOST_NAMED;
    return more > 0 ? "%s and %d more".formatted(shown, more) : shown;
  }

  /** {@code HA −0.004 (95 % CI …)}. */
  private String number(Part part) {
    if (part.reason() != null) {
      return part.name() + ", " + part.reason();
    }
    Comparison comparison = Objects.requireNonNull(part.comparison());
    Difference difference = comparison.difference();
    if (difference == null) {
      return "%s %s"
          .formatted(part.name(), Figures.measured(comparison.candidate(), comparison.required()));
    }
    String text = "%s %s".formatted(part.name(), Figures.difference(difference));
    return part.is(Verdict.INCONCLUSIVE)
        ? "%s, %s".formatted(text, Wording.rowsNeeded(difference))
        : text;
  }
}
