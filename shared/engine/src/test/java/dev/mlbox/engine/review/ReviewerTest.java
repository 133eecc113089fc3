package dev.mlbox.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a pull request shows, with a server that speaks each forge's API by its published
 * description.
 */
@Timeout(120)
class ReviewerTest {
  private static final String SECOND = "there is no file data/test.csv";

  @RegisterExtension private final Review review = new Review();

  @ParameterizedTest
  @EnumSource(Forge.class)
  void aSecondPushUpdatesTheOneStatusAndTheOneComment(Forge kind) throws IOException {
    FakeForge there = review.forge(kind);
    there.comments.put(1L, "> [//]: # (mlbox check of flights) quoted by somebody");
    there.comments.put(2L, "[//]: # (mlbox check of delays)\n\nanother model's");

    review.build(Review.FINDING);
    review.build(SECOND);

    assertThat(there.comments).hasSize(3);
    assertThat(there.comments.get(1L)).startsWith("> ");
    assertThat(there.comments.get(2L)).endsWith("another model's");
    assertThat(List.copyOf(there.comments.values()).get(2))
        .startsWith("[//]: # (mlbox check of flights)\n\n### ⚠️ " + SECOND)
        .endsWith("<sub>Later pushes update this comment.</sub>\n");
    assertThat(there.shown().get(1)).isEqualTo(SECOND);
    assertThat(there.shown().get(0)).isIn("failure", "error", "failed", "FAILED");
    assertThat(there.checkRuns).hasSize(kind == Forge.GITHUB ? 1 : 0);
    assertThat(review.log)
        .contains(
            "status shown in " + PullRequest.at(there.address()).orElseThrow().words(),
            "comment shown in " + PullRequest.at(there.address()).orElseThrow().words());
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void aRebaseHasAStatusOnItsNewCommitAndTheSameComment(Forge kind) throws IOException {
    FakeForge there = review.forge(kind);
    review.build(Review.FINDING);

    there.head = "89abcdef0123456789abcdef0123456789abcdef";
    there.checkRuns.clear();
    review.build(SECOND);

    assertThat(there.shown().get(1)).isEqualTo(SECOND);
    assertThat(there.statuses).hasSize(kind == Forge.GITHUB ? 0 : 2);
    assertThat(there.comments.values()).singleElement().asString().contains(SECOND);
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void aTokenThatOnlyReadsLeavesTheWordsInTheLogAndAFile(Forge kind) throws IOException {
    FakeForge there = review.forge(kind);
    there.readOnly = true;
    review.environment.put("MLBOX_PR_FORK", "true");

    review.build(Review.FINDING);

    assertThat(there.comments).isEmpty();
    assertThat(there.statuses).isEmpty();
    String pull = PullRequest.at(there.address()).orElseThrow().words();
    assertThat(review.log)
        .hasSize(3)
        .contains("written to " + review.folder.resolve(".mlbox/review/comment.md"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("no status: the token may not do that in %s (403".formatted(pull))
                    .endsWith(
                        "it needs %s; a fork's build usually has a token that only reads"
                            .formatted(kind.permissions())));
    assertThat(Files.readString(review.folder.resolve(".mlbox/review/comment.md")))
        .contains("roc_auc");
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void theTokenIsNeverPrinted(Forge kind) throws IOException {
    FakeForge there = review.forge(kind);
    there.readOnly = true;
    review.build(Review.FINDING);
    review.environment.put(kind.tokens().get(0), "wrong-" + FakeForge.TOKEN);
    review.build(Review.FINDING);
    there.away = true;
    review.build(Review.FINDING);

    assertThat(String.join("\n", review.log)).doesNotContain(FakeForge.TOKEN);
    assertThat(Token.of(kind, review.environment).orElseThrow()).hasToString("***");
    try (var files = Files.walk(review.folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).doesNotContain(FakeForge.TOKEN);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Forge.class)
  void withoutATokenItSaysWhichOneIsWanted(Forge kind) throws IOException {
    FakeForge there = review.forge(kind);
    review.environment.remove(kind.tokens().get(0));

    review.build(Review.FINDING);

    assertThat(there.requests).isEmpty();
    assertThat(review.log)
        .contains(
            "%s is not told: there is no token for it; set %s, with %s"
                .formatted(
                    PullRequest.at(there.address()).orElseThrow().words(),
                    String.join(" or ", kind.tokens()),
                    kind.permissions()));
  }

  @Test
  void aTokenThatIsNoAppsGetsACommitStatusOnGitHub() throws IOException {
    FakeForge there = review.forge(Forge.GITHUB);
    there.appsOnly = true;

    review.build(Review.FINDING);

    assertThat(there.checkRuns).isEmpty();
    assertThat(there.shown()).containsExactly("error", Review.FINDING);
  }

  @Test
  void annotationsAreAtTheLineOfTheConfiguration() throws IOException {
    FakeForge there = review.forge(Forge.GITHUB);

    review.build(Review.FINDING);

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
}
