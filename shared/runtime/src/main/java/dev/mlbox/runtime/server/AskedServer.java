package dev.mlbox.runtime.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A server that is asked by HTTP, in JSON. */
record AskedServer(ModelServer server) implements ServerPredictor.Asking {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;
  private static final int LONGEST = 200;

  @Override
  public Predictions ask(Question question) {
    String path = server.spec().predict();
    HttpRequest request =
        HttpRequest.newBuilder(server.base().resolve(path))
            .timeout(LIMIT)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofByteArray(question.body(server.spec().speaks())))
            .build();
    HttpResponse<byte[]> response = send(request);
    if (response.statusCode() != OK) {
      throw refused(response);
    }
    try {
      return new ServerAnswer(path, question.to() - question.from(), question.from() + 1)
          .read(Question.MAPPER.readTree(response.body()), server.spec().speaks());
    } catch (JsonProcessingException e) {
      throw MlboxException.broken(
          Problem.of("the server's answer is no JSON: " + words(response)).at(path), e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return server.client().send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw MlboxException.broken(
          Problem.of("the server does not answer: " + e.getMessage()).at(request.uri().toString()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MlboxException.broken(
          Problem.of("interrupted while the server was asked").at(request.uri().toString()), e);
    }
  }

  /** What a client did wrong is told to the client; a path that is not there is not its fault. */
  private MlboxException refused(HttpResponse<byte[]> response) {
    Problem problem =
        Problem.of(
                "the server answers with status %d: %s"
                    .formatted(response.statusCode(), words(response)))
            .at(server.spec().predict())
            .expected("predictions for rows as server.speaks says: " + server.spec().speaks());
    boolean asked = response.statusCode() >= BAD_REQUEST && response.statusCode() < SERVER_ERROR;
    return asked ? MlboxException.invalid(problem) : MlboxException.broken(problem, null);
  }

  private static String words(HttpResponse<byte[]> response) {
    String raw = new String(response.body(), StandardCharsets.UTF_8).strip();
    String line = raw.replaceAll("\\s+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
