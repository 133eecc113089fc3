package dev.mlbox.engine.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.model.Predictions;
import dev.mlbox.core.problem.Fault;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.rollout.Health;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.RolloutRecord;
import dev.mlbox.core.rollout.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With real processes. */
class LocalTargetTest {
  private LocalHarness local;

  @BeforeEach
  void open(@TempDir Path root) {
    local = new LocalHarness(root);
  }

  @AfterEach
  void close() {
    local.close();
  }

  @Test
  void aBoxIsStartedOnceAndFoundAgainByTheNextCommand() {
    Release release = local.v1();

    Route route = start(release);
    local.awaitReady(release);
    long pid = local.process(release).identity().pid();
    LocalTarget nextCommand = LocalTarget.open(local.site);

    assertThat(nextCommand.target().workloads().start(release)).isEqualTo(route);
    assertThat(nextCommand.target().workloads().health(release.version()))
        .isEqualTo(new Health(1, 1, ""));
    assertThat(local.process(release).identity().pid()).isEqualTo(pid);
    assertThat(nextCommand.target().metrics().tallies(release.version()))
        .containsOnlyKeys(release.version());
  }

  @Test
  void whoCannotReadTheTokenReadsNoCountsAndItIsWrittenNowhereElse() throws Exception {
    Release release = local.v1();
    start(release);
    local.awaitReady(release);
    URI counts = BoxHttp.metrics(local.process(release).launch()).resolve("/mlbox/counts");

    assertThat(
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(counts).build(), BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(403);
    String token = LocalToken.of(local.folder).shown();
    List<Path> holders = new ArrayList<>();
    try (Stream<Path> files = Files.walk(local.site.root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), ISO_8859_1).contains(token)) {
          holders.add(file);
        }
      }
    }
    assertThat(holders).containsExactly(local.folder.token());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no shell that lets go of a child")
  void aBoxIsNobodysChildSoThatAnAbortedBuildDoesNotTakeItAlong() {
    Release release = local.v1();
    start(release);

    assertThat(ProcessHandle.current().descendants().map(each -> each.info().commandLine()))
        .noneMatch(line -> line.orElse("").contains("-Dmlbox.box="));
    assertThat(ProcessHandle.of(local.process(release).identity().pid()))
        .hasValueSatisfying(box -> assertThat(box.isAlive()).isTrue());
  }

  @Test
  void theProbeIsAnsweredAsTheRuntimeAnswers() {
    Release release = local.v1();
    Route route = start(release);
    local.awaitReady(release);

    Predictions served = local.target.target().prober().ask(route, LocalHarness.rows());

    assertThat(LocalHarness.probe().difference(served)).isEmpty();
    assertThat(served.width()).isEqualTo(2);
    assertThat(local.target.target().metrics().tallies(release.version()).values())
        .allMatch(tally -> tally.splits().isEmpty());
  }

  @Test
  void aVersionThatWasNeverStartedHasNoHealthAndNoWords() {
    assertThat(local.target.target().workloads().health("never")).isEqualTo(Health.NONE);
    assertThat(local.target.target().workloads().lastWords("never")).isEmpty();
  }

  @Test
  void aBoxThatCannotStartSaysWhy() throws IOException {
    Release release = local.v1();
    Files.writeString(Path.of(release.box(), "model.onnx"), "no model");

    start(release);
    LocalHarness.await(() -> !local.health(release).trouble().isEmpty());

    assertThat(local.health(release).trouble())
        .startsWith("the box ended with code 4: mlbox box: ")
        .contains("model.onnx");
    assertThat(local.target.target().workloads().lastWords(release.version())).isNotEmpty();
  }

  @Test
  void aBoxWhoseFolderIsGoneIsAProblemOfItsOwn() {
    Release gone = new Release("v0", "sha256:0", "boxes/none", java.util.Map.of());

    assertThatThrownBy(() -> start(gone))
        .isInstanceOf(MlboxException.class)
        .hasMessage(
            "the box of version v0 is gone (%s); deploy the commit that it was made from again"
                .formatted(local.site.root().resolve("boxes/none")));
  }

  @Test
  void aProcessFileThatIsOutOfDateDoesNotStandForSomebodyElse() {
    Release release = local.v1();
    start(release);
    local.awaitReady(release);
    BoxProcess box = local.process(release);
    LocalHarness.kill(box);
    ProcessHandle me = ProcessHandle.current();
    ProcessFolder place = local.folder.version(release.version());
    place.write(
        new BoxProcess(
            new BoxProcess.Identity(
                "%s/%s@old".formatted(LocalHarness.MODEL, release.version()),
                me.pid(),
                me.info().startInstant().orElseThrow()),
            box.launch(),
            box.launches(),
            false));

    start(release);
    local.awaitReady(release);

    assertThat(local.process(release).identity().pid()).isNotEqualTo(me.pid());
    assertThat(me.isAlive()).isTrue();
  }

  @Test
  void aKilledStableBoxIsStartedAgainByTheFrontWithoutACommand() throws Exception {
    Release release = local.v1();
    serve(release);
    BoxProcess before = local.process(release);
    try (Visitors visitors = new Visitors(local.target.address(), 20)) {
      visitors.awaitMore(10);

      LocalHarness.kill(before);
      LocalHarness.await(() -> local.process(release).identity().pid() != before.identity().pid());
      visitors.awaitMore(60);

      assertThat(visitors.failures).isEmpty();
    }
    assertThat(local.target.revive()).isEmpty();
  }

  @Test
  void afterEverythingWasKilledTheNextCommandStartsItAgain() throws Exception {
    Release release = local.v1();
    serve(release);
    LocalHarness.kill(local.folder.front().read().orElseThrow());
    LocalHarness.kill(local.process(release));

    LocalTarget nextCommand = LocalTarget.open(local.site);
    List<String> lines = nextCommand.revive();

    assertThat(lines)
        .containsExactly(
            "the box of version %s had ended and was started again".formatted(release.version()),
            "the front had ended and was started again");
    local.awaitReady(release);
    assertThat(nextCommand.revive()).isEmpty();
    assertThat(nextCommand.processes())
        .extracting(LocalProcess::name, LocalProcess::ready)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("front", true),
            org.assertj.core.groups.Tuple.tuple(release.version(), true));
  }

  @Test
  void stopEndsEverythingAndNothingComesBackByItself() throws Exception {
    Release release = local.v1();
    serve(release);

    assertThat(local.target.stop())
        .hasSize(2)
        .first(org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .startsWith("the front on 127.0.0.1:" + local.site.port());

    assertThat(local.target.revive()).isEmpty();
    assertThat(local.target.processes()).allMatch(process -> process.pid() == 0);
    assertThat(local.target.stop()).isEmpty();
  }

  @Test
  void onlyWhatIsKeptStaysAndTheLastWordsOfTheOthersToo() {
    Release one = local.v1();
    Release other = local.v2();
    start(one);
    start(other);
    local.awaitReady(one);
    local.awaitReady(other);
    ProcessHandle ended = ProcessHandle.of(local.process(other).identity().pid()).orElseThrow();

    local.target.target().workloads().keepOnly(Set.of(one.version()));

    assertThat(ended.info().command()).isEmpty();
    assertThat(local.folder.version(other.version()).path()).doesNotExist();
    assertThat(local.folder.keptLog(other.version())).exists();
    assertThat(local.health(other)).isEqualTo(Health.NONE);
    assertThat(local.health(one).isReady()).isTrue();
  }

  @Test
  void aPortThatIsBeingLetGoIsWaitedFor() throws Exception {
    ServerSocket taken = new ServerSocket(local.site.port(), 1, InetAddress.getLoopbackAddress());
    FutureTask<Void> required = new FutureTask<>(local.target::requirePort, null);
    Thread command = new Thread(required);
    try (taken) {
      command.start();
      LocalHarness.await(
          () -> command.getState() == Thread.State.TIMED_WAITING || required.isDone());
    }

    assertThat(required).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void aTakenPortIsRefusedByWhoHasIt() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(local.site.port(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(() -> local.target.requirePort())
          .isInstanceOfSatisfying(
              MlboxException.class, e -> assertThat(e.fault()).isEqualTo(Fault.INVALID))
          .hasMessageMatching(
              "port %d is taken by java .*\\(pid %d\\) \\(mlbox.yaml:7\\); expected a free port for the model's front; set deploy.port to another one, or end what has it"
                  .formatted(local.site.port(), ProcessHandle.current().pid()));
    }
    local.target.requirePort();
  }

  private Route start(Release release) {
    return local.target.target().workloads().start(release);
  }

  private void serve(Release release) throws Exception {
    Route route = start(release);
    local.awaitReady(release);
    RolloutRecord record =
        RolloutRecord.empty()
            .versions(release, null)
            .with(Lease.only(route, Duration.ofSeconds(10)));
    local.target.target().memory().save(record, "");
    local.target.target().workloads().serve(route);
  }
}
