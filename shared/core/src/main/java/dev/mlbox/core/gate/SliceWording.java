package dev.mlbox.core.gate;

import dev.mlbox.core.gate.Requirement.AgainstBaseline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
      mostUnseen().ifPresent(clauses::add);
    }
    List<Part> untold =
        parts.stream().filter(part -> part.verdict() == null && part.reason() != null).toList();
    if (!untold.isEmpty()) {
      clauses.add("not judged: " + named(untold));
    }
    List<Part> small =
        parts.stream().filter(part -> part.verdict() == null && part.reason() == null).toList();
    if (!small.isEmpty()) {
      clauses.add("under %d rows: %s".formatted(minRows, names(small)));
    }
    if (claims().isEmpty() && gate.requirement() instanceof AgainstBaseline) {
      clauses.add(Wording.PLAIN);
    }
    return wording.subject() + ": " + String.join("; ", clauses);
  }

  private long judged() {
    return parts.stream().filter(part -> part.verdict() != null).count();
  }

  private String clause(Verdict verdict, int such) {
    String where = " in %s of %s slices".formatted(Figures.count(such), Figures.count(judged()));
    if (verdict == Verdict.ERROR) {
      return "it could not be judged" + where;
    }
    return claims()
        .map(claims -> claims.of(verdict) + where)
        .orElseGet(() -> "%s %s%s".formatted(wording.relation(false), bound(), where));
  }

  private String allPass() {
    Part worst =
        parts.stream().filter(part -> part.verdict() != null).min(worstFirst()).orElseThrow();
    String all =
        claims()
            .map(claims -> claims.of(Verdict.PASS))
            .orElseGet(() -> "%s %s".formatted(wording.relation(true), bound()));
    return "%s in all %s slices; worst %s".formatted(all, Figures.count(judged()), number(worst));
  }

  /** Of the slice whose groups can hide most; empty where rows are by themselves. */
  private Optional<String> mostUnseen() {
    return parts.stream()
        .filter(part -> part.unseen().isPresent())
        .max(Comparator.comparingDouble(part -> part.unseen().orElseThrow().share()))
        .map(part -> "%s of %s".formatted(part.unseen().orElseThrow().words(), part.name()));
  }

  /** Empty where two numbers are compared, rather than a claim judged. */
  private Optional<Claims> claims() {
    return gate.policy().confident() && gate.requirement() instanceof AgainstBaseline requirement
        ? Optional.of(new Claims(gate.metric(), requirement))
        : Optional.empty();
  }

  private String bound() {
    return gate.requirement() instanceof Requirement.Constant constant
        ? Figures.value(constant.bound())
        : gate.text().replaceFirst(".*[=≥≤]\\s*", "");
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
      return "%s (%s)".formatted(part.name(), part.reason());
    }
    Comparison comparison = Objects.requireNonNull(part.comparison());
    Difference difference = comparison.difference();
    if (difference == null) {
      String value = Figures.measured(comparison.candidate(), comparison.required());
      return gate.requirement() instanceof AgainstBaseline
          ? "%s %s against %s"
              .formatted(
                  part.name(),
                  value,
                  Figures.apart(comparison.required(), comparison.candidate().value()))
          : "%s %s".formatted(part.name(), value);
    }
    String text = "%s %s".formatted(part.name(), Figures.difference(difference));
    return part.is(Verdict.INCONCLUSIVE)
        ? "%s, %s".formatted(text, Wording.rowsNeeded(difference))
        : text;
  }
}
