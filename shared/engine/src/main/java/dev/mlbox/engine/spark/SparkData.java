package dev.mlbox.engine.spark;

import dev.mlbox.core.config.EvaluateConfig;
import dev.mlbox.core.config.ModelConfig;
import dev.mlbox.core.config.ServerConfig;
import dev.mlbox.core.config.SparkConfig;
import dev.mlbox.core.config.Stated;
import dev.mlbox.core.model.Digest;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.data.DataProblems;
import dev.mlbox.engine.data.DataSource;
import dev.mlbox.engine.data.FarTable;
import dev.mlbox.engine.project.Project;
import dev.mlbox.runtime.remote.Order;
import dev.mlbox.runtime.remote.RemoteColumn;
import dev.mlbox.runtime.remote.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/** Opens rows that Spark reads: what judges look at comes here, the rest stays. */
public final class SparkData {
  private SparkData() {}

  /**
   * Starts Spark and looks at the rows.
   *
   * @param config where it is
   * @throws MlboxException INVALID when the rows or what is asked of them are not for Spark; BROKEN
   *     when Spark fails
   */
  public static DataSource open(Project project, SparkConfig config) {
    EvaluateConfig evaluate = project.config().evaluate();
    Wanted wanted = new Wanted(evaluate);
    wanted.requireElsewhere();
    requireOnnx(project);
    List<String> files = files(evaluate.data(), project.folder());
    SparkProgram program =
        SparkProgram.find(
            config,
            project.invocation().classPath(),
            project.invocation().environment(),
            project.folder());
    Path folder = temporary();
    Conversation spark = null;
    try {
      spark =
          Conversation.start(
              program, project.invocation().environment(), project.folder(), config.place());
      Order.Open order = new Order.Open(files, folder.toString());
      return opened(evaluate.data(), wanted, order, new Summing(spark, config.reduce()));
    } catch (RuntimeException | Error e) {
      if (spark != null) {
        spark.close();
      }
      SparkRows.remove(folder);
      throw e;
    }
  }

  /** Before a model is made, as far as its kind is known by then. */
  private static void requireOnnx(Project project) {
    ModelConfig model = project.config().model();
    ServerConfig server = model.server();
    if (model.predict() != null || server != null) {
      throw MlboxException.invalid(
          Problem.of(
                  server == null
                      ? "Spark asks no Python models, and predict is " + model.predict()
                      : "Spark asks no servers, and the model is one")
              .at(server == null ? project.pythonPlace() : server.place())
              .expected("ONNX, which needs nothing else on the machines that have the rows")
              .remedy("or leave evaluate.engine: spark out"));
    }
  }

  /** On this machine by their names, as it lists them; elsewhere as they were written. */
  private static List<String> files(Stated data, Path folder) {
    if (data.text().matches("[a-z][a-z0-9+.-]+://.*")) {
      return List.of(data.text());
    }
    List<Path> files = DataSource.files(data, folder);
    for (Path file : files) {
      if (!file.toString().endsWith(".parquet")) {
        throw MlboxException.invalid(
            Problem.of("Spark is to read %s".formatted(file.getFileName()))
                .at(data.place())
                .expected("Parquet: text says nothing of its types, and readers guess differently")
                .remedy("write the rows as Parquet, or leave evaluate.engine: spark out"));
      }
    }
    return files.stream().map(file -> file.toUri().toString()).toList();
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("mlbox-spark");
    } catch (IOException e) {
      throw MlboxException.broken(Problem.of("no temporary folder can be made: " + e), e);
    }
  }

  /** Whom to speak to, and whether rows are summed up there. */
  private record Summing(Conversation spark, boolean asked) {}

  private static DataSource opened(Stated data, Wanted wanted, Order.Open order, Summing summing) {
    Conversation spark = summing.spark();
    Reply.Opened rows = (Reply.Opened) spark.tell(order, done -> {});
    if (rows.rows() == 0) {
      throw DataProblems.empty(data);
    }
    List<RemoteColumn> columns = wanted.of(rows.columns());
    Order.Bring bring = new Order.Bring(columns.stream().map(RemoteColumn::name).toList());
    Path folder = Path.of(order.folder());
    Path file = folder.resolve("judged.parquet");
    try (Spool spool = Spool.open((Reply.Brought) spark.tell(bring, done -> {}), rows.rows())) {
      FarTable.write(columns, spool.parcels(), file);
    }
    Digest digest = new Digest(HexFormat.of().formatHex(rows.digest()));
    SparkRows far = new SparkRows(spark, data, rows, folder, summing.asked());
    return DataSource.beside(far, data, file, digest);
  }
}
