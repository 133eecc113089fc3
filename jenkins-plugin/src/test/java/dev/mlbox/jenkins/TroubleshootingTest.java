package dev.mlbox.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page that finds a message quotes what the plugin says. */
class TroubleshootingTest {

  private static String page() throws IOException {
    Path page = Path.of("src/site/troubleshooting.md");
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve(page))) {
        return Files.readString(folder.resolve(page));
      }
    }
    throw new IOException(page + " is not above " + here);
  }

  private static Properties messages(String bundle) throws IOException {
    Properties messages = new Properties();
    try (InputStream in =
        TroubleshootingTest.class.getResourceAsStream(bundle + ".properties")) {
      messages.load(Objects.requireNonNull(in, bundle));
    }
    return messages;
  }

  @ParameterizedTest
  @CsvSource({
    "agent/Messages, CommandRun.fork",
    "agent/Messages, CommandRun.lost",
    "agent/Messages, Secrets.missing",
    "agent/Messages, Program.missing",
    "agent/Messages, Program.nothing",
    "Messages, MlboxStepExecution.away",
    "Messages, FollowExecution.nothing",
    "Messages, FollowExecution.stopping",
    "page/Messages, ByHand.away",
    "settings/Messages, MlboxInstaller.differs",
    "settings/Messages, Download.kept",
    "settings/Messages, Download.untrusted"
  })
  void aMessageIsFoundOnThePageByWordsOfIts(String bundle, String key) throws IOException {
    String message = Objects.requireNonNull(messages(bundle).getProperty(key), key);
    String clause = message.split("\\. |;", 2)[0];
    String words =
        Stream.of(clause.split("\\{\\d}", -1))
            .max(Comparator.comparing(String::length))
            .orElseThrow()
            .strip();

    assertThat(words).hasSizeGreaterThan(10);
    assertThat(page()).contains(words);
  }
}
