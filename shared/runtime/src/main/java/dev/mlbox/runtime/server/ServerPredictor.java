package dev.mlbox.runtime.server;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.model.Signature;
import dev.mlbox.core.port.Predictor;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.table.Column;
import dev.mlbox.core.table.Table;
import dev.mlbox.runtime.batch.Batches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A server of the user's own, asked as its clients ask it. */
public final class ServerPredictor implements Predictor {
  /** Rows of one request: servers limit what they take, and the time they take for it. */
  private static final int ROWS = 256;

  private final ModelServer server;
  private final List<String> features;
  private final Asking asking;

  /** How one question is put to the server, and its answer read. */
  interface Asking {
    /**
     * The predictions.
     *
     * @throws MlboxException INVALID when the server blames whoever asks, else BROKEN
     */
    Predictions ask(Question question);
  }

  /**
   * @param server closed with this
   * @param features the columns that it is given, in order; empty: all of the table
   */
  public ServerPredictor(ModelServer server, List<String> features) {
    this.server = server;
    this.features = List.copyOf(features);
    this.asking = server.spec().byGrpc() ? new CalledServer(server) : new AskedServer(server);
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
        rows.rows(), ROWS, (from, to) -> asking.ask(new Question(columns, from, to, matrix)));
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

  @Override
  public void close() {
    server.close();
  }
}
