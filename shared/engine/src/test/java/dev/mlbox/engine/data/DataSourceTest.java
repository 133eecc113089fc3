package dev.mlbox.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.measure.Slicing;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** More rows than one chunk of DuckDB and one batch of ours hold. */
class DataSourceTest {
  private static final int ROWS = 120_011;

  @TempDir Path folder;

  private DataSource data(String header, List<String> rows) throws IOException {
    String lines = rows.stream().collect(Collectors.joining("\n", header + "\n", "\n"));
    Files.writeString(folder.resolve("rows.csv"), lines);
    return DataSource.open(new Stated("rows.csv", "mlbox.yaml:3"), folder);
  }

  private DataSource many() throws IOException {
    return data(
        "number,half,word",
        IntStream.range(0, ROWS)
            .mapToObj(row -> "%d,%d.5,%s".formatted(row, row, row % 3 == 0 ? "a" : "b" + row % 7))
            .toList());
  }

  @Test
  void keepsTheOrderOfRowsAcrossBatches() throws IOException {
    List<Integer> sizes = new ArrayList<>();
    List<Long> wrong = new ArrayList<>();
    try (DataSource data = many()) {
      data.forEachBatch(
          List.of("half", "word", "number"),
          batch -> {
            long before = sizes.stream().mapToInt(each -> each).sum();
            sizes.add(batch.rows());
            wrong.addAll(outOfPlace(batch, before));
          });
    }

    assertThat(sizes).containsExactly(50_000, 50_000, 20_011);
    assertThat(wrong).isEmpty();
  }

  private static List<Long> outOfPlace(Table batch, long before) {
    Column.Real half = (Column.Real) batch.column("half").orElseThrow();
    Column.Text word = (Column.Text) batch.column("word").orElseThrow();
    Column.Whole number = (Column.Whole) batch.column("number").orElseThrow();
    List<Long> wrong = new ArrayList<>();
    for (int i = 0; i < batch.rows(); i++) {
      long row = before + i;
      String expected = row % 3 == 0 ? "a" : "b" + row % 7;
      if (number.values()[i] != row
          || half.values()[i] != row + 0.5
          || !word.values()[i].equals(expected)) {
        wrong.add(row);
      }
    }
    return wrong;
  }

  @Test
  void aColumnThatIsNotThereIsMissingWhereItWasNamed() throws IOException {
    try (DataSource data = data("first,second", List.of("1,2"))) {
      data.requireColumn(new Stated("first", "mlbox.yaml:5"));
      assertThatThrownBy(() -> data.requireColumn(new Stated("secnod", "mlbox.yaml:5")))
          .hasMessage(
              "there is no column secnod (mlbox.yaml:5); expected one of first, second, as in"
                  + " rows.csv; did you mean second?");
    }
  }

  @Test
  void holdsEqualTextsOnce() throws IOException {
    try (DataSource data = many()) {
      Column.Text word = (Column.Text) data.read(List.of("word")).column("word").orElseThrow();

      assertThat(word.values()[ROWS - 2]).isSameAs(word.values()[ROWS - 23]);
    }
  }

  @Test
  void namesTheFirstRowWithoutValueWhicheverColumnItIsIn() throws IOException {
    List<String> rows = new ArrayList<>(IntStream.range(0, 7_000).mapToObj(i -> "1,2").toList());
    rows.set(6_500, ",2");
    rows.set(6_400, "1,");
    try (DataSource data = data("first,second", rows)) {
      assertThatThrownBy(() -> data.read(List.of("first", "second")))
          .isInstanceOf(MlboxException.class)
          .hasMessage(
              "column second has no value in row 6401 (rows.csv); expected a value in every row of a"
                  + " column that is used; fill the row or leave it out");
    }
  }

  @Test
  void cutsRowsByColumnAndByPredicate() throws IOException {
    try (DataSource data = many()) {
      Slicing byWord = data.slicing(new Stated("word", "mlbox.yaml:5"));
      Slicing late = data.slicing(new Stated("number >= 120000", "mlbox.yaml:6"));

      Map<String, Integer> sizes =
          byWord.slices().stream()
              .collect(Collectors.toMap(slice -> slice.value(), slice -> slice.rows().length));
      assertThat(sizes).hasSize(8).containsEntry("a", 40_004);
      assertThat(late.slices().get(0).rows()).isEqualTo(IntStream.range(120_000, ROWS).toArray());
    }
  }

  @Test
  void refusesPredicatesThatFailInALateRow() throws IOException {
    try (DataSource data = many()) {
      Stated failing = new Stated("CAST(replace(word, 'a', '1') AS INTEGER) > 0", "mlbox.yaml:6");

      assertThatThrownBy(() -> data.slicing(failing))
          .isInstanceOf(MlboxException.class)
          .hasMessageContaining("Could not convert string 'b1' to INT32");
    }
  }

  @Test
  void refusesPredicatesThatAreNotOfSingleRows() throws IOException {
    try (DataSource data = many()) {
      assertThatThrownBy(() -> data.slicing(new Stated("count(*) > 3", "mlbox.yaml:6")))
          .isInstanceOf(MlboxException.class)
          .hasMessageContaining("it is not a condition on single rows");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void leavesNoUnpackedLibraryBehindEvenIfTheProcessIsKilled() throws IOException {
    many().close();

    try (Stream<String> loaded = Files.lines(Path.of("/proc/self/maps"))) {
      assertThat(loaded.filter(line -> line.contains("libduckdb_java")))
          .isNotEmpty()
          .allMatch(line -> line.endsWith(" (deleted)"));
    }
  }
}
