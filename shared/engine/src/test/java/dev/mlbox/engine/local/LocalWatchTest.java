package dev.mlbox.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlbox.core.config.CanaryConfig;
import dev.mlbox.core.judge.Criterion;
import dev.mlbox.core.rollout.Holdout;
import dev.mlbox.core.rollout.Lease;
import dev.mlbox.core.rollout.Release;
import dev.mlbox.core.rollout.Rules;
import dev.mlbox.core.rollout.Unproven;
import dev.mlbox.core.rollout.Weight;
import dev.mlbox.core.run.Outcome;
import dev.mlbox.core.run.RolloutEnd;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real boxes while a promoted version is watched. */
class LocalWatchTest {
  private final AtomicBoolean enough = new AtomicBoolean();
  private LocalHarness local;

  @BeforeEach
  void open(@TempDir Path root) {
    local = new LocalHarness(root);
  }

  @AfterEach
  void close() {
    local.close();
  }

  private static CanaryConfig watching(Weight holdout) {
    CanaryConfig plain = LocalHarness.config(Duration.ofSeconds(2));
    Rules rules =
        new Rules(
                List.of(new Weight(0.5)),
                Duration.ofSeconds(1),
                20,
                Duration.ofMinutes(5),
                Unproven.PROMOTE,
                Duration.ofMinutes(30),
                Duration.ofMinutes(5))
            .holdingOut(holdout);
    return new CanaryConfig(
        rules,
        // Of no moment how busy the machine is.
        List.of(Criterion.parse("errors > 10 * stable and > 80%")),
        plain.slowFrom(),
        plain.falseRevert(),
        plain.lease(),
        plain.interval(),
        null,
        plain.probe());
  }

  private RolloutEnd deploy(Release release, Weight holdout) {
    return local
        .rollouts(watching(holdout), release.version(), enough::get)
        .deploy(release, LocalHarness.probe());
  }

  private boolean isHeldOut() {
    Lease lease = local.target.target().memory().load().record().lease();
    return lease != null && lease.holdout() != null;
  }

  /** Who answers when the old version's box itself is asked, as over a kept connection. */
  private String askedDirectly(Release release) throws Exception {
    URI address =
        URI.create("http://127.0.0.1:%d/predict".formatted(local.process(release).launch().port()));
    String body = "{\"color\":\"red\",\"size\":\"M\",\"weight\":1.5,\"visits\":3}";
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(address)
                    .header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.headers().firstValue("mlbox-version").orElse("");
  }

  @Test
  void theOldVersionAnswersItsShareAndForwardsTheRestAndNoRequestFails() throws Exception {
    Release v1 = local.v1();
    Release v2 = local.v2();
    assertThat(deploy(v1, Rules.HOLDOUT).outcome()).isEqualTo(Outcome.SUCCEEDED);
    try (Visitors visitors = new Visitors(local.target.address(), 50)) {
      CompletableFuture<RolloutEnd> end =
          CompletableFuture.supplyAsync(() -> deploy(v2, new Weight(0.2)));
      while (!isHeldOut()) {
        assertThat(end).isNotDone();
        visitors.awaitMore(5);
      }
      visitors.awaitMore(20);
      visitors.last.clear();
      visitors.awaitMore(100);
      assertThat(visitors.versions()).contains(v1.version(), v2.version());
      long forwarded = 0;
      for (int i = 0; i < 20; i++) {
        forwarded += askedDirectly(v1).equals(v2.version()) ? 1 : 0;
      }
      assertThat(forwarded).as("of 20, drawn anew by the new version").isGreaterThan(8);
      enough.set(true);
      assertThat(end.join().outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(isHeldOut()).isFalse();
      visitors.awaitMore(20);
      assertThat(visitors.failures).isEmpty();
    }
    assertThat(
            local.target.target().metrics().tallies(v2.version()).values().stream()
                .flatMap(tally -> tally.splits().stream())
                .filter(split -> split.canaryVersion().equals(v1.version()))
                .mapToLong(split -> split.canary().requests())
                .sum())
        .isPositive();
  }

  @Test
  void withoutAPilotTheNewVersionAnswersEverything() {
    Release v1 = local.v1();
    Release v2 = local.v2();
    assertThat(deploy(v1, Rules.HOLDOUT).outcome()).isEqualTo(Outcome.SUCCEEDED);
    var memory = local.target.target().memory();
    var v2Route = local.target.target().workloads().start(v2);
    local.awaitReady(v2);
    var v1Route = local.target.target().workloads().start(v1);
    try (Visitors visitors = new Visitors(local.target.address(), 50)) {
      Lease lease =
          new Lease(100, Duration.ofSeconds(2), Weight.ZERO, v2Route, null, Lease.RELAY_LIMIT)
              .holding(new Holdout(v1Route, new Weight(0.5), Duration.ofSeconds(2)));
      save(memory, lease);
      save(memory, lease.renewed());
      visitors.awaitMore(50);
      assertThat(visitors.versions()).contains(v1.version(), v2.version());
      // Nobody renews: after the lease's two seconds only the new version answers.
      LocalHarness.await(
          () -> {
            visitors.last.clear();
            visitors.awaitMore(30);
            return visitors.versions().equals(List.of(v2.version()));
          });
      assertThat(visitors.failures).isEmpty();
    }
  }

  private static void save(dev.mlbox.core.port.RolloutMemory memory, Lease lease) {
    try {
      var stored = memory.load();
      memory.save(stored.record().with(lease), stored.revision());
    } catch (dev.mlbox.core.port.RolloutMemory.Conflict e) {
      throw new AssertionError(e);
    }
  }
}
