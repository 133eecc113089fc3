package dev.mlbox.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mlbox.core.model.Digest;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.table.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DataChecksTest {
  private static ColumnProfile column(
      String name, DataType type, List<String> values, int... counts) {
    List<Long> all = new ArrayList<>(Arrays.stream(counts).mapToObj(Long::valueOf).toList());
    return new ColumnProfile(name, type, values.size(), List.of(), values, all);
  }

  private static DataProfile profile(ColumnProfile... columns) {
    return new DataProfile(
        Digest.of(Arrays.toString(columns)), columns[0].rows(), List.of(columns));
  }

  private static List<String> lines(List<DataFinding> findings) {
    return findings.stream()
        .map(each -> (each.notable() ? "warn " : "note ") + each.line())
        .toList();
  }

  private static List<String> found(List<Sighting> sightings) {
    return lines(sightings.stream().map(Sighting::finding).toList());
  }

  private static List<RowSample> samples(List<Sighting> sightings) {
    return sightings.stream().map(Sighting::sample).toList();
  }

  @Test
  void constantInputsAndRowsWithoutValueAreFound() {
    DataProfile rows =
        profile(
            column("plan", DataType.TEXT, List.of("pro"), 1_000, 0, 0),
            column("note", DataType.TEXT, List.of("a", "b"), 500, 488, 0, 12));

    assertThat(found(DataChecks.columns(rows, Set.of("plan"))))
        .containsExactly(
            "warn column plan, an input of the model, has one value in all 1,000 rows",
            "note column note has no value in 12 of 1,000 rows (1.2 %)");
    assertThat(found(DataChecks.columns(rows, Set.of()))).hasSize(1);
    assertThat(samples(DataChecks.columns(rows, Set.of("plan"))))
        .containsExactly(
            RowSample.of(new RowCondition.Is("plan", "pro"), "plan"),
            RowSample.of(new RowCondition.NoValue("note"), "note"));
  }

  @Test
  void aConstantIsOneOfTheRowsThatHaveAValue() {
    DataProfile rows = profile(column("plan", DataType.TEXT, List.of("pro"), 977, 0, 23));

    assertThat(found(DataChecks.columns(rows, Set.of("plan"))))
        .contains(
            "warn column plan, an input of the model, has one value in all 977 rows that have any");
  }

  @Test
  void columnsThatAreNotWhatTheModelTakesAreFoundAndThoseItDoesNotKnow() {
    DataProfile rows =
        profile(
            column("age", DataType.TEXT, List.of("40", "old"), 990, 10, 0, 0),
            column("size", DataType.WHOLE, List.of("1"), 1_000, 0, 0),
            column("label", DataType.WHOLE, List.of("1"), 1_000, 0, 0),
            column("city", DataType.TEXT, List.of("Bern"), 1_000, 0, 0));
    Signature.Field age = new Signature.Field("age", DataType.REAL, 1);
    SignatureCheck check =
        new SignatureCheck(List.of(age, new Signature.Field("size", DataType.REAL, 1)));

    assertThat(check.retyped(rows)).containsExactly(age);
    assertThat(
            lines(
                List.of(
                    SignatureCheck.finding(age, rows, 10, List.of("row 7: old", "row 9: old")))))
        .containsExactly(
            "warn column age is text, the model takes numbers: 10 of 1,000 rows (1 %) do not fit;"
                + " such as row 7: old; row 9: old");
    assertThat(found(check.unused(rows, Set.of("label")).stream().toList()))
        .containsExactly("note 1 of 4 columns are no input of the model: city");
    assertThat(
            new SignatureCheck(List.of(new Signature.Field("input", DataType.REAL, 5)))
                .unused(rows, Set.of()))
        .isEmpty();
  }

  @Test
  void columnsThatAreNewGoneOrRetypedAreOneFinding() {
    DataProfile before =
        profile(
            column("a", DataType.TEXT, List.of("x"), 9, 0, 0),
            column("b", DataType.WHOLE, List.of("1"), 9, 0, 0));
    DataProfile now =
        profile(
            column("b", DataType.TEXT, List.of("1"), 9, 0, 0),
            column("c", DataType.REAL, List.of("1"), 9, 0, 0));

    assertThat(found(DataChecks.schema(before, now)))
        .containsExactly(
            "warn columns since the last evaluation: b is text, was whole numbers, c is new, a is"
                + " gone");
    assertThat(samples(DataChecks.schema(before, now)))
        .containsExactly(new RowSample(List.of("b", "c"), List.of(new RowCondition.NoNumber("b"))));
    assertThat(DataChecks.schema(now, now)).isEmpty();
  }

  @Test
  void aColumnNamedLikeTheTargetLeaks() {
    assertThat(found(DataChecks.leakageByName("late", Set.of("late_minutes"))))
        .containsExactly(
            "warn column late_minutes, an input of the model, is named like the target late");
    assertThat(DataChecks.leakageByName("late", Set.of("latest", "plate", "carrier"))).isEmpty();
    assertThat(DataChecks.leakageByName("late", Set.of("Label"))).hasSize(1);
  }

  @Test
  void aColumnThatTellsTheClassAloneLeaks() {
    ColumnProfile late = column("late", DataType.WHOLE, List.of("0", "1"), 500, 500, 0, 0);
    Map<String, Double> separation = new TreeMap<>(Map.of("arrival", 0.99953, "distance", 0.71));

    assertThat(found(DataChecks.leakageByValue(late, separation)))
        .containsExactly(
            "warn column arrival alone tells late with a roc_auc of 0.9995: was it known before"
                + " late was?");
    assertThat(samples(DataChecks.leakageByValue(late, separation)))
        .containsExactly(
            new RowSample(
                List.of("late", "arrival"),
                List.of(new RowCondition.Is("late", "0"), new RowCondition.Is("late", "1"))));
  }

  @Test
  void aRareClassIsAWarningAndAnyOtherSpreadANote() {
    assertThat(
            found(
                DataChecks.labels(
                    profile(column("late", DataType.WHOLE, List.of("0", "1"), 9_960, 40, 0, 0)),
                    "late")))
        .containsExactly(
            "warn only 40 of 10,000 rows have late 1: what is said of them rests on these");
    assertThat(
            found(
                DataChecks.labels(
                    profile(column("late", DataType.WHOLE, List.of("0", "1"), 8_070, 1_930, 0, 0)),
                    "late")))
        .containsExactly("note late: 0 in 81 % of rows, 1 in 19 %");
  }

  @Test
  void aShiftedColumnDrifts() {
    ColumnProfile before =
        column("plan", DataType.TEXT, List.of("free", "pro"), 5_000, 5_000, 0, 0);
    ColumnProfile now = column("plan", DataType.TEXT, List.of("free", "pro"), 8_000, 2_000, 0, 0);
    DataProfile then = profile(before);

    // (0.8 − 0.5) ln(0.8/0.5) + (0.2 − 0.5) ln(0.2/0.5) = 0.415888
    assertThat(Drift.between(before, now).orElseThrow().index()).isCloseTo(0.415888, within(2e-3));
    assertThat(found(DataChecks.drift(then, profile(now), "the baseline's data")))
        .containsExactly(
            "warn column plan is unlike the baseline's data: stability index 0.42, pro now 20 % of"
                + " rows, then 50 %");
    assertThat(samples(DataChecks.drift(then, profile(now), "the baseline's data")))
        .containsExactly(RowSample.of(new RowCondition.Is("plan", "free"), "plan"));
    assertThat(DataChecks.drift(then, then, "itself")).isEmpty();
  }

  @Test
  void rowsOfABinAreThoseBetweenItsBounds() {
    ColumnProfile column =
        new ColumnProfile(
            "age", DataType.REAL, 90, List.of(20.0, 30.0), List.of(), List.of(1L, 2L, 3L, 4L));

    assertThat(RowCondition.of(column, 0)).isEqualTo(new RowCondition.Within("age", null, 20.0));
    assertThat(RowCondition.of(column, 1)).isEqualTo(new RowCondition.Within("age", 20.0, 30.0));
    assertThat(RowCondition.of(column, 2)).isEqualTo(new RowCondition.Within("age", 30.0, null));
    assertThat(RowCondition.of(column, 3)).isEqualTo(new RowCondition.NoValue("age"));
  }

  @Test
  void chanceInFewRowsIsNoDrift() {
    ColumnProfile before = column("plan", DataType.TEXT, List.of("free", "pro"), 10, 10, 0, 0);
    ColumnProfile now = column("plan", DataType.TEXT, List.of("free", "pro"), 14, 6, 0, 0);

    assertThat(Drift.between(before, now)).isEmpty();
  }

  @Test
  void namesOfRowsDoNotDrift() {
    ColumnProfile before =
        new ColumnProfile(
            "id", DataType.TEXT, 5_000, List.of(), List.of("a"), List.of(1L, 4_999L, 0L));
    ColumnProfile now =
        new ColumnProfile(
            "id", DataType.TEXT, 5_000, List.of(), List.of("a"), List.of(4_000L, 1L, 0L));

    assertThat(Drift.between(before, now)).isEmpty();
  }
}
