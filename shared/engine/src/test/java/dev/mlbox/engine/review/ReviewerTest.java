package dev.mlbox.engine.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.engine.project.Invocation;
import dev.mlbox.testkit.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a pull request shows, with a server that speaks each forge's API by its published
 * description.
 */
@Timeout(120)
class ReviewerTest {
  private static final String FIRST = "roc_auc 0.713 < baseline 0.731 − 0.005";
  private static final String SECOND = "there is no file data/test.csv";

  private final Map<String, String> environment = new HashMap<>();
  private final List<String> log = new ArrayList<>();
  private final FakeTime clock = new FakeTime();
  private Path folder = Path.of("");
  private @Nullable FakeForge forge;

  @BeforeEach
  void aFolder(@TempDir Path root) {
    folder = root;
  }

  @AfterEach
  void close() {
    if (forge != null) {
      forge.close();
      assertThat(forge.undescribed).as("requests that the forge does not describe").isEmpty();
    }
  }

  private FakeForge forge(Forge kind) throws IOException {
    FakeForge made = new FakeForge(kind);
    forge = made;
    environment.put(kind.tokens().get(0), FakeForge.TOKEN);
    environment.put("MLBOX_PR_URL", made.address());
    return made;
  }

  private void build(String finding) {
    build(finding, null);
  }

  private void build(String finding, @Nullable String address) {
    Invocation invocation =
        new Invocation(
            folder.resolve("mlbox.yaml"), List.of(), environment, List.of(), this::hear, "check");
    Problem problem = Problem.of(finding).at("mlbox.yaml:12");
    Reviewer.of(invocation, clock, address).tell("flights", List.of(problem), true);
  }

  private void hear(Event event) {
    log.add(
        event instanceof Event.Noted noted
            ? noted.text()
            : event instanceof Event.Verbatim verbatim ? verbatim.line() : event.toString());
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void aSecondPushUpdatesTheOneStatusAndTheOneComment(Forge kind) throws IOException {
    FakeForge there = forge(kind);
    there.comments.put(1L, "> [//]: # (mlbox check of flights) quoted by somebody");
    there.comments.put(2L, "[//]: # (mlbox check of delays)\n\nanother model's");

    build(FIRST);
    build(SECOND);

    assertThat(there.comments).hasSize(3);
    assertThat(there.comments.get(1L)).startsWith("> ");
    assertThat(there.comments.get(2L)).endsWith("another model's");
    assertThat(List.copyOf(there.comments.values()).get(2))
        .startsWith("[//]: # (mlbox check of flights)\n\n### ⚠️ " + SECOND);
    assertThat(there.shown().get(1)).isEqualTo(SECOND);
    assertThat(there.shown().get(0)).isIn("failure", "error", "failed", "FAILED");
    assertThat(there.checkRuns).hasSize(kind == Forge.GITHUB ? 1 : 0);
    assertThat(log)
        .contains(
            "status shown in " + PullRequest.at(there.address()).orElseThrow().words(),
            "comment shown in " + PullRequest.at(there.address()).orElseThrow().words());
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void aRebaseHasAStatusOnItsNewCommitAndTheSameComment(Forge kind) throws IOException {
    FakeForge there = forge(kind);
    build(FIRST);

    there.head = "89abcdef0123456789abcdef0123456789abcdef";
    there.checkRuns.clear();
    build(SECOND);

    assertThat(there.shown().get(1)).isEqualTo(SECOND);
    assertThat(there.statuses).hasSize(kind == Forge.GITHUB ? 0 : 2);
    assertThat(there.comments.values()).singleElement().asString().contains(SECOND);
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void aTokenThatOnlyReadsLeavesTheWordsInTheLogAndAFile(Forge kind) throws IOException {
    FakeForge there = forge(kind);
    there.readOnly = true;
    environment.put("MLBOX_PR_FORK", "true");

    build(FIRST);

    assertThat(there.comments).isEmpty();
    assertThat(there.statuses).isEmpty();
    String pull = PullRequest.at(there.address()).orElseThrow().words();
    assertThat(log)
        .hasSize(3)
        .contains("written to " + folder.resolve(".mlbox/review/comment.md"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("no status: the token may not do that in %s (403".formatted(pull))
                    .endsWith(
                        "it needs %s; a fork's build usually has a token that only reads"
                            .formatted(kind.permissions())));
    assertThat(Files.readString(folder.resolve(".mlbox/review/comment.md"))).contains("roc_auc");
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void aForgeThatComesBackAfterTwoMinutesIsToldThen(Forge kind) throws IOException {
    FakeForge there = forge(kind);
    there.away = true;
    Instant began = clock.now();
    clock.everySecond(
        now -> there.away = Duration.between(began, now).compareTo(Duration.ofMinutes(2)) < 0);

    build(FIRST);

    assertThat(there.comments).hasSize(1);
    assertThat(there.shown().get(1)).isEqualTo(FIRST);
    assertThat(Duration.between(began, clock.now())).isBetween(minutes(2), minutes(3));
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void aListOfCommentsThatFailsIsAskedForAgain(Forge kind) throws IOException {
    FakeForge there = forge(kind);
    there.comments.put(1L, "somebody's");
    there.listFails = true;
    Instant began = clock.now();
    clock.everySecond(
        now -> there.listFails = Duration.between(began, now).compareTo(Duration.ofMinutes(2)) < 0);

    build(FIRST);

    assertThat(there.comments).hasSize(2);
    assertThat(log)
        .contains("comment shown in " + PullRequest.at(there.address()).orElseThrow().words());
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void aListOfCommentsThatKeepsFailingChangesNothing(Forge kind) throws IOException {
    FakeForge there = forge(kind);
    there.comments.put(1L, "somebody's");
    there.listFails = true;

    build(FIRST);

    assertThat(there.shown().get(1)).isEqualTo(FIRST);
    assertThat(log).anySatisfy(line -> assertThat(line).startsWith("no comment: ").contains("502"));
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void aForgeThatStaysAwayIsGivenUp(Forge kind) throws IOException {
    FakeForge there = forge(kind);
    there.away = true;

    build(FIRST);

    assertThat(log)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("no comment: " + kind.words() + " answers 503")
                    .endsWith("; given up after 3 minutes"));
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void nobodyIsThere(Forge kind) throws IOException {
    FakeForge there = forge(kind);
    there.close();

    build(FIRST);

    assertThat(log)
        .anySatisfy(
            line ->
                assertThat(line).startsWith("no status: " + kind.words() + " does not answer at "));
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void aRateLimitIsWaitedForAsLongAsTheForgeAsks(Forge kind) throws IOException {
    FakeForge there = forge(kind);
    there.limited = true;
    Instant began = clock.now();
    clock.everySecond(now -> there.limited = now.isBefore(began.plusSeconds(40)));

    build(FIRST);

    assertThat(there.comments).hasSize(1);
    assertThat(clock.now()).isEqualTo(began.plusSeconds(40));
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void theTokenIsNeverPrinted(Forge kind) throws IOException {
    FakeForge there = forge(kind);
    there.readOnly = true;
    build(FIRST);
    environment.put(kind.tokens().get(0), "wrong-" + FakeForge.TOKEN);
    build(FIRST);
    there.away = true;
    build(FIRST);

    assertThat(String.join("\n", log)).doesNotContain(FakeForge.TOKEN);
    assertThat(Token.of(kind, environment).orElseThrow()).hasToString("***");
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).doesNotContain(FakeForge.TOKEN);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void withoutATokenItSaysWhichOneIsWanted(Forge kind) throws IOException {
    FakeForge there = forge(kind);
    environment.remove(kind.tokens().get(0));

    build(FIRST);

    assertThat(there.requests).isEmpty();
    assertThat(log)
        .contains(
            "%s is not told: there is no token for it; set %s, with %s"
                .formatted(
                    PullRequest.at(there.address()).orElseThrow().words(),
                    String.join(" or ", kind.tokens()),
                    kind.permissions()));
  }

  @Test
  void aTokenThatIsNoAppsGetsACommitStatusOnGitHub() throws IOException {
    FakeForge there = forge(Forge.GITHUB);
    there.appsOnly = true;

    build(FIRST);

    assertThat(there.checkRuns).isEmpty();
    assertThat(there.shown()).containsExactly("error", FIRST);
  }

  @Test
  void annotationsAreAtTheLineOfTheConfiguration() throws IOException {
    FakeForge there = forge(Forge.GITHUB);

    build(FIRST);

    assertThat(
            there
                .checkRuns
                .values()
                .iterator()
                .next()
                .path("output")
                .path("annotations")
                .toString())
        .contains(
            "\"path\":\"mlbox.yaml\"", "\"start_line\":12", "\"annotation_level\":\"failure\"");
  }

  @Test
  void aWorkflowThatMayNotWriteHasTheJobsSummaryAndErrorLines() throws IOException {
    forge(Forge.GITHUB).readOnly = true;
    Path summary = Files.writeString(folder.resolve("summary.md"), "before\n");
    environment.put("GITHUB_ACTIONS", "true");
    environment.put("GITHUB_STEP_SUMMARY", summary.toString());

    build("a finding, 50 % sure\nand more");

    assertThat(log)
        .contains(
            "::error file=mlbox.yaml,line=12,title=mlbox / flights::a finding, 50 %25 sure%0Aand more (mlbox.yaml:12)");
    assertThat(Files.readString(summary))
        .startsWith("before\n[//]: # (mlbox")
        .contains("50 % sure");
  }

  @Test
  void gitLabGetsACodeQualityReport() throws IOException {
    environment.put("GITLAB_CI", "true");

    build(FIRST);

    assertThat(Files.readString(folder.resolve(".mlbox/review/gl-code-quality-report.json")))
        .isEqualTo(
            """
            [{"description":"%s (mlbox.yaml:12)","check_name":"mlbox / flights","severity":"critical","fingerprint":"55d2ed57-80be-32d7-b335-56b3847c891e","location":{"path":"mlbox.yaml","lines":{"begin":12}}}]
            """
                .formatted(FIRST));
  }

  @Test
  void outsideOfAPullRequestThereIsAFile() {
    build(FIRST);

    assertThat(log)
        .containsExactly(
            "written to " + folder.resolve(".mlbox/review/comment.md"),
            "no pull request is known here; --pr=ADDRESS names one");
  }

  @Test
  void anAddressThatIsNone() {
    assertThatThrownBy(() -> build(FIRST, "https://github.com/team/flights"))
        .hasMessage(
            "`https://github.com/team/flights` is no address of a pull request (--pr); expected https://HOST/OWNER/NAME/pull/7 (GitHub), …/-/merge_requests/7 (GitLab), …/pulls/7 (Gitea) or …/pull-requests/7 (Bitbucket Cloud)");
  }

  @Test
  void aForkIsNotDeployed() {
    Map<String, String> fork =
        Map.of(
            "CHANGE_ID", "7",
            "CHANGE_URL", "https://github.com/team/flights/pull/7",
            "CHANGE_FORK", "somebody");

    assertThatThrownBy(() -> Reviewer.requireOwnCode(fork, "deploy"))
        .hasMessage(
            "`mlbox deploy` is not done for a fork: GitHub team/flights#7 comes from another repository; expected a branch of the repository itself; `mlbox check` judges it; deploy after it has been merged");
    Reviewer.requireOwnCode(Map.of(), "deploy");
  }
}
