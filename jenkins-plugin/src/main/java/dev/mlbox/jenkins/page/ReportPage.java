package dev.mlbox.jenkins.page;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * The page that a command wrote, shown in a sandbox of its own: with its style, and no script runs.
 *
 * @param folder where the command's files are kept
 */
record ReportPage(File folder) {

  boolean isPresent() {
    return Files.isRegularFile(file());
  }

  void send(StaplerResponse2 response) throws IOException {
    if (!isPresent()) {
      response.sendError(404);
      return;
    }
    response.setHeader(
        "Content-Security-Policy",
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentType("text/html;charset=UTF-8");
    Files.copy(file(), response.getOutputStream());
  }

  private Path file() {
    return folder.toPath().resolve("index.html");
  }
}
