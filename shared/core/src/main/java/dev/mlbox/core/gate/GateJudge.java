package dev.mlbox.core.gate;

import dev.mlbox.core.gate.Reference.Answered;
import dev.mlbox.core.gate.Reference.Measurements;
import dev.mlbox.core.gate.Reference.Missing;
import dev.mlbox.core.gate.Requirement.AgainstBaseline;
import dev.mlbox.core.gate.Requirement.Constant;
import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.measure.LiveMix;
import dev.mlbox.core.measure.Slicing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges every gate by what was measured. Pure: the same measurements give the same report. */
public final class GateJudge {
  /** What is said of fewer of the requests says nothing of the rest. */
  private static final double LEAST_COVERED = 0.9;

  /** With more rows, what two gates hold at once would take too much memory. */
  private static final int MANY = 1 << 21;

  private final Candidacy candidacy;
  private final GateRules rules;

  private GateJudge(Candidacy candidacy, GateRules rules) {
    this.candidacy = candidacy;
    this.rules = rules;
  }

  /** A finding for each gate, in their order. */
  public static GateReport judge(List<Gate> gates, Candidacy candidacy, GateRules rules) {
    GateJudge judge = new GateJudge(candidacy, rules);
    Stream<Gate> each = candidacy.answers().rows() > MANY ? gates.stream() : gates.parallelStream();
    return new GateReport(each.map(judge::finding).toList());
  }

  private Finding finding(Gate gate) {
    int look = candidacy.evaluation().subject().looks();
    if (rules.isUsedUp(look) && !gate.metric().isResource()) {
      return error(
          gate,
          "this is candidate %s on rows that may judge %s; evaluate on new rows"
              .formatted(Figures.count(look), Figures.count(rules.looks())));
    }
    if (gate.requirement() instanceof AgainstBaseline) {
      if (candidacy.reference() instanceof Missing missing) {
        return missing.first() ? first(gate, missing.why()) : error(gate, missing.why());
      }
      if (candidacy.reference() instanceof Measurements other && !gate.metric().isResource()) {
        return error(gate, other.why());
      }
    }
    return gate.metric().isResource() ? resource(gate) : rows(gate);
  }

  private Finding first(Gate gate, String ahead) {
    String message =
        "%s: not judged, it cannot fail before there is a baseline; %s"
            .formatted(gate.text(), ahead);
    return finding(gate, Verdict.PASS, message, new Evidence(List.of(), true, false));
  }

  private Finding error(Gate gate, String reason) {
    return finding(gate, Verdict.ERROR, new Wording(gate).error(reason), Evidence.none());
  }

  private Finding finding(Gate gate, Verdict verdict, String message, Evidence evidence) {
    return new Finding(gate, verdict, gate.policy().blocks(verdict), message, evidence);
  }

  private Finding resource(Gate gate) {
    Part part =
        new ResourceJudge(gate.metric(), candidacy.evaluation(), baselineEvaluation())
            .judge(gate.requirement());
    boolean compared = part.comparison() != null && gate.requirement() instanceof AgainstBaseline;
    String how = together() ? "" : ", measured at another time";
    String message =
        new Wording(gate).of(part) + (compared ? "; plain comparison of two numbers" + how : "");
    return finding(gate, part.severity(), message, Evidence.of(List.of(part)));
  }

  private @Nullable Evaluation baselineEvaluation() {
    if (candidacy.reference() instanceof Answered other) {
      return other.evaluation();
    }
    return candidacy.reference() instanceof Measurements other ? other.evaluation() : null;
  }

  private boolean together() {
    return candidacy.reference() instanceof Answered other && other.together();
  }

  private Finding rows(Gate gate) {
    Answers candidate = candidacy.answers();
    Answers baseline = candidacy.reference() instanceof Answered other ? other.answers() : null;
    if (gate.onLive()) {
      return live(gate, candidate, baseline);
    }
    Optional<String> slice = gate.by();
    if (slice.isEmpty()) {
      return whole(gate, judge(gate, Cut.whole(candidate, baseline)).get(0), baseline);
    }
    Optional<Slicing> slicing =
        candidacy.slicings().stream().filter(s -> s.text().equals(slice.get())).findFirst();
    if (slicing.isEmpty()) {
      return error(gate, "its slices were not made");
    }
    List<Part> parts = judge(gate, Cut.of(slicing.get(), candidate, baseline));
    return slicing.get().kind() == Slicing.Kind.PREDICATE
        ? predicate(gate, parts.get(0), baseline)
        : slices(gate, parts);
  }

  private Finding live(Gate gate, Answers candidate, @Nullable Answers baseline) {
    LiveMix mix = candidacy.live();
    if (mix == null) {
      return error(gate, "no recent requests are given; evaluate.live names them");
    }
    if (mix.covered() < LEAST_COVERED) {
      return error(
          gate,
          "only %s %% of the requests are of a %s that the rows have, %s %% are needed"
              .formatted(
                  Figures.rough(100 * mix.covered()),
                  mix.by(),
                  Figures.rough(100 * LEAST_COVERED)));
    }
    Cut cut = Cut.live(mix, candidate, baseline);
    return whole(gate, judge(gate, List.of(cut)).get(0), cut.baseline());
  }

  /** Slices of one class are not judged, so that no build fails for how its rows fell. */
  private List<Part> judge(Gate gate, List<Cut> cuts) {
    Map<String, Part> untold = new HashMap<>();
    for (Cut cut : cuts) {
      if (cut.isSlice() && cut.rows() >= rules.minRows()) {
        gate.metric()
            .untold(cut.candidate())
            .ifPresent(why -> untold.put(cut.name(), Part.untold(cut.name(), cut.rows(), why)));
      }
    }
    if (untold.isEmpty()) {
      return judged(gate, cuts);
    }
    List<Cut> others = cuts.stream().filter(cut -> !untold.containsKey(cut.name())).toList();
    Iterator<Part> parts =
        others.isEmpty() ? List.<Part>of().iterator() : judged(gate, others).iterator();
    List<Part> all = new ArrayList<>();
    for (Cut cut : cuts) {
      Part part = untold.get(cut.name());
      all.add(part == null ? parts.next() : part);
    }
    return all;
  }

  private List<Part> judged(Gate gate, List<Cut> cuts) {
    if (gate.requirement() instanceof Constant constant) {
      ConstantJudge judge = new ConstantJudge(rules);
      boolean confident = gate.policy().confident();
      return cuts.stream()
          .map(cut -> judge.judge(gate.metric(), constant.bound(), cut, confident))
          .toList();
    }
    AgainstBaseline requirement = (AgainstBaseline) gate.requirement();
    if (!gate.policy().confident()) {
      PlainJudge judge = new PlainJudge(rules);
      return cuts.stream().map(cut -> judge.judge(gate.metric(), requirement, cut)).toList();
    }
    return new PairedJudge(gate, requirement, rules).judge(cuts, candidacy.isSameModel());
  }

  private Finding whole(Gate gate, Part part, @Nullable Answers baseline) {
    boolean alike = baseline != null && candidacy.answers().sameAs(baseline);
    Wording wording = new Wording(gate);
    String message = wording.of(part);
    boolean compared = part.comparison() != null && gate.requirement() instanceof AgainstBaseline;
    if (compared && !gate.policy().confident()) {
      message += "; " + Wording.PLAIN;
    } else if (compared && candidacy.isSameModel()) {
      message = wording.sameModel(part);
    } else if (compared && alike) {
      message += "; both models answer all %s rows alike".formatted(Figures.count(part.rows()));
    }
    return finding(gate, part.severity(), message, new Evidence(List.of(part), false, alike));
  }

  private Finding predicate(Gate gate, Part part, @Nullable Answers baseline) {
    if (part.verdict() == null && part.reason() != null) {
      return error(gate, part.reason());
    }
    if (part.verdict() == null) {
      return error(gate, "%d rows, min_rows is %d".formatted(part.rows(), rules.minRows()));
    }
    return whole(gate, part, baseline);
  }

  private Finding slices(Gate gate, List<Part> parts) {
    if (parts.stream().allMatch(part -> part.verdict() == null)) {
      String reason =
          parts.stream()
              .filter(part -> part.reason() != null)
              .map(part -> "%s: %s".formatted(part.name(), part.reason()))
              .findFirst()
              .orElse("no slice has %d rows, which is min_rows".formatted(rules.minRows()));
      Finding error = error(gate, reason);
      return finding(gate, Verdict.ERROR, error.message(), Evidence.of(parts));
    }
    String message = new SliceWording(gate, parts, rules.minRows()).sentence();
    Verdict verdict = Verdict.worst(parts.stream().map(Part::severity).toList());
    return finding(gate, verdict, message, Evidence.of(parts));
  }
}
