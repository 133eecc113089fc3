package dev.mlbox.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.event.Listener;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.engine.box.BoxClasspath;
import dev.mlbox.engine.git.TestRepository;
import dev.mlbox.engine.project.Invocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each finding with its remedy. */
@Timeout(60)
class DoctorTest {
  private static final String CONFIG =
      """
      model: tiny
      train: {run: sh train.sh, inputs: [train.sh], output: model.onnx}
      evaluate: {data: test.csv, target: late, slices: [color]}
      deploy: {to: local, port: 1}
      """;
  @TempDir private Path folder;
  private final Map<String, String> environment =
      new HashMap<>(Map.of("PATH", "/usr/bin:/bin", "HOME", "/nowhere"));

  @BeforeEach
  void aProject() throws Exception {
    write("train.sh", "");
    write("test.csv", "color,late\nred,0\nblue,1\n");
    write("mlbox.yaml", CONFIG);
    try (TestRepository repository = TestRepository.at(folder)) {
      repository.commit(".gitignore", ".mlbox/\n");
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void configured(String old, String text) throws IOException {
    assertThat(CONFIG).contains(old);
    write("mlbox.yaml", CONFIG.replace(old, text));
  }

  private List<Examination> examine() {
    return Doctor.examine(
        new Invocation(
            folder.resolve("mlbox.yaml"),
            List.of(),
            environment,
            BoxClasspath.running(),
            Listener.none(),
            "doctor"));
  }

  /** That this is found, and what else there is to look at is looked at all the same. */
  private void finds(String name, String found, String remedy) {
    List<Examination> all = examine();
    assertThat(all.stream().filter(each -> !each.isWell()))
        .containsExactly(Examination.unwell(name, found, remedy));
    assertThat(all).extracting(Examination::name).contains("java", "mlbox.yaml");
  }

  @Test
  void allIsWell() {
    assertThat(examine())
        .allMatch(Examination::isWell)
        .extracting(each -> each.name() + ": " + each.found())
        .containsExactly(
            "java: " + Runtime.version(),
            "mlbox.yaml: " + folder.resolve("mlbox.yaml") + " is valid",
            "inputs: 1 of the training",
            "model: model.onnx is not there yet: training makes it",
            "data: test.csv, 2 rows",
            "git: main",
            "target: local, port 1");
  }

  @Test
  void aFileThatIsNotValid() throws IOException {
    configured("target: late", "traget: late");

    assertThat(examine().stream().filter(each -> !each.isWell()))
        .extracting(each -> each.name() + ": " + each.found() + " → " + each.remedy())
        .containsExactly(
            "mlbox.yaml: unknown key `evaluate.traget` (mlbox.yaml:3) → did you mean"
                + " `evaluate.target`?",
            "mlbox.yaml: `evaluate.target` is missing (mlbox.yaml:3) → expected The column with"
                + " the truth");
  }

  @Test
  void noFileAtAll() throws IOException {
    Files.delete(folder.resolve("mlbox.yaml"));

    assertThat(examine().stream().filter(each -> !each.isWell()))
        .containsExactly(
            Examination.unwell("mlbox.yaml", "there is no mlbox.yaml", "`mlbox init` writes one"));
  }

  @Test
  void everyMissingInput() throws IOException {
    configured("[train.sh]", "[train.sh, one.csv, two.csv]");

    assertThat(examine().stream().filter(each -> !each.isWell()))
        .containsExactly(
            Examination.unwell(
                "inputs", "there is no one.csv (mlbox.yaml:2)", "make it, or correct train.inputs"),
            Examination.unwell(
                "inputs",
                "there is no two.csv (mlbox.yaml:2)",
                "make it, or correct train.inputs"));
  }

  @Test
  void aModelThatIsNotThere() throws IOException {
    configured(
        "train: {run: sh train.sh, inputs: [train.sh], output: model.onnx}", "load: model.onnx");

    List<Examination> all = examine();

    assertThat(all.stream().filter(each -> !each.isWell()))
        .singleElement()
        .matches(each -> each.name().equals("model"))
        .matches(each -> each.found().startsWith("there is no model `model.onnx`"));
    assertThat(Examination.ending(all)).isEqualTo(Outcome.INVALID);
  }

  @Test
  void aModelThatTakesTheRows() throws IOException {
    Files.copy(
        Path.of("../../src/examples/fixtures/tiny-binary.onnx"), folder.resolve("model.onnx"));
    Files.copy(Path.of("../../src/examples/fixtures/tiny-table.csv"), folder.resolve("tiny.csv"));
    configured("data: test.csv, target: late", "data: tiny.csv, target: bought");

    List<Examination> all = examine();

    assertThat(all).allMatch(Examination::isWell);
    assertThat(all)
        .anyMatch(
            each ->
                each.name().equals("model")
                    && each.found().startsWith("model.onnx")
                    && each.found().contains(", given "));
  }

  @Test
  void missingData() throws IOException {
    Files.delete(folder.resolve("test.csv"));

    finds(
        "data",
        "data file test.csv does not exist (mlbox.yaml:3)",
        "expected CSV, Parquet or JSON lines at " + folder.resolve("test.csv"));
  }

  @Test
  void aTargetThatIsNoColumn() throws IOException {
    configured("target: late", "target: lat");

    finds("data", "there is no column lat (test.csv)", "did you mean late?");
  }

  @Test
  void aSliceThatIsNone() throws IOException {
    configured("[color]", "[\"weight > 3\"]");

    finds(
        "data",
        "slice `weight > 3` is neither a column nor a predicate: Referenced column \"weight\" not"
            + " found in FROM clause!; Candidate bindings: \"late\" (mlbox.yaml:3)",
        "expected a condition on the columns color, late");
  }

  @Test
  void noPython() throws IOException {
    configured("run: sh train.sh", "run: python train.py");
    environment.put("PATH", folder.toString());

    finds("python", "there is no program `python3` (python)", "install it, or write its path");
  }

  @Test
  void noRepositoryIsARemark(@TempDir Path alone) throws IOException {
    for (String name : List.of("mlbox.yaml", "train.sh", "test.csv")) {
      Files.copy(folder.resolve(name), alone.resolve(name));
    }
    List<Examination> all =
        Doctor.examine(
            new Invocation(
                alone.resolve("mlbox.yaml"),
                List.of(),
                environment,
                BoxClasspath.running(),
                Listener.none(),
                "doctor"));

    assertThat(all).allMatch(Examination::isWell);
    assertThat(all)
        .contains(
            Examination.well(
                "git",
                "no repository, or no commit yet: reports cannot say which commit made a model"));
    assertThat(Examination.ending(all)).isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void aCommitThatIsCheckedOutIsNamed() throws Exception {
    try (TestRepository repository = TestRepository.at(folder)) {
      String commit = repository.commit("train.sh", "echo\n");
      repository.git().checkout().setName(commit).call();

      assertThat(examine()).contains(Examination.well("git", "commit " + commit.substring(0, 10)));
    }
  }

  @Test
  void aTakenPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      configured("port: 1", "port: " + taken.getLocalPort());

      Examination found =
          examine().stream().filter(each -> !each.isWell()).findFirst().orElseThrow();

      assertThat(found.name()).isEqualTo("target");
      assertThat(found.found()).startsWith("port %d is taken by ".formatted(taken.getLocalPort()));
      assertThat(found.remedy()).isEqualTo("set deploy.port to another one, or end what has it");
    }
  }

  @Test
  void neitherRegistryNorClusterAnswers() throws IOException {
    configured("to: local, port: 1", "to: kubernetes, image: 127.0.0.1:1/team/tiny");
    write(
        "kube.conf",
        """
        apiVersion: v1
        kind: Config
        current-context: prod
        contexts: [{name: prod, context: {cluster: here, user: me, namespace: ml}}]
        clusters: [{name: here, cluster: {server: "https://127.0.0.1:1"}}]
        users: [{name: me, user: {token: secret}}]
        """);
    environment.put("KUBECONFIG", folder.resolve("kube.conf").toString());

    assertThat(examine().stream().filter(each -> !each.isWell()))
        .extracting(each -> each.name() + ": " + each.found() + " → " + each.remedy())
        .containsExactly(
            "registry: registry 127.0.0.1:1 does not answer: Connection refused (mlbox.yaml:4);"
                + " expected a registry that listens on port 1 → check the name and the network, then try again",
            "cluster: the API server https://127.0.0.1:1 does not answer: the connection was"
                + " refused (context prod, namespace ml); expected a Kubernetes API server at that"
                + " address → check the network and the cluster with `mlbox doctor`");
  }

  @Test
  void noImageAndNoKubeconfig() throws IOException {
    configured("to: local, port: 1", "to: kubernetes");

    assertThat(examine().stream().filter(each -> !each.isWell()))
        .extracting(each -> each.name() + ": " + each.found() + " → " + each.remedy())
        .containsExactly(
            "registry: no image is named (mlbox.yaml:4) → set deploy.image to a repository that"
                + " the cluster can pull from",
            "cluster: there is no kubeconfig (/nowhere/.kube/config); expected the file that"
                + " gives access to the cluster → set KUBECONFIG, or get the file from whoever runs the cluster");
  }
}
