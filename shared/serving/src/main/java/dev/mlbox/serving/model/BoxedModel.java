package dev.mlbox.serving.model;

import com.fasterxml.jackson.core.JsonFactory;
import dev.mlbox.core.model.BoxManifest;
import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.Endpoint;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.json.ErrorJson;
import dev.mlbox.serving.model.TensorsReader.Inference;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The model of this box: bodies in, answers out, on the caller's thread. */
public final class BoxedModel implements AutoCloseable {
  private final String name;
  private final String version;
  private final Predictor predictor;
  private final Metadata metadata;
  private final RowsReader rowsReader;
  private final RowsWriter rowsWriter;
  private final TensorsReader tensorsReader;
  private final TensorsWriter tensorsWriter;

  /**
   * @param version of the box
   * @param predictor closed with this
   */
  public BoxedModel(BoxManifest manifest, String version, Predictor predictor) {
    JsonFactory json = BodyJson.factory();
    this.name = manifest.model();
    this.version = version;
    this.predictor = predictor;
    this.metadata = new Metadata(manifest, version, predictor.signature());
    this.rowsReader = new RowsReader(json, Wanted.by(predictor.signature(), manifest));
    this.rowsWriter = new RowsWriter(json);
    this.tensorsReader = new TensorsReader(json, manifest.features());
    this.tensorsWriter = new TensorsWriter(json, name, version);
  }

  /** Of the box. */
  public String version() {
    return version;
  }

  boolean isAble() {
    return predictor.isAble();
  }

  /** Answers what can be said without asking the model. */
  public Answer describe(Endpoint endpoint) {
    if (!endpoint.model().isEmpty() && !endpoint.model().equals(name)) {
      return unknown(endpoint);
    }
    byte[] body =
        switch (endpoint.kind()) {
          case MODEL -> metadata.model();
          case MODEL_READY -> metadata.ready();
          case SERVER, LIVE, READY, ROWS, TENSORS, BEHIND, OTHER -> metadata.server();
        };
    return Answer.json(200, body, version);
  }

  /** Asks the model; takes as long as it takes. Never throws. */
  public Answer predict(Endpoint endpoint, Incoming request) {
    if (endpoint.kind() == Endpoint.Kind.TENSORS && !endpoint.model().equals(name)) {
      return unknown(endpoint);
    }
    if (!isJson(request.contentType())) {
      return Answer.problem(
          415,
          Problem.of("the content type is " + request.contentType())
              .at("request header content-type")
              .expected(Answer.JSON)
              .remedy("send the header content-type: application/json"),
          version);
    }
    UnaryOperator<byte[]> handler =
        endpoint.kind() == Endpoint.Kind.ROWS ? this::rows : this::tensors;
    return timed(handler, request.body().getBytes());
  }

  private Answer timed(UnaryOperator<byte[]> handler, byte[] body) {
    long start = System.nanoTime();
    Answer answer;
    try {
      answer = Answer.json(200, handler.apply(body), version);
    } catch (MlboxException e) {
      int status = e.fault() == Fault.INVALID ? 400 : 500;
      answer = Answer.json(status, ErrorJson.of(e.problems()), version);
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      answer = Answer.problem(500, Problem.of("the model failed: " + e), version);
    }
    return answer.took((System.nanoTime() - start) / 1000);
  }

  private byte[] rows(byte[] body) {
    return rowsWriter.write(ask(rowsReader.read(body)));
  }

  private byte[] tensors(byte[] body) {
    Inference inference = tensorsReader.read(body);
    return tensorsWriter.write(ask(inference.rows()), inference.id(), inference.outputs());
  }

  /** No rows, no answers; the model is not troubled with that. */
  private Predictions ask(Table rows) {
    if (rows.rows() == 0) {
      return Predictions.of(new Column.Whole(new long[0]));
    }
    Predictions answers = predictor.predict(rows);
    if (answers.rows() != rows.rows()) {
      throw MlboxException.broken(
          Problem.of("the model gave %d answers to %d rows".formatted(answers.rows(), rows.rows())),
          null);
    }
    return answers;
  }

  private Answer unknown(Endpoint endpoint) {
    return Answer.problem(
        404, Problem.of("there is no model " + endpoint.model()).expected(name), version);
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null || contentType.isBlank()) {
      return true;
    }
    String type = List.of(contentType.split(";", 2)).get(0).strip().toLowerCase(Locale.ROOT);
    return type.equals(Answer.JSON) || type.endsWith("+json");
  }

  @Override
  public void close() {
    predictor.close();
  }
}
