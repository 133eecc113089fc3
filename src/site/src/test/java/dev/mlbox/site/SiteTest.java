package dev.mlbox.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site of this very checkout. */
class SiteTest {
  private static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();
  private static final Pattern HREF = Pattern.compile("href=\"([^\"]*)\"");

  @TempDir private Path folder;

  @BeforeEach
  void written() throws IOException {
    Site.write(CHECKOUT, folder);
  }

  private List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".html")).toList();
    }
  }

  @Test
  void everyLinkLeadsToAPageAndToAHeadingOnIt() throws IOException {
    for (Path page : pages()) {
      Matcher href = HREF.matcher(Files.readString(page));
      while (href.find()) {
        if (!href.group(1).startsWith("http")) {
          assertThat(reached(page, href.group(1))).as(page + ": " + href.group(1)).isTrue();
        }
      }
    }
  }

  private static boolean reached(Path page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
    return Files.isRegularFile(target)
        && (parts.length < 2 || Files.readString(target).contains("id=\"" + parts[1] + "\""));
  }

  @Test
  void everySampleIsWhatItsFileSays() throws IOException {
    Samples samples = new Samples(CHECKOUT);
    for (Entry entry : Contents.of(CHECKOUT).entries()) {
      String text = Site.read(entry.file());
      assertThat(samples.fill(text))
          .as(entry.file() + "; update it with src/site/update")
          .isEqualTo(text);
    }
  }

  @Test
  void everyPageOfTheFolderIsListed() throws IOException {
    List<Path> listed = Contents.of(CHECKOUT).entries().stream().map(Entry::file).toList();
    try (Stream<Path> files = Files.list(CHECKOUT.resolve("src/site"))) {
      assertThat(listed)
          .containsAll(files.filter(file -> file.toString().endsWith(".md")).toList());
    }
  }

  @Test
  void aPageNeedsNothingFromElsewhere() throws IOException {
    assertThat(pages())
        .allSatisfy(
            page ->
                assertThat(text(page))
                    .doesNotContain("<link", "<script", "src=\"", "@import", "url(http")
                    .contains("<title>"));
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aPictureIsDrawnInsideThePage() throws IOException {
    assertThat(Files.readString(folder.resolve("verdicts.html")))
        .contains("<svg")
        .contains("role=\"img\"")
        .doesNotContain("<img");
  }
}
