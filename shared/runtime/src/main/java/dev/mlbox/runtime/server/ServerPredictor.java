package dev.mlbox.runtime.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import dev.mlbox.runtime.batch.Batches;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A server of the user's own, asked as its clients ask it. */
public final class ServerPredictor implements Predictor {
  /** Rows of one request: servers limit what they take, and the time they take for it. */
  private static final int ROWS = 256;

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;
  private static final int LONGEST = 200;

  private final ModelServer server;
  private final List<String> features;

  /**
   * @param server closed with this
   * @param features the columns that it is given, in order; empty: all of the table
   */
  public ServerPredictor(ModelServer server, List<String> features) {
    this.server = server;
    this.features = List.copyOf(features);
  }

  public ModelServer server() {
    return server;
  }

  /** Empty: what a server wants it says when it is asked. */
  @Override
  public Signature signature() {
    return new Signature(List.of(), List.of());
  }

  @Override
  public Predictions predict(Table rows) {
    Map<String, Column> columns = columns(rows);
    boolean matrix =
        !features.isEmpty()
            && columns.values().stream().noneMatch(column -> column instanceof Column.Text);
    return Batches.predict(
        rows.rows(), ROWS, (from, to) -> ask(new Question(columns, from, to, matrix)));
  }

  private Map<String, Column> columns(Table rows) {
    if (features.isEmpty()) {
      return rows.columns();
    }
    Map<String, Column> columns = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (String name : features) {
      rows.column(name)
          .ifPresentOrElse(
              column -> columns.put(name, column),
              () ->
                  problems.add(
                      Problem.of("column %s is missing".formatted(name))
                          .at("features")
                          .expected("it among " + String.join(", ", rows.names()))));
    }
    if (!problems.isEmpty()) {
      throw new MlboxException(Fault.INVALID, problems, null);
    }
    return columns;
  }

  private Predictions ask(Question question) {
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

  @Override
  public void close() {
    server.close();
  }
}
