package dev.mlbox.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {
  @TempDir Path project;

  @BeforeEach
  void aProjectWithOnePage() throws IOException {
    write("pom.xml", "<project/>");
    Files.createDirectories(project.resolve("shared"));
    write("site/index.md", "# mlbox\n\n## Begin\n\n- [Start](start.md)\n");
    write("site/start.md", "# Start & go\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private List<String> problems() throws IOException {
    return Site.read(project.resolve("site")).problems().stream()
        .map(problem -> problem.replace(project + "/", ""))
        .toList();
  }

  private String written(String page) throws IOException {
    Site.read(project.resolve("site")).write(project.resolve("out"));
    return Files.readString(project.resolve("out").resolve(page));
  }

  @Test
  void aPageHasItsTitleAndTheListOfAllPages() throws IOException {
    assertThat(problems()).isEmpty();
    assertThat(written("start.html"))
        .contains("<title>Start &amp; go - mlbox</title>")
        .contains("<h2>Begin</h2>")
        .contains("<a href=\"start.html\" aria-current=\"page\">Start &amp; go</a>");
  }

  @Test
  void aLinkThatLeadsNowhereIsSaid() throws IOException {
    write("site/start.md", "# Start\n\n[gone](gone.md) [here](#no-such) [index](index.md#begin)\n");
    assertThat(problems())
        .containsExactly(
            "site/start.md: the link to gone.md leads nowhere",
            "site/start.md: start.md has no heading #no-such");
  }

  @Test
  void aPageThatIsListedAndNotThereIsSaid() throws IOException {
    write("site/index.md", "# mlbox\n\n## Begin\n\n- [Start](start.md)\n- [Later](later.md)\n");
    assertThat(problems()).containsExactly("site/index.md: the link to later.md leads nowhere");
  }

  @Test
  void aSampleHasToBeInItsFile() throws IOException {
    write("example.yaml", "model: flights\nevaluate:\n  data: a.csv\n  target: late\ndeploy:\n");
    write(
        "site/start.md",
        """
        # Start

        <!-- sample: example.yaml -->

            evaluate:
              data: a.csv
            ...
            deploy:
        """);
    assertThat(problems()).isEmpty();
    write("example.yaml", "model: flights\nevaluate:\n  data: b.csv\ndeploy:\n");
    assertThat(problems())
        .containsExactly(
            "site/start.md: this sample is not in example.yaml any more; copy it again:\n"
                + "evaluate:\ndata: a.csv");
  }

  @Test
  void aSampleWithoutCodeOrFileIsSaid() throws IOException {
    write("site/start.md", "# Start\n\n<!-- sample: gone.yaml -->\n\n    a: 1\n");
    assertThat(problems())
        .containsExactly("site/start.md: a sample is of gone.yaml, which is not there");
    write("site/start.md", "# Start\n\n<!-- sample: gone.yaml -->\n\nwords\n");
    assertThat(problems())
        .containsExactly("site/start.md: no code after the note of a sample of gone.yaml");
  }

  @Test
  void aFileOfTheProjectIsCopiedBesideThePages() throws IOException {
    write("example.yaml", "a: 1\n");
    write("site/start.md", "# Start\n\n[example](../example.yaml)\n");
    assertThat(written("start.html")).contains("<a href=\"files/example.yaml\">example</a>");
    assertThat(project.resolve("out/files/example.yaml")).hasContent("a: 1");
  }

  @Test
  void aDrawingStandsInThePage() throws IOException {
    write("site/pictures/a.svg", "<svg><path d=\"M0 0\"/></svg>");
    write("site/start.md", "# Start\n\n![two \"boxes\"](pictures/a.svg)\n");
    assertThat(written("start.html"))
        .contains("aria-label=\"two &quot;boxes&quot;\"")
        .contains("<svg><path d=\"M0 0\"/></svg>");
  }

  @Test
  void aTableScrollsByItself() throws IOException {
    write("site/start.md", "# Start\n\n| a |\n|---|\n| 1 |\n");
    assertThat(written("start.html")).contains("<div class=\"wide\" tabindex=\"0\"><table>");
  }
}
