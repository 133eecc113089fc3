package dev.mlbox.engine.review;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlbox.core.review.Annotation;
import dev.mlbox.core.review.Review;
import dev.mlbox.engine.json.Json;
import dev.mlbox.engine.project.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The same words as files: an artifact, the job's summary, GitLab's code quality report. */
final class Papers {
  /** Where artifacts are, below the project's folder. */
  static final String FOLDER = "review";

  private final Path folder;
  private final Builds builds;

  Papers(Path folder, Builds builds) {
    this.folder = folder.resolve(Project.KEPT).resolve(FOLDER);
    this.builds = builds;
  }

  /** Writes what fits this CI. Returns notes, also of what could not be written. */
  List<String> write(Review review) {
    List<String> notes = new ArrayList<>();
    Path comment = folder.resolve("comment.md");
    put(comment, review.summary(), notes);
    if (builds.isGitLab()) {
      put(folder.resolve("gl-code-quality-report.json"), quality(review), notes);
    }
    Optional<Path> summary = builds.jobSummary();
    summary.ifPresent(file -> append(file, review.summary() + "\n", notes));
    notes.add(0, "written to " + comment + (summary.isPresent() ? " and the job's summary" : ""));
    return notes;
  }

  private static void put(Path file, String text, List<String> notes) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      notes.add("%s could not be written: %s".formatted(file, e));
    }
  }

  private static void append(Path file, String text, List<String> notes) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      notes.add("%s could not be written: %s".formatted(file, e));
    }
  }

  /** Code Climate's format, as far as GitLab reads it. */
  private static String quality(Review review) {
    ArrayNode issues = Json.mapper().createArrayNode();
    for (Annotation annotation : review.annotations()) {
      ObjectNode issue = issues.addObject();
      issue.put("description", annotation.message());
      issue.put("check_name", review.name());
      issue.put("severity", annotation.blocks() ? "critical" : "minor");
      String identity = annotation.path() + ":" + annotation.line() + " " + review.name();
      issue.put(
          "fingerprint",
          UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString());
      ObjectNode location = issue.putObject("location");
      location.put("path", annotation.path());
      location.putObject("lines").put("begin", annotation.line());
    }
    return issues + "\n";
  }
}
