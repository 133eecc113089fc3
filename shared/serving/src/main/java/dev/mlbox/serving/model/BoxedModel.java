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
import dev.mlbox.serving.exchange.AnswerId;
import dev.mlbox.serving.exchange.Endpoint;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.json.ErrorJson;
import dev.mlbox.serving.model.TensorsReader.Inference;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The model of this box: bodies in, answers out, on the caller's thread. */
public final class BoxedModel implements AutoCloseable {
  /** What curl says of any body, when nobody tells it otherwise. */
  private static final String FORM = "application/x-www-form-urlencoded";

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
    if (isOfAnother(endpoint)) {
      return unknown(endpoint);
    }
    byte[] body =
        switch (endpoint.kind()) {
          case MODEL -> metadata.model();
          case MODEL_READY -> metadata.ready();
          case SERVER, LIVE, READY, ROWS, TENSORS, FEEDBACK, BEHIND, OTHER -> metadata.server();
        };
    return Answer.json(200, body, version);
  }

  /** Asks the model; takes as long as it takes. Never throws. */
  public Answer predict(Endpoint endpoint, Incoming request) {
    if (isOfAnother(endpoint)) {
      return unknown(endpoint);
    }
    if (!isJson(request)) {
      return Answer.problem(
          415,
          Problem.of("the content type is " + request.contentType())
              .at("request header content-type")
              .expected(Answer.JSON)
              .remedy("send the header content-type: application/json"),
          version);
    }
    Function<byte[], Answer> handler =
        endpoint.kind() == Endpoint.Kind.ROWS ? this::rows : this::tensors;
    return timed(handler, request.body().getBytes());
  }

  private Answer timed(Function<byte[], Answer> handler, byte[] body) {
    long start = System.nanoTime();
    Answer answer;
    try {
      answer = handler.apply(body);
    } catch (MlboxException e) {
      int status = e.fault() == Fault.INVALID ? 400 : 500;
      answer = Answer.json(status, ErrorJson.of(e.problems()), version);
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      answer = Answer.problem(500, Problem.of("the model failed: " + e), version);
    }
    return answer.took((System.nanoTime() - start) / 1000);
  }

  private Answer rows(byte[] body) {
    Table rows = rowsReader.read(body);
    Predictions answers;
    try {
      answers = ask(rows);
    } catch (MlboxException e) {
      throw e.fault() == Fault.INVALID ? withStrays(e, rowsReader.strays(body)) : e;
    }
    return named(rowsWriter.write(answers), answers);
  }

  /** A column that is missing may be there under a name that the model knows nothing of. */
  private static MlboxException withStrays(MlboxException refusal, List<String> strays) {
    if (strays.isEmpty()) {
      return refusal;
    }
    String remedy =
        "the request has %s, which the model does not take".formatted(String.join(", ", strays));
    return new MlboxException(
        refusal.fault(),
        refusal.problems().stream()
            .map(problem -> problem.remedy() == null ? problem.remedy(remedy) : problem)
            .toList(),
        refusal);
  }

  private Answer tensors(byte[] body) {
    Inference inference = tensorsReader.read(body);
    Predictions answers = ask(inference.rows());
    return named(tensorsWriter.write(answers, inference.id(), inference.outputs()), answers);
  }

  private Answer named(byte[] body, Predictions answers) {
    Answer answer = Answer.json(200, body, version);
    if (answers.rows() > AnswerId.MOST_ROWS) {
      return answer;
    }
    List<String> predicted = new ArrayList<>();
    for (int row = 0; row < answers.rows(); row++) {
      predicted.add(answers.values().text(row));
    }
    return answer.called(AnswerId.of(version, predicted));
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

  private boolean isOfAnother(Endpoint endpoint) {
    return (!endpoint.model().isEmpty() && !endpoint.model().equals(name))
        || isOfAnotherVersion(endpoint);
  }

  private boolean isOfAnotherVersion(Endpoint endpoint) {
    return !endpoint.version().isEmpty() && !endpoint.version().equals(version);
  }

  private Answer unknown(Endpoint endpoint) {
    Problem problem =
        endpoint.model().equals(name)
            ? Problem.of("version %s of %s does not answer".formatted(endpoint.version(), name))
                .expected("%s, or the version on trial beside it".formatted(version))
                .remedy("name no version to get whichever serves")
            : Problem.of("there is no model " + endpoint.model()).expected(name);
    return Answer.problem(404, problem, version);
  }

  private static boolean isJson(Incoming request) {
    String contentType = request.contentType();
    if (contentType == null || contentType.isBlank()) {
      return true;
    }
    String type = List.of(contentType.split(";", 2)).get(0).strip().toLowerCase(Locale.ROOT);
    return type.equals(Answer.JSON)
        || type.endsWith("+json")
        || (type.equals(FORM) && beginsAsJson(request.body()));
  }

  private static boolean beginsAsJson(Buffer body) {
    int start = 0;
    while (start < body.length() && Character.isWhitespace(body.getByte(start))) {
      start++;
    }
    return start < body.length() && (body.getByte(start) == '{' || body.getByte(start) == '[');
  }

  @Override
  public void close() {
    predictor.close();
  }
}
