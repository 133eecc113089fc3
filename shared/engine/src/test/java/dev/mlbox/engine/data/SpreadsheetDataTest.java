package dev.mlbox.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.config.Stated;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.DataType;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers that a spreadsheet has written were taken for words, and models trained on them. */
class SpreadsheetDataTest {
  @TempDir Path folder;

  private DataSource data(String text) throws IOException {
    return data(text, StandardCharsets.UTF_8);
  }

  private DataSource data(String text, Charset charset) throws IOException {
    Files.write(folder.resolve("rows.csv"), text.getBytes(charset));
    return DataSource.open(new Stated("rows.csv", "mlbox.yaml:3"), folder);
  }

  @Test
  void decimalCommasAreReadWhereSemicolonsSeparate() throws IOException {
    try (DataSource data = data("\uFEFFsize;late;word\r\n1,5;2;a,b\r\n-2,25;3;c\r\n")) {
      assertThat(data.columns())
          .containsEntry("size", DataType.REAL)
          .containsEntry("late", DataType.WHOLE)
          .containsEntry("word", DataType.TEXT);
      assertThat(data.read(java.util.List.of("size")).column("size"))
          .get()
          .isInstanceOfSatisfying(
              Column.Real.class, column -> assertThat(column.values()).containsExactly(1.5, -2.25));
    }
  }

  /** Spark and other programs write them, where a part of the table has no rows. */
  @Test
  void filesOfAGlobWithoutAnyContentArePassedOver() throws IOException {
    Files.writeString(folder.resolve("part-0.csv"), "");
    Files.writeString(folder.resolve("part-1.csv"), "size;late\n1,5;2\n");
    Files.writeString(folder.resolve("part-2.csv"), "");
    try (DataSource data = DataSource.open(new Stated("part-*.csv", "mlbox.yaml:3"), folder)) {
      assertThat(data.columns())
          .containsEntry("size", DataType.REAL)
          .containsEntry("late", DataType.WHOLE);
      assertThat(data.rows()).isEqualTo(1);
    }
  }

  @Test
  void aFileOfAGlobThatBeginsWithAnEmptyLineIsRefused() throws IOException {
    Files.writeString(folder.resolve("part-0.csv"), "size,late\n1,2\n");
    Files.writeString(folder.resolve("part-1.csv"), "\nsize,late\n1,2\n");
    assertThatThrownBy(() -> DataSource.open(new Stated("part-*.csv", "mlbox.yaml:3"), folder))
        .hasMessageContaining("part-1.csv has the columns ");
  }

  @Test
  void betweenCommasADecimalCommaIsText() throws IOException {
    try (DataSource data = data("pair,late\n\"1,5\",2\n\"2,25\",3\n")) {
      assertThat(data.columns()).containsEntry("pair", DataType.TEXT);
    }
  }

  @Test
  void commasAndPointsInOneFileAreRefused() {
    assertThatThrownBy(() -> data("size;price\n1,5;2.5\n-2,5;3.5\n"))
        .hasMessage(
            "rows.csv: numbers of column size have a decimal comma, those of column price a decimal point (mlbox.yaml:3); expected one of them in all columns; write the numbers of size with a decimal point");
  }

  @Test
  void pairsOfWholeNumbersBesideDecimalPointsAreText() throws IOException {
    try (DataSource data = data("place;price\n3,7;2.5\n12,40;3.5\n")) {
      assertThat(data.columns())
          .containsEntry("place", DataType.TEXT)
          .containsEntry("price", DataType.REAL);
    }
  }

  private DataSource parts(String... texts) throws IOException {
    for (int i = 0; i < texts.length; i++) {
      Files.writeString(folder.resolve("part-%d.csv".formatted(i)), texts[i]);
    }
    return DataSource.open(new Stated("part-*.csv", "mlbox.yaml:3"), folder);
  }

  @Test
  void anEmptyFileOfAGlobHasNoHeader() throws IOException {
    try (DataSource data = parts("", "x;y\n1;2\n", "", "x;y\n3;4\n")) {
      assertThat(data.rows()).isEqualTo(2);
      assertThat(new ExampleRows(data).inWords(1, "x")).contains("row 1 of part-3.csv");
    }
  }

  @Test
  void aFileOfAGlobIsNotJudgedByItself() throws IOException {
    try (DataSource data = parts("x;place\n1.5;-3,7\n2.5;2,4\n", "x;place\n3.5;none\n")) {
      assertThat(data.columns()).containsEntry("place", DataType.TEXT);
      assertThat(new ExampleRows(data).inWords(2, "x")).contains("row 1 of part-1.csv");
    }
  }

  @Test
  void groupedDigitsAreRefused() {
    assertThatThrownBy(() -> data("size;price\n1.234,5;2\n2,5;3\n"))
        .hasMessage(
            "rows.csv: numbers of column size have grouped digits, such as 1.234,5 (mlbox.yaml:3); expected digits without separators between them, such as 1234,5");
  }

  @Test
  void aLineThatNamesTheSeparatorIsNoHeader() {
    assertThatThrownBy(() -> data("sep=;\r\nsize;late\r\n1;2\r\n"))
        .hasMessage(
            "the first line of rows.csv is `sep=;`, which only spreadsheets read (mlbox.yaml:3); expected the names of the columns; delete that line, the separator is seen without it");
  }

  @Test
  void otherEncodingsAreNamedWithTheWayOut() {
    assertThatThrownBy(() -> data("size;late\r\n1;2\r\n", StandardCharsets.UTF_16))
        .hasMessage(
            "cannot read rows.csv: it is UTF-16 (mlbox.yaml:3); expected UTF-8; in a spreadsheet save it as `CSV UTF-8`, or change it by iconv -f UTF-16 -t UTF-8");
    assertThatThrownBy(() -> data("word;late\r\na;2\r\n\u00e4;3\r\n", StandardCharsets.ISO_8859_1))
        .hasMessage(
            "cannot read rows.csv: line 3 is not UTF-8 (mlbox.yaml:3); expected UTF-8; in a spreadsheet save it as `CSV UTF-8`, or change it by iconv -f WINDOWS-1252 -t UTF-8");
  }
}
