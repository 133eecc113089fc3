package dev.mlbox.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.gate.Comparison;
import dev.mlbox.core.gate.Difference;
import dev.mlbox.core.gate.Evidence;
import dev.mlbox.core.gate.Finding;
import dev.mlbox.core.gate.Gate;
import dev.mlbox.core.gate.GateParser;
import dev.mlbox.core.gate.GateReport;
import dev.mlbox.core.gate.Part;
import dev.mlbox.core.gate.Proof;
import dev.mlbox.core.gate.Verdict;
import dev.mlbox.core.measure.Measured;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.stats.Interval;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a pull request reads. */
class ReviewingTest {
  private static final Reviewing WORDS =
      new Reviewing(
          "flights",
          "0123456789abcdef",
          "models/flights/",
          "https://ci.example.com/job/7/",
          "/ci/work/models/flights");

  private static Gate gate(String line) {
    return GateParser.parse(line, "mlbox.yaml:12", List.of("carrier")).gate().orElseThrow();
  }

  private static Comparison comparison(double candidate, double baseline, @Nullable Long rows) {
    double estimate = candidate - baseline;
    Interval interval = new Interval(estimate - 0.003, estimate + 0.003);
    return new Comparison(
        Measured.of(candidate),
        Measured.of(baseline),
        baseline - 0.005,
        new Difference(
            estimate,
            interval,
            interval,
            0.005,
            "DeLong",
            rows,
            null,
            null,
            new Proof(0.05, false, 0.5, 0.5, Map.of(), null)),
        null);
  }

  private static Part part(String name, Verdict verdict, Comparison comparison) {
    return new Part(name, 4_000, verdict, comparison, null);
  }

  private static Finding finding(String line, Verdict verdict, Part... parts) {
    return new Finding(
        gate(line),
        verdict,
        verdict != Verdict.PASS,
        "the message (mlbox.yaml:12)",
        new Evidence(List.of(parts), false, false));
  }

  private static String title(Finding... findings) {
    return WORDS.of(new GateReport(List.of(findings)), "4,000 rows", "").title();
  }

  private static final Finding WORSE =
      finding(
          "roc_auc >= baseline - 0.005",
          Verdict.FAIL,
          part("", Verdict.FAIL, comparison(0.713, 0.731, null)));

  private static final Finding UNDECIDED =
      finding(
          "roc_auc >= baseline - 0.005",
          Verdict.INCONCLUSIVE,
          part("", Verdict.INCONCLUSIVE, comparison(0.726, 0.731, 12_345L)));

  private static final Finding SLICES =
      finding(
          "accuracy by carrier >= baseline - 0.02",
          Verdict.FAIL,
          part("HA", Verdict.FAIL, comparison(0.70, 0.80, null)),
          part("AA", Verdict.PASS, comparison(0.801, 0.80, null)),
          part("<img src=x> @everyone | B6", Verdict.FAIL, comparison(0.75, 0.80, null)));

  private static final Finding GOOD =
      finding(
          "roc_auc >= 0.7",
          Verdict.PASS,
          part("", Verdict.PASS, new Comparison(Measured.of(0.7421), null, 0.7, null, null)));

  @Test
  void theTitleIsTheFinding() {
    assertThat(title(GOOD, WORSE)).isEqualTo("roc_auc 0.713 < baseline 0.731 − 0.005");
    assertThat(title(SLICES)).isEqualTo("accuracy by carrier < baseline − 0.02 in 2 of 3 slices");
    assertThat(title(UNDECIDED))
        .isEqualTo(
            "roc_auc 0.726 against baseline 0.731 − 0.005 is undecided, about 13,000 rows would"
                + " tell");
    assertThat(title(GOOD)).isEqualTo("the gate passes: roc_auc 0.7421 ≥ 0.7");
  }

  @Test
  void aProvenLossComesBeforeOneThatIsNotRuledOut() {
    assertThat(title(UNDECIDED, GOOD, SLICES))
        .isEqualTo("accuracy by carrier < baseline − 0.02 in 2 of 3 slices; and 1 more of 3 gates");
  }

  @Test
  void aGateThatOnlyWarnsIsNamed() {
    Finding warned =
        new Finding(
            UNDECIDED.gate(),
            UNDECIDED.verdict(),
            false,
            UNDECIDED.message(),
            UNDECIDED.evidence());

    Review review = WORDS.of(new GateReport(List.of(GOOD, warned)), "4,000 rows", "");

    assertThat(review.state()).isEqualTo(Review.State.PASSED);
    assertThat(review.title())
        .isEqualTo(
            "1 of 2 gates pass; roc_auc 0.726 against baseline 0.731 − 0.005 is undecided, about"
                + " 13,000 rows would tell, which does not block");
    assertThat(review.annotations())
        .containsExactly(
            new Annotation("models/flights/mlbox.yaml", 12, false, "the message (mlbox.yaml:12)"));
  }

  @Test
  void theFirstEvaluationPassesForWantOfABaseline() {
    Finding first =
        new Finding(
            gate("roc_auc >= baseline - 0.005"),
            Verdict.PASS,
            false,
            "first",
            new Evidence(List.of(), true, false));

    assertThat(title(first))
        .isEqualTo(
            "0 of 1 gates pass; `roc_auc >= baseline - 0.005` is not judged, there is no baseline yet");
    assertThat(title(GOOD, first))
        .isEqualTo(
            "1 of 2 gates pass; `roc_auc >= baseline - 0.005` is not judged, there is no baseline yet");
  }

  @Test
  void theCommentHasVerdictsSlicesThatMovedAndWhatWouldDecide() {
    Review review =
        WORDS.of(
            new GateReport(List.of(SLICES, UNDECIDED)),
            "4,000 rows, candidate and 51b7fa1c3e (deployed)",
            "can prove a margin of 0.8 points");

    assertThat(review.comment())
        .isEqualTo(
            """
            [//]: # (mlbox check of flights)

            ### ❌ accuracy by carrier &lt; baseline − 0.02 in 2 of 3 slices; and 1 more of 2 gates

            |  | gate | finding |
            | --- | --- | --- |
            | ❌ fail | `accuracy by carrier >= baseline - 0.02` | the message (mlbox.yaml:12) |
            | ❔ inconclusive | `roc_auc >= baseline - 0.005` | the message (mlbox.yaml:12) |

            **Slices that moved**

            | slice | metric | rows | baseline | candidate | difference |
            | --- | --- | --- | --- | --- | --- |
            | ▼ HA | accuracy | 4,000 | 0.8 | 0.7 | −0.1000 (95 % CI −0.1030 … −0.0970) |
            | ▼ &lt;img src=x&gt; @\u200beveryone \\| B6 | accuracy | 4,000 | 0.8 | 0.75 | −0.0500 (95 % CI −0.0530 … −0.0470) |

            **What would decide**

            - `roc_auc >= baseline - 0.005`: about 13,000 rows (these are 4,000)
            - or `inconclusive: warn` in mlbox.yaml, if a gate that cannot tell should not block

            4,000 rows, candidate and 51b7fa1c3e (deployed); can prove a margin of 0.8 points.

            <sub>`mlbox check` of commit 0123456789 · [the build and its report](https://ci.example.com/job/7/)</sub>
            <sub>Later pushes update this comment.</sub>
            """);
  }

  @Test
  void whatStoodInTheWayIsShownWithItsRemedy() {
    Review review =
        WORDS.of(
            List.of(
                Problem.of("there is no file data/test.csv")
                    .at("mlbox.yaml:7")
                    .remedy("fetch it first")));

    assertThat(review.state()).isEqualTo(Review.State.BROKEN);
    assertThat(review.title()).isEqualTo("there is no file data/test.csv");
    assertThat(review.body())
        .startsWith(
            """
            - there is no file data/test.csv
              - where: mlbox.yaml:7
              - remedy: fetch it first
            """);
    assertThat(review.annotations())
        .containsExactly(
            new Annotation(
                "models/flights/mlbox.yaml",
                7,
                true,
                "there is no file data/test.csv (mlbox.yaml:7); fetch it first"));
  }

  @Test
  void aForgeThatTakesLittleGetsTheBeginning() {
    Review review = WORDS.of(new GateReport(List.of(WORSE)), "", "");

    assertThat(review.title(20)).isEqualTo("roc_auc 0.713 < bas…").hasSize(20);
    assertThat(review.name()).isEqualTo("mlbox / flights");
  }

  @Test
  void aTrainingThatFailsIsAnnotatedAtTheScriptsOwnLine() {
    Problem problem =
        Problem.of("`python train.py` ended with exit code 1")
            .at("mlbox.yaml:3")
            .remedy(
                """
                its last lines were:
                  Traceback (most recent call last):
                    File "/ci/work/models/flights/train.py", line 31, in <module>
                      fit(table)
                    File "/ci/work/models/flights/features/text.py", line 12, in fit
                      return model.fit(table["carier"])
                    File "/ci/work/models/flights/.venv/lib/python3.11/site-packages/pandas/core/frame.py", line 4102, in __getitem__
                      indexer = self.columns.get_loc(key)
                    File "<frozen importlib>", line 1, in pandas
                  KeyError: 'carier'\
                """);

    assertThat(WORDS.of(List.of(problem)).annotations())
        .extracting(Annotation::path, Annotation::line)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("models/flights/mlbox.yaml", 3),
            org.assertj.core.groups.Tuple.tuple("models/flights/features/text.py", 12));
    assertThat(WORDS.of(List.of(problem)).annotations().get(1).message())
        .isEqualTo("KeyError: 'carier'");
  }
}
