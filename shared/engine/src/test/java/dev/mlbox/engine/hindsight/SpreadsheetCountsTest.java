package dev.mlbox.engine.hindsight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.judge.ArmOutcome;
import dev.mlbox.core.judge.LiveBatch;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts that went through a spreadsheet could not be read, or were read as something else. */
class SpreadsheetCountsTest {
  private static final String HEADER =
      "minute;weight;stable;stable_errors;canary;canary_errors\r\n";
  private static final LiveBatch MINUTE =
      new LiveBatch(0, 0, 0.055, new ArmOutcome(950, 1, 0, 0), new ArmOutcome(50, 2, 0, 0));

  private Path file = Path.of("");

  @BeforeEach
  void aFile(@TempDir Path folder) {
    file = folder.resolve("counts.csv");
  }

  private List<LiveBatch> read(String text) throws IOException {
    return read(text, StandardCharsets.UTF_8);
  }

  private List<LiveBatch> read(String text, Charset charset) throws IOException {
    return Recording.read(Files.write(file, text.getBytes(charset)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "minute;weight;stable;stable_errors;canary;canary_errors\r\n0;5,5%;950;1;50;2\r\n",
        "\uFEFFminute;weight;stable;stable_errors;canary;canary_errors\r\n0;0,055;950;1;50;2\r\n",
        "sep=;\r\nMinute;Weight;Stable;Stable_Errors;Canary;Canary_Errors\r\n0;5,5 %;950;1;50;2\r\n;;;;;\r\n",
        "minute\tweight\tstable\tstable_errors\tcanary\tcanary_errors\n0\t5.5%\t950\t1\t50\t2\n",
        "\"minute\",\"weight\",\"stable\",\"stable_errors\",\"canary\",\"canary_errors\"\n0,\"5,5%\",950,1,50,2\n"
      })
  void whatASpreadsheetWritesIsRead(String text) throws IOException {
    assertThat(read(text)).containsExactly(MINUTE);
  }

  /** Two columns of one name were counted as one, and each row was too wide. */
  @ParameterizedTest
  @ValueSource(strings = {";note;note\r\n0;5,5%;950;1;50;2;a;b", ";;\r\n0;5,5%;950;1;50;2;;a"})
  void columnsOfOneNameAndWithoutAnyAreColumns(String rest) throws IOException {
    assertThat(read(HEADER.strip() + rest + "\r\n")).containsExactly(MINUTE);
  }

  @Test
  void aDecimalCommaBetweenCommasIsSeen() {
    assertThatThrownBy(() -> read(HEADER.replace(';', ',') + "0,0,055,950,1,50,2\r\n"))
        .hasMessage(
            "it has 7 values (%s:2); expected 6, as in the header; where numbers have a decimal comma, save it with ; between the columns"
                .formatted(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.950", "1,950", "1\u00a0950", "1'950"})
  void groupedDigitsAreRefused(String count) {
    assertThatThrownBy(() -> read(HEADER + "0;5%;" + count + ";1;50;2\r\n"))
        .hasMessage(
            "stable is `%s` (%s:2); expected a whole number without separators between its digits"
                .formatted(count, file));
  }

  @Test
  void otherEncodingsAreNamedWithTheWayOut() {
    assertThatThrownBy(() -> read(HEADER + "0;5%;950;1;50;2\r\n", StandardCharsets.UTF_16))
        .hasMessage(
            "it is UTF-16 (%s); expected UTF-8; in a spreadsheet save it as `CSV UTF-8`, or change it by iconv -f UTF-16 -t UTF-8"
                .formatted(file));
    assertThatThrownBy(() -> read(HEADER + "\u00e4;5%;950;1;50;2\r\n", StandardCharsets.ISO_8859_1))
        .hasMessage(
            "it is not UTF-8 (%s:2); expected UTF-8; in a spreadsheet save it as `CSV UTF-8`, or change it by iconv -f WINDOWS-1252 -t UTF-8"
                .formatted(file));
  }
}
