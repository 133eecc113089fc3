package dev.mlbox.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlbox.core.gate.Candidacy;
import dev.mlbox.core.gate.Gate;
import dev.mlbox.core.gate.GateJudge;
import dev.mlbox.core.gate.GateParser;
import dev.mlbox.core.gate.GatePolicy;
import dev.mlbox.core.gate.GateReport;
import dev.mlbox.core.gate.GateRules;
import dev.mlbox.core.gate.Reference;
import dev.mlbox.core.measure.Answers;
import dev.mlbox.core.measure.Evaluation;
import dev.mlbox.core.measure.Slice;
import dev.mlbox.core.measure.Slicing;
import dev.mlbox.core.measure.Subject;
import dev.mlbox.core.measure.Truth;
import dev.mlbox.core.measure.Units;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.stats.Bca;
import dev.mlbox.core.stats.Holm;
import dev.mlbox.core.table.Column;
import dev.mlbox.engine.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Whoever has report.json alone comes to its verdicts, whichever way these were reached. */
class RecomputedVerdictsTest {
  private final TreeSet<String> kinds = new TreeSet<>();
  private final TreeSet<String> verdicts = new TreeSet<>();

  @Test
  void ofManyRows() {
    recompute(
        judged(
            answers(3_000, 0.35, 0.2, false),
            "accuracy >= baseline - 0.05",
            "accuracy >= 0.9",
            "roc_auc >= baseline - 0.03",
            "roc_auc >= baseline + 0.2",
            "log_loss <= baseline + 0.0001",
            "log_loss <= 1.5 * baseline",
            "roc_auc >= 0.99 * baseline",
            "accuracy by part >= baseline - 0.02",
            "f1 by part >= baseline - 0.05",
            "log_loss by part <= baseline - 0.3"));

    assertThat(kinds).contains("proportions", "normal", "rows");
    assertThat(verdicts).contains("PASS", "FAIL", "INCONCLUSIVE");
  }

  @Test
  void ofFewRows() {
    recompute(
        judged(
            answers(120, 0.5, 0.2, false),
            "f1 >= baseline - 0.05",
            "f1 >= baseline + 0.5",
            "f1 >= baseline - 0.5",
            "log_loss <= baseline + 0.02",
            "log_loss <= 1.4 * baseline",
            "roc_auc >= baseline - 0.1",
            "matthews_corrcoef >= baseline - 0.2",
            "f1 by part >= baseline - 0.3"));

    assertThat(kinds)
        .contains("draws: rows", "areas")
        .anyMatch(kind -> kind.startsWith("draws: rows, as counts of a table"));
    assertThat(verdicts).contains("PASS", "FAIL", "INCONCLUSIVE");
  }

  @Test
  void ofRowsOfWhichFewDiffer() {
    recompute(
        judged(
            answers(400, 0.201, 0.2, false),
            "f1 >= baseline - 0.01",
            "accuracy >= baseline - 0.03",
            "log_loss <= baseline + 0.001",
            "roc_auc >= baseline - 0.05"));
    recompute(judged(answers(400, 0.2, 0.2, false), "f1 >= baseline - 0.01"));

    assertThat(kinds).anyMatch(kind -> kind.endsWith("table, unseen")).contains("unseen");
  }

  @Test
  void ofGroupsOfAnySizes() {
    recompute(
        judged(
            answers(2_000, 0.4, 0.2, true),
            "accuracy >= baseline - 0.05",
            "f1 >= baseline - 0.02",
            "log_loss <= baseline + 0.1",
            "accuracy by part >= baseline - 0.2"));

    assertThat(kinds).contains("groups, unlike groups");
  }

  /** Draws come again from the table and the seed, with nothing but the metric's definition. */
  @Test
  void drawsCanBeDrawnAgain() {
    JsonNode draws =
        judged(answers(120, 0.5, 0.2, false), "f1 >= baseline - 0.05")
            .at("/findings/0/evidence/parts/0/comparison/difference/proof/draws");
    List<JsonNode> table = list(draws.path("table"));
    int[] counts = table.stream().mapToInt(line -> line.path("rows").asInt()).toArray();

    Bca again =
        Bca.ofTable(
            counts,
            10_000,
            draws.path("seed").asLong(),
            drawn -> f1(table, drawn, "candidate") - f1(table, drawn, "baseline"));

    assertThat(draws.path("generator").asText()).isEqualTo("java.util.SplittableRandom");
    assertThat(again.below()).isEqualTo(draws.path("below").asDouble());
    assertThat(again.acceleration())
        .isCloseTo(draws.path("acceleration").asDouble(), within(1e-12));
    for (JsonNode each : draws.path("ranked")) {
      assertThat(again.ranked(each.path("rank").asInt()))
          .isCloseTo(each.path("gain").asDouble(), within(1e-12));
    }
    assertThat(draws.path("ranked")).hasSizeGreaterThan(100);
  }

  private static double f1(List<JsonNode> table, int[] drawn, String who) {
    double both = 0;
    double either = 0;
    for (int i = 0; i < drawn.length; i++) {
      boolean truth = table.get(i).path("truth").asText().equals("1");
      boolean said = table.get(i).path(who).asText().equals("1");
      both += truth && said ? drawn[i] : 0;
      either += (truth ? drawn[i] : 0) + (said ? drawn[i] : 0);
    }
    return 2 * both / either;
  }

  private void recompute(JsonNode gates) {
    for (JsonNode finding : gates.path("findings")) {
      String verdict = finding.path("verdict").asText();
      List<JsonNode> parts = list(finding.at("/evidence/parts"));
      List<String> again = verdicts(finding, parts);
      for (int i = 0; i < parts.size(); i++) {
        assertThat(again.get(i))
            .as(finding.path("message").asText())
            .isEqualTo(parts.get(i).path("verdict").asText(""));
      }
      assertThat(verdict).isIn(again);
      verdicts.add(verdict);
    }
  }

  private List<String> verdicts(JsonNode finding, List<JsonNode> parts) {
    int sign = finding.at("/gate/metric").asText().equals("log_loss") ? -1 : 1;
    List<JsonNode> tested =
        parts.stream().filter(part -> part.at("/comparison/difference").isObject()).toList();
    List<Recomputed> proofs = tested.stream().map(part -> proof(finding, part, sign)).toList();
    double[] p = new double[tested.size()];
    for (int i = 0; i < p.length; i++) {
      p[i] = proofs.get(i).p().applyAsDouble(difference(tested.get(i)).path("margin").asDouble());
    }
    double[] corrected = Holm.adjust(p);
    List<String> verdicts = new ArrayList<>();
    for (JsonNode part : parts) {
      int place = tested.indexOf(part);
      verdicts.add(
          place >= 0
              ? verdict(difference(part), proofs.get(place), corrected[place])
              : plain(part, sign));
    }
    return verdicts;
  }

  private static String plain(JsonNode part, int sign) {
    JsonNode comparison = part.path("comparison");
    if (!comparison.isObject()) {
      return part.has("reason") ? "ERROR" : "";
    }
    double gain =
        comparison.at("/candidate/value").asDouble() - comparison.path("required").asDouble();
    return sign * gain >= 0 ? "PASS" : "FAIL";
  }

  private static String verdict(JsonNode difference, Recomputed proof, double corrected) {
    double alpha = difference.at("/proof/alpha").asDouble();
    double lower = proof.lower().applyAsDouble(1 - 2 * alpha);
    return corrected < alpha
        ? "FAIL"
        : lower >= -difference.path("margin").asDouble() ? "PASS" : "INCONCLUSIVE";
  }

  private Recomputed proof(JsonNode finding, JsonNode part, int sign) {
    JsonNode difference = difference(part);
    double factor = finding.at("/gate/requirement/factor").asDouble(1);
    Recomputed again = Recomputed.of(difference, sign, factor);
    double confidence = 1 - 2 * difference.at("/proof/alpha").asDouble();
    String words = finding.path("message").asText() + " " + again.kind();
    double upper = difference.at(sign > 0 ? "/bounds/upper" : "/bounds/lower").asDouble();
    double lower = difference.at(sign > 0 ? "/bounds/lower" : "/bounds/upper").asDouble();
    assertThat(again.upper().applyAsDouble(confidence))
        .as(words)
        .isCloseTo(sign * upper, within(1e-9));
    assertThat(again.lower().applyAsDouble(confidence))
        .as(words)
        .isCloseTo(sign * lower, within(1e-9));
    double p = difference.at("/proof/pMargin").asDouble();
    double found = again.p().applyAsDouble(difference.path("margin").asDouble());
    assertThat(Math.min(0.49, found)).as(words).isCloseTo(Math.min(0.49, p), within(1e-7));
    kinds.add(again.kind());
    return again;
  }

  private static JsonNode difference(JsonNode part) {
    return part.at("/comparison/difference");
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** Both models' answers to the same rows. */
  private record Pair(Answers candidate, Answers baseline) {}

  private static Pair answers(int rows, double noise, double other, boolean grouped) {
    SplittableRandom random = new SplittableRandom(7);
    long[] truth = new long[rows];
    double[] first = new double[rows];
    double[] second = new double[rows];
    long[] groups = new long[rows];
    for (int row = 0; row < rows; row++) {
      double share = random.nextDouble();
      double off = random.nextDouble() - 0.5;
      truth[row] = random.nextDouble() < share ? 1 : 0;
      second[row] = Math.max(0.01, Math.min(0.99, share + other * off));
      first[row] = Math.max(0.01, Math.min(0.99, share + noise * off));
      groups[row] = (long) (40 * random.nextDouble() * random.nextDouble());
    }
    Predictions one = scored(first);
    Predictions two = scored(second);
    Truth shared = Truth.of("late", new Column.Whole(truth), List.of(one, two), null);
    Truth all = grouped ? shared.in(Units.of("user", new Column.Whole(groups))) : shared;
    return new Pair(Answers.of(all, one, "candidate"), Answers.of(all, two, "baseline"));
  }

  private static Predictions scored(double[] scores) {
    long[] classes = new long[scores.length];
    for (int row = 0; row < scores.length; row++) {
      classes[row] = scores[row] > 0.5 ? 1 : 0;
    }
    return new Predictions(new Column.Whole(classes), List.of(), scores, 1);
  }

  /** As report.json has them. */
  private static JsonNode judged(Pair pair, String... gates) {
    int rows = pair.candidate().rows();
    List<Slice> parts = new ArrayList<>();
    for (int part = 0; part < 3; part++) {
      int place = part;
      int[] some = IntStream.range(0, rows).filter(row -> row % 3 == place).toArray();
      parts.add(new Slice("part", "p" + part, some));
    }
    List<Slicing> slicings = List.of(new Slicing("part", Slicing.Kind.COLUMN, parts));
    Evaluation first = evaluation("candidate", pair.candidate(), slicings);
    Evaluation second = evaluation("baseline", pair.baseline(), slicings);
    Candidacy candidacy =
        new Candidacy(
            first,
            pair.candidate(),
            new Reference.Answered(second, pair.baseline(), true),
            slicings,
            null);
    List<Gate> all = new ArrayList<>();
    for (String gate : gates) {
      all.add(
          GateParser.parse(gate, "mlbox.yaml:1", List.of("part"))
              .gate()
              .filter(each -> each.policy().equals(GatePolicy.USUAL))
              .orElseThrow());
    }
    GateReport report = GateJudge.judge(all, candidacy, new GateRules(30, 5, 0));
    return Objects.requireNonNull(Json.mapper().valueToTree(report));
  }

  private static Evaluation evaluation(String model, Answers answers, List<Slicing> slicings) {
    Subject subject =
        new Subject(Digest.of(model), Digest.of("data"), answers.rows(), answers.task(), "1", 1);
    return Evaluation.of(subject, answers, slicings, Map.of(), List.of());
  }
}
