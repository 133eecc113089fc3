package dev.mlbox.engine.report;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.box.BoxFolder;
import dev.mlbox.engine.data.Background;
import dev.mlbox.engine.project.KeptFolder;
import dev.mlbox.engine.project.Project;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Future;

/**
 * Writes a report into a folder of its own: one HTML page for people, JSON for machines, Markdown
 * for reviews, JUnit XML and SARIF for build servers, and the model's card.
 */
public final class Reports {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Reports() {}

  /**
   * Looks whether reports can be written.
   *
   * @throws MlboxException BROKEN when they cannot
   */
  public static void require(Project project) {
    KeptFolder.in(project.folder()).require("reports");
  }

  /**
   * Writes all files.
   *
   * @return the page's path
   */
  public static List<String> write(Project project, RunReport report) {
    Path folder =
        project.kept("reports").resolve(STAMP.format(report.began()) + "-" + report.command());
    String model = project.config().model().name();
    // It takes as long as all others together.
    Future<String> page = Background.begin(true, "page", () -> html(model, report));
    try {
      Files.createDirectories(folder);
      put(folder.resolve("report.json"), ReportJson.of(model, report));
      put(folder.resolve("report.md"), MarkdownReport.of(model, report));
      put(folder.resolve("junit.xml"), JunitXml.of(model, report));
      put(folder.resolve("report.sarif"), Sarif.of(project, report));
      RunReport.Checked checked = report.checked();
      if (checked != null) {
        put(
            folder.resolve(BoxFolder.CARD),
            ModelCard.of(project.config(), report.origin(), checked));
      }
      Path html = folder.resolve("index.html");
      put(html, Background.result(page));
      return List.of(html.toString());
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the report cannot be written: " + e).at(folder.toString()), e);
    }
  }

  static String html(String model, RunReport report) {
    StringOutput page = new StringOutput();
    TemplateEngine.createPrecompiled(
            null, ContentType.Html, Reports.class.getClassLoader(), "gg.jte.generated.precompiled")
        .render("report.jte", Pages.of(style(), model, report), page);
    return page.toString();
  }

  private static String style() {
    try (InputStream stream =
        Objects.requireNonNull(Reports.class.getResourceAsStream("report.css"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
