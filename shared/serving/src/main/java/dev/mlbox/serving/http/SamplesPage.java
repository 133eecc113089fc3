package dev.mlbox.serving.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.sample.SampleFolder;
import dev.mlbox.serving.sample.Sampler;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives the files of samples to whoever knows the key; to everybody else there are none. */
final class SamplesPage {
  static final String PATH = "/mlbox/samples/";
  private static final String KEY_HEADER = "mlbox-samples-key";

  private final String version;
  private final @Nullable Sampler sampler;

  SamplesPage(String version, @Nullable Sampler sampler) {
    this.version = version;
    this.sampler = sampler;
  }

  /** {@code [{"name": …, "bytes": …}, …]}, the oldest first. */
  void list(HttpServerRequest request) {
    Optional<SampleFolder> folder = folder(request);
    if (folder.isEmpty()) {
      nothing(request);
      return;
    }
    try {
      ArrayNode names = JsonNodeFactory.instance.arrayNode();
      for (SampleFolder.Kept kept : folder.get().list()) {
        names.addObject().put("name", kept.name()).put("bytes", kept.bytes());
      }
      byte[] body = names.toString().getBytes(StandardCharsets.UTF_8);
      Responses.send(request, Answer.json(200, body, version), false);
    } catch (IOException e) {
      Problem problem = Problem.of("the samples cannot be listed: " + e);
      Responses.send(request, Answer.problem(500, problem, version), false);
    }
  }

  /** One file as it is now. */
  void file(HttpServerRequest request) {
    Optional<Path> file =
        folder(request).flatMap(found -> found.find(request.path().substring(PATH.length())));
    if (file.isEmpty()) {
      nothing(request);
    } else {
      request
          .response()
          .putHeader("content-type", "application/gzip")
          .sendFile(file.get().toString());
    }
  }

  private Optional<SampleFolder> folder(HttpServerRequest request) {
    Sampler present = sampler;
    String key = present == null ? null : present.keeping().key();
    String given = request.getHeader(KEY_HEADER);
    return present == null || key == null || given == null || !same(key, given)
        ? Optional.empty()
        : Optional.of(new SampleFolder(present.keeping().folder()));
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private void nothing(HttpServerRequest request) {
    Problem problem = Problem.of("there is nothing to %s here".formatted(request.path()));
    Responses.send(request, Answer.problem(404, problem, version), false);
  }
}
