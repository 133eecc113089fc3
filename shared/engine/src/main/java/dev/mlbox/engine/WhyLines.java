package dev.mlbox.engine;

import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.plan.Step;
import dev.mlbox.core.port.BaselineRecord.Kind;
import dev.mlbox.core.rollout.Past;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.stats.Interval;
import dev.mlbox.engine.pipeline.Baselines;
import dev.mlbox.engine.pipeline.Facts;
import dev.mlbox.engine.pipeline.Pedigree;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A version's lineage in words. */
final class WhyLines {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final List<Step> lines = new ArrayList<>();

  private WhyLines() {}

  static List<Step> of(
      Release release, boolean serves, List<Past> past, Optional<Baselines.Kept> kept) {
    Evaluation evaluation = kept.isEmpty() ? null : kept.get().evaluation();
    Pedigree pedigree = kept.flatMap(Baselines.Kept::pedigree).orElse(null);
    boolean checked = kept.map(each -> each.kind() == Kind.CHECKED).orElse(false);
    WhyLines words = new WhyLines();
    words.add(
        "version",
        release.version()
            + (serves
                ? ", which serves"
                : checked ? ", which was checked, not promoted" : ", which does not serve"));
    words.origin(release);
    if (evaluation == null) {
      words.add("metrics", "its evaluation was not kept here");
    } else {
      words.measured(evaluation);
    }
    if (pedigree != null) {
      pedigree
          .gates()
          .forEach(
              gate ->
                  words.add(
                      "gate",
                      gate.verdict().name().toLowerCase(Locale.ROOT) + "  " + gate.message()));
    }
    past.forEach(words::ended);
    if (pedigree != null && past.stream().noneMatch(each -> each.end() == Past.End.PROMOTED)) {
      words.add(
          checked ? "checked" : "promoted", TIME.format(pedigree.at()) + " by " + pedigree.by());
    }
    return words.lines;
  }

  private void add(String name, String what) {
    lines.add(new Step(name, what));
  }

  private void known(String name, @Nullable String what) {
    if (what != null) {
      add(name, what);
    }
  }

  private void origin(Release release) {
    Map<String, String> facts = release.facts();
    add("model", release.model());
    known("box", release.box().isEmpty() ? null : release.box());
    String commit = facts.get("commit");
    if (commit != null) {
      String dirty = "yes".equals(facts.get("uncommitted changes")) ? ", with changes" : "";
      String branch = facts.containsKey("branch") ? " on " + facts.get("branch") : "";
      add("commit", commit + dirty + branch + ": " + facts.getOrDefault("subject", ""));
    }
    known("author", facts.get("author"));
    known("source", facts.get("repository"));
    known("trained", facts.get("trained by"));
    known("inputs", facts.get("inputs"));
    facts.entrySet().stream()
        .filter(fact -> fact.getKey().startsWith(Facts.INPUT))
        .forEach(
            fact ->
                add(
                    "input",
                    fact.getKey().substring(Facts.INPUT.length()) + "  " + fact.getValue()));
    known("loaded", facts.get("loaded from"));
    known("data", facts.get("data"));
    known("taken", facts.get(Passage.FACT));
  }

  private void measured(Evaluation evaluation) {
    evaluation.metrics().forEach(this::measured);
    int looks = evaluation.subject().looks();
    add(
        "looks",
        String.format(
            Locale.ROOT, "candidate %,d on these %,d rows", looks, evaluation.subject().rows()));
  }

  private void measured(String name, Measured measured) {
    if (measured.isDefined()) {
      Interval interval = measured.interval();
      String value = number(measured.value());
      add(
          "metric",
          interval == null
              ? "%s %s".formatted(name, value)
              : "%s %s (95 %% CI %s … %s)"
                  .formatted(name, value, number(interval.lower()), number(interval.upper())));
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e12
        ? String.format(Locale.ROOT, "%,d", (long) value)
        : String.format(Locale.ROOT, "%.4f", value);
  }

  private void ended(Past past) {
    String why = past.reason().isEmpty() ? "" : ": " + past.reason();
    add(
        past.end().name().toLowerCase(Locale.ROOT),
        "%s by %s%s".formatted(TIME.format(past.at()), past.by(), why));
  }
}
