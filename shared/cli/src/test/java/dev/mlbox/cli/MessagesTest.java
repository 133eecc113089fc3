package dev.mlbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads when something is wrong: the whole message and the exit code. */
@Timeout(60)
class MessagesTest {
  private static final String CONFIG =
      """
      model: tiny
      load: model.onnx
      evaluate:
        data: test.csv
        target: bought
        slices: [color]
        gates:
          - roc_auc >= 0.6
      deploy:
        to: local
        port: 1
      """;
  private static final String CLUSTER =
      CONFIG.replace("to: local", "to: kubernetes\n  image: 127.0.0.1:1/team/tiny");

  @TempDir private Path folder;
  private Shell shell;

  @BeforeEach
  void aProject() throws IOException {
    shell = new Shell(folder);
    shell.fixture("tiny-binary.onnx", "model.onnx");
    shell.fixture("tiny-table.csv", "test.csv");
    shell.write("mlbox.yaml", CONFIG);
  }

  private void says(int code, String message, String command, String... more) {
    int actual = shell.run(command, more);

    assertThat(shell.err()).isEqualTo(message);
    assertThat(actual).isEqualTo(code);
  }

  /** A verdict is no problem: it is printed where results are. */
  private void prints(int code, String line, String command, String... more) {
    int actual = shell.run(command, more);

    assertThat(shell.out().lines()).contains(line);
    assertThat(shell.err()).isEmpty();
    assertThat(actual).isEqualTo(code);
  }

  private void configured(String old, String text) throws IOException {
    assertThat(CONFIG).contains(old);
    shell.write("mlbox.yaml", CONFIG.replace(old, text));
  }

  @Test
  void anUnknownKey() throws IOException {
    configured("target: bought", "traget: bought");
    says(
        4,
        """
        mlbox: unknown key `evaluate.traget`
          where:    mlbox.yaml:5
          expected: one of data, target, positive, task, group, weight, query, slices, metrics, gates, inconclusive, strict, min_rows, reuse_budget, live, seed, engine, spark
          remedy:   did you mean `evaluate.target`?
        mlbox: `evaluate.target` is missing
          where:    mlbox.yaml:3
          expected: The column with the truth
        """,
        "check");
  }

  @Test
  void sparkThatIsNotInstalled() throws IOException {
    configured("data: test.csv", "data: test.parquet\n  engine: spark");
    Files.write(folder.resolve("test.parquet"), new byte[0]);
    says(
        4,
        """
        mlbox: evaluate.engine is spark, and mlbox-spark is not installed
          where:    mlbox.yaml:5
          expected: MLBOX_SPARK to name the folder of its jars
          remedy:   or leave evaluate.engine: spark out
        """,
        "check");
  }

  @Test
  void textForSpark() throws IOException {
    configured("data: test.csv", "data: test.csv\n  engine: spark");
    says(
        4,
        """
        mlbox: Spark is to read test.csv
          where:    mlbox.yaml:4
          expected: Parquet: text says nothing of its types, and readers guess differently
          remedy:   write the rows as Parquet, or leave evaluate.engine: spark out
        """,
        "check");
  }

  @Test
  void aWrongType() throws IOException {
    configured("target: bought", "target: bought\n  min_rows: many");
    says(
        4,
        """
          mlbox: `evaluate.min_rows` is `many`
            where:    mlbox.yaml:6
            expected: a whole number such as 30 (Slices with fewer rows are listed as too small)
          """,
        "check");
  }

  @Test
  void aListWhereTextBelongs() throws IOException {
    configured("data: test.csv", "data: [test.csv]");
    says(
        4,
        """
        mlbox: `evaluate.data` is a list
          where:    mlbox.yaml:4
          expected: CSV, Parquet or JSON lines: a file, a glob, a URL, or live:7d for the labelled requests of the last seven days
        """,
        "check");
  }

  @Test
  void yamlThatIsNone() throws IOException {
    configured("model: tiny", "model: tiny: 3");
    says(
        4,
        """
        mlbox: there is a `: ` too many, or this line is indented too far
          where:    mlbox.yaml:1
          remedy:   put a value that contains `: ` in quotes
        """,
        "check");
  }

  @Test
  void noConfiguration() throws IOException {
    Files.delete(folder.resolve("mlbox.yaml"));
    says(
        4,
        """
        mlbox: there is no mlbox.yaml
          expected: it in FOLDER
          remedy:   `mlbox init` writes one
        """,
        "check");
  }

  @Test
  void anUnknownCommand() {
    says(
        4,
        """
          mlbox: unknown command `chekc`
            expected: one of init, doctor, train, evaluate, check, box, deploy, promote, revert, follow, status, dashboard, history, why, plan, backtest, traffic, stop, schema
            remedy:   did you mean `mlbox check`?
          """,
        "chekc");
  }

  @Test
  void anUnknownOption() {
    says(
        4,
        """
          mlbox: `mlbox check` has no option `--fast`
            remedy:   see `mlbox check --help`
          """,
        "check",
        "--fast");
  }

  @Test
  void anOptionThatIsNearlyOne() {
    says(
        4,
        """
          mlbox: `mlbox check` has no option `--dry-rum`
            remedy:   did you mean `--dry-run`?
          """,
        "check",
        "--dry-rum");
  }

  @Test
  void anArgumentTooMany() {
    says(
        4,
        """
          mlbox: `mlbox deploy` takes no argument `extra`
            remedy:   see `mlbox deploy --help`
          """,
        "deploy",
        "extra");
  }

  @Test
  void anOverrideThatSetsNothing() {
    says(
        4,
        """
        mlbox: `deploy.to` sets nothing
          where:    --set
          expected: KEY=VALUE, such as deploy.to=kubernetes
        """,
        "check",
        "--set",
        "deploy.to");
  }

  @Test
  void aFalseRevertThatIsImpossible() {
    says(
        4,
        """
          mlbox: `deploy.false_revert` is `0%`
            where:    --set deploy.false_revert
            expected: a value such as 1% (How probable it may be that a rollout of an equal model is reverted; above 0%)
          """,
        "check",
        "--set",
        "deploy.false_revert=0%");
  }

  @Test
  void anOverrideOfAnUnknownKey() {
    says(
        4,
        """
        mlbox: unknown key `deploy.too`
          where:    --set deploy.too
          expected: one of to, image, signature, base, context, namespace, replicas, busy, port, resources, pod, networkPolicy, token, metrics_secret, storage, traffic, pilot, canary, shadow, sticky, step, revert_if, slow_from, false_revert, unproven, promote, deadline, overdue, lease, interval, cover_after, watch, holdout, probe, ready
          remedy:   did you mean `deploy.to`?
        """,
        "check",
        "--set",
        "deploy.too=local");
  }

  @Test
  void aMissingDataFile() throws IOException {
    Files.delete(folder.resolve("test.csv"));
    says(
        4,
        """
        mlbox: data file test.csv does not exist
          where:    mlbox.yaml:4
          expected: CSV, Parquet or JSON lines at FOLDER/test.csv
        """,
        "check");
  }

  @Test
  void dataThatIsAFolder() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    configured("data: test.csv", "data: data");
    says(
        4,
        """
        mlbox: data is a folder
          where:    mlbox.yaml:4
          expected: a file, or a glob such as data/*.parquet
        """,
        "check");
  }

  @Test
  void dataOfAnUnknownFormat() throws IOException {
    shell.write("test.xlsx", "PK");
    configured("data: test.csv", "data: test.xlsx");
    says(
        4,
        """
        mlbox: test.xlsx does not say what it holds
          where:    mlbox.yaml:4
          expected: a name that ends in .csv, .tsv, .parquet, .jsonl, .ndjson or .json
        """,
        "check");
  }

  @Test
  void aFileThatIsNoParquet() throws IOException {
    shell.write("test.parquet", "not one");
    configured("data: test.csv", "data: test.parquet");
    says(
        4,
        """
        mlbox: cannot read test.parquet: File 'FOLDER/test.parquet' too small to be a Parquet file
          where:    mlbox.yaml:4
        """,
        "check");
  }

  @Test
  void aMissingModelFile() throws IOException {
    Files.delete(folder.resolve("model.onnx"));
    says(
        4,
        """
        mlbox: there is no model `model.onnx`
          where:    mlbox.yaml:2
          expected: a file or folder at FOLDER/model.onnx
        """,
        "check");
  }

  @Test
  void aModelFileThatIsNoModel() throws IOException {
    shell.write("model.onnx", "not one");
    says(
        4,
        """
        mlbox: model.onnx cannot be loaded: Protobuf parsing failed
          where:    FOLDER/model.onnx
          expected: an ONNX model
        """,
        "check");
  }

  @Test
  void aTargetThatIsNoColumn() throws IOException {
    configured("target: bought", "target: bougt");
    says(
        4,
        """
          mlbox: there is no column bougt
            where:    mlbox.yaml:5
            expected: one of color, size, weight, visits, bought, plan, as in test.csv
            remedy:   did you mean bought?
          """,
        "check");
  }

  @Test
  void aModelWhoseInputsTheDataDoNotHave() throws IOException {
    shell.write("test.csv", shell.rows(50).replace("weight,visits", "wheight,visit_count"));
    says(
        4,
        """
        mlbox: the data have no column weight, an input of the model
          where:    mlbox.yaml:4
          expected: it in test.csv, which has color, size, wheight, visit_count, bought, plan
          remedy:   is it wheight?
        mlbox: the data have no column visits, an input of the model
          where:    mlbox.yaml:4
          expected: it in test.csv, which has color, size, wheight, visit_count, bought, plan
        """,
        "check");
  }

  @Test
  void aModelWhoseInputsAreOfAnotherType() throws IOException {
    shell.write("test.csv", shell.rows(50).replaceFirst(",23,", ",many,"));
    says(
        4,
        """
        mlbox: column visits, row 1 is "many"
          where:    input visits of model.onnx
          expected: a whole number (int64)
        """,
        "check");
  }

  @Test
  void oneCellThatIsNoNumberIsTheOneThatIsTold() throws IOException {
    shell.write("test.csv", shell.rows(50).replaceFirst(",80.73,", ",heavy,"));
    says(
        4,
        """
        mlbox: column weight, row 4 is "heavy"
          where:    input weight of model.onnx
          expected: a number (float)
        """,
        "check");
  }

  @Test
  void aRowWhoseValueIsNoNumberAndThatTheModelDoesNotAnswer() throws IOException {
    shell.write("test.csv", shell.rows(50).replaceFirst(",80.73,", ",nan,"));
    says(
        4,
        """
        mlbox: row 4 has weight NaN, to which the model has no answer
          where:    mlbox.yaml:4
          expected: a number in each row of test.csv
          remedy:   leave such rows out, or let the model replace such values
        """,
        "check");
  }

  @Test
  void aTextInputThatIsANumberInTheData() throws IOException {
    shell.write("test.csv", shell.rows(50).replaceAll("(?m)^[^,c]+(?=,)", "7"));
    says(
        4,
        """
        mlbox: column color, row 1 is 7
          where:    input color of model.onnx
          expected: text
        """,
        "check");
  }

  @Test
  void emptyData() throws IOException {
    shell.write("test.csv", shell.rows(0));
    says(
        4,
        """
        mlbox: test.csv has no rows
          where:    mlbox.yaml:4
          expected: at least one
        """,
        "check");
  }

  @Test
  void dataWithoutEvenAHeader() throws IOException {
    shell.write("test.csv", "");
    says(
        4,
        """
        mlbox: test.csv has no rows
          where:    mlbox.yaml:4
          expected: at least one
        """,
        "check");
  }

  @Test
  void aRowWithoutValueInAFeature() throws IOException {
    shell.write("test.csv", shell.rows(50).replaceFirst("54.48", ""));
    says(
        4,
        """
        mlbox: column weight has no value in row 2
          where:    test.csv
          expected: a value in every row of a column that is used
          remedy:   fill the row or leave it out
        """,
        "check");
  }

  @Test
  void aRowWithoutValueInTheTarget() throws IOException {
    shell.write("test.csv", shell.rows(50).replaceFirst("36,1,plus", "36,,plus"));
    says(
        4,
        """
        mlbox: column bought has no value in row 2
          where:    test.csv
          expected: a value in every row of a column that is used
          remedy:   fill the row or leave it out
        """,
        "check");
  }

  @Test
  void aRowWithTooManyValues() throws IOException {
    shell.write("test.csv", shell.rows(50) + "red,M,1.5,2,1,pro,more\n");
    says(
        4,
        """
        mlbox: cannot read test.csv: CSV Error on Line: 52; Original Line: red,M,1.5,2,1,pro,more; Expected Number of Columns: 6 Found: 7
          where:    mlbox.yaml:4
        """,
        "check");
  }

  @Test
  void noGateAtAll() throws IOException {
    configured("  gates:\n    - roc_auc >= 0.6\n", "");
    prints(0, "  gate      warn  no gate was asked for, nothing was judged", "check");
    assertThat(shell.out())
        .contains("SUCCEEDED no gate was asked for")
        .doesNotContain("all gates pass");
  }

  @Test
  void anEmptyListOfGates() throws IOException {
    configured("  gates:\n    - roc_auc >= 0.6\n", "  gates: []\n");
    assertThat(shell.run("check")).isEqualTo(4);
    assertThat(shell.err()).contains("`evaluate.gates` is an empty list").contains("at least 1");
  }

  @Test
  void aMessageNamesTheKeyThatItIsAbout() throws IOException {
    configured(
        "  port: 1\n",
        """
          port: 1
          lease: 1s
          cover_after: 0s
          shadow: 200%
          storage: {keep: 0s}
        """);
    says(
        4,
        """
        mlbox: deploy.shadow: a weight is 0% to 100%, not: 200.0%
          where:    mlbox.yaml:14
        mlbox: deploy.lease: 1s is not between 2s and 1h
          where:    mlbox.yaml:12
        mlbox: deploy.cover_after: 0ms is not between 1ms and 10m
          where:    mlbox.yaml:13
        mlbox: deploy.storage.keep: 0ms is not between 1m and 87600h
          where:    mlbox.yaml:15
        """,
        "check");
  }

  @Test
  void aDurationWithoutAUnit() throws IOException {
    configured("  port: 1\n", "  port: 1\n  watch: 5\n");
    assertThat(shell.run("check")).isEqualTo(4);
    assertThat(shell.err())
        .contains("`deploy.watch` is")
        .contains("a unit, such as 30s, 10m or 1h");
  }

  @Test
  void aGateOnAnUnknownMetric() throws IOException {
    configured("roc_auc >= 0.6", "auc_roc >= 0.6");
    says(
        4,
        """
          mlbox: gate `auc_roc >= 0.6` names an unknown metric, auc_roc
            where:    mlbox.yaml:8
            expected: a metric, such as accuracy or roc_auc of classes, mean_absolute_error of numbers
            remedy:   did you mean roc_auc?
          """,
        "check");
  }

  @Test
  void aGateThatIsNone() throws IOException {
    configured("roc_auc >= 0.6", "roc_auc better than baseline");
    says(
        4,
        """
        mlbox: gate `roc_auc better than baseline` is not understood
          where:    mlbox.yaml:8
          expected: METRIC [by SLICE | on live mix] (>=|<=) (NUMBER | [NUMBER *] baseline [(+|-) NUMBER[%]])
        """,
        "check");
  }

  @Test
  void aGateOnASliceThatIsNotListed() throws IOException {
    configured("roc_auc >= 0.6", "roc_auc by size >= 0.6");
    says(
        4,
        """
        mlbox: gate `roc_auc by size >= 0.6` is by size, which is no slice
          where:    mlbox.yaml:8
          expected: color
          remedy:   add size to evaluate.slices
        """,
        "check");
  }

  @Test
  void aGateForAnotherKindOfTask() throws IOException {
    configured("roc_auc >= 0.6", "r2 >= 0.6");
    says(
        4,
        """
          mlbox: gate `r2 >= 0.6` cannot be judged by r2: it is for numbers, but bought has 2 classes
            where:    mlbox.yaml:8
            expected: a metric for two classes, such as roc_auc or accuracy
          """,
        "check");
  }

  @Test
  void aSlicePredicateThatIsNone() throws IOException {
    configured("slices: [color]", "slices: [\"weight > > 5\"]");
    says(
        4,
        """
        mlbox: slice `weight > > 5` is neither a column nor a predicate: syntax error at or near ">"
          where:    mlbox.yaml:6
          expected: a condition on the columns color, size, weight, visits, bought, plan
        """,
        "check");
  }

  @Test
  void aSliceOnAnUnknownColumn() throws IOException {
    configured("slices: [color]", "slices: [colour]");
    says(
        4,
        """
        mlbox: slice `colour` is neither a column nor a predicate: Referenced column "colour" not found in FROM clause!; Candidate bindings: "color", "bought"
          where:    mlbox.yaml:6
          expected: a condition on the columns color, size, weight, visits, bought, plan
          remedy:   did you mean color?
        """,
        "check");
  }

  @Test
  void aPositiveClassThatNobodyHas() throws IOException {
    configured("target: bought", "target: bought\n  positive: yes!");
    says(
        4,
        """
        mlbox: positive class yes! is not a class of bought
          where:    mlbox.yaml:3
          expected: one of 0, 1
        """,
        "check");
  }

  @Test
  void aGateThatFails() throws IOException {
    configured("roc_auc >= 0.6", "roc_auc >= 0.99");
    prints(
        1,
        "  REJECTED  roc_auc 0.9147 (95 % CI 0.863 … 0.947) is below 0.99 (mlbox.yaml:8)",
        "check");
  }

  @Test
  void aTrainingCommandThatDoesNotExist() throws IOException {
    configured("load: model.onnx", "train: {run: trian-it now, output: model.onnx}");
    says(
        4,
        """
        mlbox: there is no program `trian-it`
          where:    mlbox.yaml:2
          expected: it in a folder of PATH: /usr/bin, /bin
          remedy:   install it, or write its path
        """,
        "check");
  }

  @Test
  void aTargetThatIsNoColumnWasNoticedOnlyAfterTraining() throws IOException {
    shell.write(
        "mlbox.yaml",
        CONFIG
            .replace("load: model.onnx", "train: {run: sh train.sh, output: model.onnx}")
            .replace("target: bought", "target: bougt"));
    shell.write("train.sh", "touch trained\n");
    says(
        4,
        """
          mlbox: there is no column bougt
            where:    mlbox.yaml:5
            expected: one of color, size, weight, visits, bought, plan, as in test.csv
            remedy:   did you mean bought?
          """,
        "check");
    assertThat(folder.resolve("trained")).doesNotExist();
  }

  @Test
  void aSliceThatIsNoneWasNoticedOnlyAfterTraining() throws IOException {
    shell.write(
        "mlbox.yaml",
        CONFIG
            .replace("load: model.onnx", "train: {run: sh train.sh, output: model.onnx}")
            .replace("[color]", "[colour]"));
    shell.write("train.sh", "touch trained\n");
    says(
        4,
        """
        mlbox: slice `colour` is neither a column nor a predicate: Referenced column "colour" not found in FROM clause!; Candidate bindings: "color", "bought"
          where:    mlbox.yaml:6
          expected: a condition on the columns color, size, weight, visits, bought, plan
          remedy:   did you mean color?
        """,
        "check");
    assertThat(folder.resolve("trained")).doesNotExist();
  }

  @Test
  void dataThatTrainingMakesNeedNotBeThereBefore() throws IOException {
    shell.write(
        "mlbox.yaml",
        CONFIG.replace("load: model.onnx", "train: {run: sh train.sh, output: model.onnx}"));
    shell.fixture("tiny-binary.onnx", "made.onnx");
    Files.move(folder.resolve("test.csv"), folder.resolve("kept.csv"));
    shell.write("train.sh", "cp kept.csv test.csv; cp made.onnx model.onnx\n");
    assertThat(shell.run("check")).as(shell.err()).isZero();
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void dataThatNobodyMadeAreMissedAfterTraining() throws IOException {
    shell.write(
        "mlbox.yaml",
        CONFIG.replace("load: model.onnx", "train: {run: sh train.sh, output: model.onnx}"));
    shell.fixture("tiny-binary.onnx", "made.onnx");
    Files.delete(folder.resolve("test.csv"));
    shell.write("train.sh", "cp made.onnx model.onnx\n");
    says(
        4,
        """
        mlbox: data file test.csv does not exist
          where:    mlbox.yaml:4
          expected: CSV, Parquet or JSON lines at FOLDER/test.csv
        """,
        "check");
  }

  @Test
  void aTrainingThatFails() throws IOException {
    configured("load: model.onnx", "train: {run: sh train.sh, output: model.onnx}");
    shell.write("train.sh", "echo reading; echo no such column >&2; exit 3\n");
    says(
        4,
        """
        mlbox: `sh train.sh` ended with exit code 3
          where:    mlbox.yaml:2
          expected: 0
          remedy:   its last lines were:
          reading
          no such column
        """,
        "check");
  }

  @Test
  void aModelWithAnotherDigest() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/model.onnx",
        exchange -> {
          byte[] model = Files.readAllBytes(folder.resolve("model.onnx"));
          exchange.sendResponseHeaders(200, model.length);
          exchange.getResponseBody().write(model);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/model.onnx";
      configured(
          "load: model.onnx", "load: {from: \"" + url + "\", sha256: " + "0".repeat(64) + "}");
      says(
          4,
          """
          mlbox: `%s` has the sha256 3b09891c64826b8d61951d0d2e039c5baf764a6f6a41424d0412542d691c9780
            where:    mlbox.yaml:2
            expected: 0000000000000000000000000000000000000000000000000000000000000000
            remedy:   if the model was meant to change, change `sha256` too
          """
              .formatted(url),
          "check");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void noKubeconfig() throws IOException {
    shell.write("mlbox.yaml", CLUSTER);
    says(
        4,
        """
        mlbox: there is no kubeconfig
          where:    FOLDER/home/.kube/config
          expected: the file that gives access to the cluster
          remedy:   set KUBECONFIG, or get the file from whoever runs the cluster
        """,
        "deploy");
  }

  @Test
  void aKubeconfigThatIsNoYaml() throws IOException {
    shell.write("mlbox.yaml", CLUSTER);
    kubeconfig("clusters: [\n  name: here\n");
    says(
        4,
        """
        mlbox: the kubeconfig cannot be read: while parsing a flow sequence, line 1
          where:    FOLDER/kube.conf
          expected: a YAML file as `kubectl config view --raw` prints it
        """,
        "deploy");
  }

  @Test
  void aKubeconfigWithoutContexts() throws IOException {
    shell.write("mlbox.yaml", CLUSTER);
    kubeconfig("apiVersion: v1\nkind: Config\n");
    says(
        4,
        """
        mlbox: no context is current in FOLDER/kube.conf
          where:    mlbox.yaml:9
          expected: a kubeconfig with a context
          remedy:   set deploy.context, or choose one with `kubectl config use-context`
        """,
        "deploy");
  }

  @Test
  void aContextThatIsNotInTheKubeconfig() throws IOException {
    shell.write("mlbox.yaml", CLUSTER.replace("to: kubernetes", "to: kubernetes\n  context: prd"));
    kubeconfig(NOWHERE);
    says(
        4,
        """
        mlbox: there is no context prd in FOLDER/kube.conf
          where:    mlbox.yaml:11
          expected: one of: prod
        """,
        "deploy");
  }

  private static final String NOWHERE =
      """
      apiVersion: v1
      kind: Config
      current-context: prod
      contexts:
        - name: prod
          context: {cluster: here, user: me, namespace: ml}
      clusters:
        - name: here
          cluster: {server: "https://127.0.0.1:1"}
      users:
        - name: me
          user: {token: secret}
      """;

  private void kubeconfig(String text) throws IOException {
    shell.environment.put("KUBECONFIG", shell.write("kube.conf", text).toString());
  }

  @Test
  void aClusterThatDoesNotAnswer() throws IOException {
    shell.write("mlbox.yaml", CLUSTER);
    kubeconfig(NOWHERE);
    says(
        5,
        """
        mlbox: the API server https://127.0.0.1:1 does not answer: the connection was refused
          where:    context prod, namespace ml
          expected: a Kubernetes API server at that address
          remedy:   check the network and the cluster with `mlbox doctor`
        """,
        "deploy");
  }

  @Test
  void aRegistryThatDoesNotAnswer() throws IOException {
    shell.write(
        "mlbox.yaml",
        CLUSTER.replace("to: kubernetes", "to: kubernetes\n  base: 127.0.0.1:1/mlbox/jre:17"));
    try (AllowingApi api = new AllowingApi()) {
      kubeconfig(NOWHERE.replace("https://127.0.0.1:1", api.url()));
      says(
          5,
          """
          mlbox: registry 127.0.0.1:1 does not answer: Connection refused
            where:    mlbox.yaml:12
            expected: a registry that listens on port 1
            remedy:   check the name and the network, then try again
          """,
          "box");
      // Nothing was loaded, trained or evaluated for nothing.
      assertThat(shell.out()).isEmpty();
    }
  }

  @Test
  void aMisspeltFieldOfAPod() throws IOException {
    shell.write(
        "mlbox.yaml",
        CLUSTER.replace("to: kubernetes", "to: kubernetes\n  pod: {nodeSelektor: {disk: ssd}}"));
    try (AllowingApi api = new AllowingApi()) {
      kubeconfig(NOWHERE.replace("https://127.0.0.1:1", api.url()));
      says(
          4,
          """
          mlbox: deploy.pod is refused: failed to create typed patch object (ml/tiny-0000000000; apps/v1, Kind=Deployment): .spec.template.spec.nodeSelektor: field not declared in schema
            where:    mlbox.yaml:9
            expected: fields of a pod's spec, as `kubectl explain pod.spec` lists them
          """,
          "box");
      // Nothing was loaded, trained or evaluated for nothing.
      assertThat(shell.out()).isEmpty();
    }
  }

  @Test
  void statusOfAClusterThatDoesNotAnswer() throws IOException {
    shell.write("mlbox.yaml", CLUSTER);
    kubeconfig(NOWHERE);
    says(
        5,
        """
        mlbox: the API server https://127.0.0.1:1 does not answer: the connection was refused
          where:    context prod, namespace ml
          expected: a Kubernetes API server at that address
          remedy:   check the network and the cluster with `mlbox doctor`
        """,
        "status");
  }

  @Test
  void noImageForACluster() throws IOException {
    configured("to: local", "to: kubernetes");
    says(
        4,
        """
        mlbox: deploy.image is not set
          where:    mlbox.yaml:9
          expected: the repository that the cluster pulls from
          remedy:   add a line such as `image: registry.example.com/team/model`, or name a context of kind, k3d or minikube, which need none
        """,
        "deploy");
  }

  @Test
  void aServerThatNobodyCanEvaluate() throws IOException {
    configured(
        "load: model.onnx", "server: {image: registry.example.com/team/server:1, port: 9090}");
    says(
        4,
        """
        mlbox: there is no server to evaluate
          where:    mlbox.yaml:2
          expected: server.run, which starts it on this machine, or server.address, where it runs
        mlbox: server.image is registry.example.com/team/server:1, and what a tag means may change
          where:    mlbox.yaml:2
          expected: its digest, such as registry.example.com/team/server@sha256:…
          remedy:   `crane digest IMAGE` and `docker buildx imagetools inspect IMAGE` print it
        mlbox: server.port is 9090, where the box beside it tells its counts
          where:    mlbox.yaml:2
          expected: another port
        """,
        "check");
  }

  @Test
  void aNameOfAModelForAServerThatKnowsNone() throws IOException {
    configured("load: model.onnx", "server: {address: 'http://127.0.0.1:1', model: churn}");
    says(
        4,
        """
        mlbox: server.speaks is mlflow, which has no names of models
          where:    mlbox.yaml:2
          expected: server.model with v2 or grpc only
        """,
        "check");
  }

  @Test
  void aMethodThatNobodyHereCanAsk() throws IOException {
    configured(
        "load: model.onnx",
        "server: {address: 'http://127.0.0.1:1', speaks: grpc, predict:"
            + " /tensorflow.serving.PredictionService/Predict}");
    says(
        4,
        """
        mlbox: server.predict is /tensorflow.serving.PredictionService/Predict, which takes no ModelInferRequest
          where:    mlbox.yaml:2
          expected: a method of the Open Inference Protocol, such as /inference.GRPCInferenceService/ModelInfer
        """,
        "check");
  }

  @Test
  void callsThatAGatewayWouldSplit() throws IOException {
    shell.write(
        "mlbox.yaml",
        CLUSTER
            .replace("load: model.onnx", "server: {address: 'http://127.0.0.1:1', speaks: grpc}")
            .replace("  port: 1\n", "  traffic: {by: gateway, gateway: ml/public}\n"));
    says(
        4,
        """
        mlbox: server.speaks is grpc, whose calls only boxes split one by one
          where:    mlbox.yaml:12
          expected: deploy.traffic.by: box
        """,
        "check");
  }

  @Test
  void aServerWithoutTheFilesThatItIsRunFrom() throws IOException {
    configured("load: model.onnx", "server: {run: sh serve.sh}");
    says(
        4,
        """
        mlbox: server.run has no server.inputs
          where:    mlbox.yaml:2
          expected: the files that it is run from, such as inputs: [serve.py, model.pkl]: a version keeps its own copy
        """,
        "check");
    configured("load: model.onnx", "server: {run: sh serve.sh, inputs: [serve.sh]}");
    says(
        4,
        """
        mlbox: input `serve.sh` does not exist
          where:    mlbox.yaml:2
          expected: a file, a folder or a glob in FOLDER
        """,
        "check");
  }

  @Test
  void aServerThatEnds() throws IOException {
    configured("load: model.onnx", "server: {run: sh serve.sh, inputs: [serve.sh]}");
    shell.write("serve.sh", "echo no module named mlflow; exit 3\n");
    says(
        4,
        """
        mlbox: the server ended with code 3: no module named mlflow
          where:    server.run
          expected: that it goes on and listens on the port in the variable PORT
        """,
        "check");
  }

  @Test
  void aServerThatIsNotThere() throws IOException {
    configured("load: model.onnx", "server: {address: http://127.0.0.1:1, ready: 0s}");
    says(
        5,
        """
        mlbox: the server at http://127.0.0.1:1 is not ready after 0 s: nobody answers
          where:    server.health
          expected: a status of 200 to 299 at /ping
          remedy:   name the right path in server.health, or more time in server.ready
        """,
        "check");
  }

  @Test
  void aModelAndAServer() throws IOException {
    configured("load: model.onnx", "load: model.onnx\nserver: {address: http://127.0.0.1:1}");
    says(
        4,
        """
        mlbox: both server and load are set
          where:    mlbox.yaml:2
          expected: train for a model that is made here, or load for one that exists
          remedy:   leave load out, and list the model among server.inputs
        """,
        "check");
  }

  @Test
  void aTakenPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      configured("port: 1", "port: " + taken.getLocalPort());

      int code = shell.run("deploy");

      assertThat(shell.err().replaceAll("by .* \\(pid \\d+\\)", "by PROGRAM (pid PID)"))
          .isEqualTo(
              """
              mlbox: port %d is taken by PROGRAM (pid PID)
                where:    mlbox.yaml:9
                expected: a free port for the model's front
                remedy:   set deploy.port to another one, or end what has it
              """
                  .formatted(taken.getLocalPort()));
      assertThat(code).isEqualTo(4);
    }
  }

  @Test
  void nothingToRevert() {
    says(
        4,
        """
        mlbox: nothing serves yet
          remedy:   deploy a first version with `mlbox deploy`
        """,
        "revert");
  }

  @Test
  void nothingToPromote() {
    says(
        4,
        """
        mlbox: there is no canary to promote
          remedy:   start one with `mlbox deploy`
        """,
        "promote",
        "--reason",
        "tested by hand");
  }

  @Test
  void aPromotionWithoutReason() {
    says(
        4,
        """
        mlbox: there is no canary to promote
          remedy:   start one with `mlbox deploy`
        """,
        "promote");
  }

  @Test
  void aDashboardOnAPortThatIsNone() {
    says(
        4,
        """
        mlbox: --port is 99999
          where:    --port
          expected: 1 to 65535, or 0 for any that is free
        """,
        "dashboard",
        "--port",
        "99999");
  }

  @Test
  void trafficWithoutServer() {
    prints(
        5,
        "  failed    1 × connection refused: 127.0.0.1:1",
        "traffic",
        "--data",
        "test.csv",
        "--rate",
        "1",
        "--for",
        "10ms");
  }

  @Test
  void trafficAtNoRate() {
    says(
        4,
        """
        mlbox: a rate of 0.0 requests a second
          where:    --rate
          expected: more than 0, at most 100,000
        """,
        "traffic",
        "--data",
        "test.csv",
        "--rate",
        "0");
  }

  @Test
  void trafficForNoDuration() {
    says(
        4,
        """
        mlbox: `soon` is no duration such as 500ms, 30s, 10m or 1h
          where:    --for
        """,
        "traffic",
        "--data",
        "test.csv",
        "--for",
        "soon");
  }
}
