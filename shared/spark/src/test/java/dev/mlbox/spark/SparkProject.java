package dev.mlbox.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mlbox.core.event.Event;
import dev.mlbox.core.plan.Goal;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.Mlbox;
import dev.mlbox.engine.box.BoxClasspath;
import dev.mlbox.engine.project.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** A project with a real model, and 9,000 rows in three Parquet files of several row groups. */
final class SparkProject {
  private static final Path FIXTURES = Path.of("../../src/examples/fixtures");

  /** Some are not what the model expects of them, so that two models differ. */
  private static final String ROWS =
      """
      COPY (
        SELECT t.color, t.size, CAST(t.weight + 17 * sin(i) AS DOUBLE) AS weight,
          CAST(abs(t.visits + i %% 7 - 3) AS INTEGER) AS visits,
          CASE WHEN hash(i) %% 11 = 0 THEN 1 - t.bought ELSE t.bought END AS bought, t.plan,
          i // 4 AS customer, CAST(0.25 + (i %% 5) AS FLOAT) AS importance,
          DATE '2026-01-01' + CAST(i %% 90 AS INTEGER) AS day,
          CAST(i %% 1000 AS DECIMAL(8, 2)) / 7 AS cost,
          CASE WHEN i %% 10 = 0 THEN NULL ELSE 'r' || (i %% 4) END AS region,
          make_timestamp(1767225600000000 + i * 1000003) AS moment
        FROM (SELECT row_number() OVER () - 1 AS n, * FROM read_csv('%s')) t
        JOIN (SELECT range AS i FROM range(%d, %d)) ON t.n = i %% 200
        ORDER BY i
      ) TO '%s' (FORMAT parquet, ROW_GROUP_SIZE 2048)
      """;

  static final String CONFIG =
      """
      model: tiny
      load: model.onnx
      baseline: file:other.onnx
      evaluate:
        data: rows/*.parquet
        target: bought
        slices: [color, [size, plan], region, "day < DATE '2026-02-01' AND cost > 20", "moment >= TIMESTAMP '2026-01-01 01:00:00'"]
        gates:
          - roc_auc >= 0.6
          - roc_auc >= baseline - 0.01
          - accuracy by color >= baseline - 0.02
          - spent <= 9
        metrics:
          - {name: spent, better: lower, sql: "avg(cost) filter (where prediction <> bought)"}
      """;

  final Path folder;
  final Queue<Event> events = new ConcurrentLinkedQueue<>();
  final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "PATH",
              System.getenv().getOrDefault("PATH", ""),
              // For Spark, which is over before a second compilation pays.
              "JAVA_TOOL_OPTIONS",
              "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));

  SparkProject(Path folder) throws IOException, SQLException {
    this.folder = folder;
    fixture("tiny-binary.onnx", "model.onnx");
    anotherModel("other.onnx");
    Files.createDirectory(folder.resolve("rows"));
    rows("a.parquet", 0, 5000);
    rows("b.parquet", 5000, 5001);
    rows("c.parquet", 5001, 9000);
    write(CONFIG);
  }

  void fixture(String name, String as) throws IOException {
    Files.copy(FIXTURES.resolve(name), folder.resolve(as), StandardCopyOption.REPLACE_EXISTING);
  }

  /** The same with a smaller coefficient, 0.25 instead of 1.464, for both classes. */
  private void anotherModel(String as) throws IOException {
    String hex = HexFormat.of().formatHex(Files.readAllBytes(folder.resolve("model.onnx")));
    String other = hex.replace("3d0368bb3f", "3d0000803e").replace("3d0368bbbf", "3d000080be");
    Files.write(folder.resolve(as), HexFormat.of().parseHex(other));
  }

  void write(String config) throws IOException {
    Files.writeString(folder.resolve("mlbox.yaml"), config);
  }

  private void rows(String name, int from, int to) throws SQLException {
    sql(
        ROWS.formatted(
            FIXTURES.resolve("tiny-table.csv"), from, to, folder.resolve("rows").resolve(name)));
  }

  void sql(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  /** With settings {@code KEY=VALUE}. */
  RunReport check(String... settings) {
    return Mlbox.open(
            new Invocation(
                folder.resolve("mlbox.yaml"),
                Stream.of(settings).map(SparkProject::assignment).toList(),
                environment,
                BoxClasspath.running(),
                events::add,
                "check"))
        .run(Goal.CHECK);
  }

  private static Invocation.Assignment assignment(String pair) {
    String key = pair.substring(0, pair.indexOf('='));
    return new Invocation.Assignment(key, pair.substring(key.length() + 1), "--set " + key);
  }

  /** What the report file says of a check, without what a clock or the look at the data says. */
  String numbers(String... settings) throws IOException {
    RunReport report = check(settings);
    Path file = Path.of(report.files().get(0)).resolveSibling("report.json");
    ObjectNode whole = (ObjectNode) new ObjectMapper().readTree(Files.readString(file));
    JsonNode checked = whole.get("checked");
    ((ObjectNode) checked).remove(List.of("data", "looks"));
    without(checked);
    return checked.toPrettyString();
  }

  private static void without(JsonNode node) {
    if (node instanceof ObjectNode object) {
      Iterator<String> names = object.fieldNames();
      while (names.hasNext()) {
        String name = names.next();
        if (name.startsWith("predict_ms")) {
          names.remove();
        }
      }
    }
    node.forEach(SparkProject::without);
  }
}
