package dev.mlbox.jenkins.announce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuitesTest {
  private static final String GATE =
      """
      <testsuite name="accuracy &gt;= 0" tests="1" time="0" timestamp="%s">
        <testcase classname="mlbox.tiny.accuracy &gt;= 0" name="accuracy" time="0"><system-out>%s</system-out></testcase>
      </testsuite>
      """;
  private static final String ROLLOUT =
      """
      <testsuite name="rollout" tests="1" time="0" timestamp="2026-11-28T10:05:00">
        <testcase classname="mlbox.tiny.rollout" name="outcome" time="0"/>
      </testsuite>
      """;

  @TempDir private Path folder;
  private File check = new File("check.xml");

  @BeforeEach
  void aCheckWasTold() throws Exception {
    check = written("check.xml", "mlbox check tiny", GATE.formatted("2026-11-28T10:00:00", "0.9"));
  }

  private File written(String name, String command, String suites) throws Exception {
    return Files.writeString(
            folder.resolve(name),
            "<testsuites name=\"" + command + "\">" + suites + "</testsuites>")
        .toFile();
  }

  private File to() {
    return folder.resolve("untold.xml").toFile();
  }

  @Test
  void aGateThatTheChecksFileHasIsLeftOutOfTheDeploys() throws Exception {
    String gate = GATE.formatted("2026-11-28T10:05:00", "0.9");
    File deploy = written("deploy.xml", "mlbox deploy tiny", gate + ROLLOUT);

    assertThat(Suites.untold(deploy, List.of(check), to())).contains(to());
    assertThat(to()).content().contains("mlbox.tiny.rollout").doesNotContain("accuracy");
  }

  @Test
  void aGateThatSaysSomethingElseIsToldAsWell() throws Exception {
    File deploy =
        written("deploy.xml", "mlbox deploy tiny", GATE.formatted("2026-11-28T10:05:00", "0.8"));

    assertThat(Suites.untold(deploy, List.of(check), to())).contains(deploy);
  }

  @Test
  void nothingIsLeftWhenAllWasTold() throws Exception {
    File again =
        written("again.xml", "mlbox evaluate tiny", GATE.formatted("2026-11-28T10:06:00", "0.9"));

    assertThat(Suites.untold(again, List.of(check), to())).isEmpty();
  }

  @Test
  void theFirstFileIsTakenAsItIs() throws Exception {
    assertThat(Suites.untold(check, List.of(), to())).contains(check);
  }
}
