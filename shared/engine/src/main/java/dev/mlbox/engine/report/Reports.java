package dev.mlbox.engine.report;

import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.project.Project;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes a report: JSON for machines, one HTML page for people. */
public final class Reports {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Reports() {}

  /**
   * Writes both files into a folder of their own.
   *
   * @return the page's path, relative to the project where that is shorter
   */
  public static List<String> write(Project project, RunReport report) {
    Path folder =
        project.kept("reports").resolve(STAMP.format(report.began()) + "-" + report.command());
    try {
      Files.createDirectories(folder);
      put(folder.resolve("report.json"), Json.pretty(report) + "\n");
      StringOutput page = new StringOutput();
      TemplateEngine.createPrecompiled(
              null,
              ContentType.Html,
              Reports.class.getClassLoader(),
              "gg.jte.generated.precompiled")
          .render("report.jte", Pages.of(project.config().model().name(), report), page);
      Path html = folder.resolve("index.html");
      put(html, page.toString());
      return List.of(html.toString());
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the report cannot be written: " + e).at(folder.toString()), e);
    }
  }

  private static void put(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
