package dev.mlbox.engine.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a build that cannot tell a forge, or not only that, leaves for others to show. */
@Timeout(120)
class ReviewWithoutAForgeTest {
  @RegisterExtension private final Review review = new Review();

  @Test
  void aWorkflowThatMayNotWriteHasTheJobsSummaryAndErrorLines() throws IOException {
    review.forge(Forge.GITHUB).readOnly = true;
    Path summary = Files.writeString(review.folder.resolve("summary.md"), "before\n");
    review.environment.put("GITHUB_ACTIONS", "true");
    review.environment.put("GITHUB_STEP_SUMMARY", summary.toString());

    review.build("a finding, 50 % sure\nand more");

    assertThat(review.log)
        .contains(
            "::error file=mlbox.yaml,line=12,title=mlbox / flights::a finding, 50 %25 sure%0Aand more (mlbox.yaml:12)");
    assertThat(Files.readString(summary))
        .startsWith("before\n[//]: # (mlbox")
        .contains("50 % sure")
        .doesNotContain("this comment");
    assertThat(review.folder.resolve(".mlbox/review/comment.md"))
        .content()
        .doesNotContain("this comment");
  }

  @Test
  void gitLabGetsACodeQualityReport() throws IOException {
    review.environment.put("GITLAB_CI", "true");

    review.build(Review.FINDING);

    assertThat(Files.readString(review.folder.resolve(".mlbox/review/gl-code-quality-report.json")))
        .isEqualTo(
            """
            [{"description":"%s (mlbox.yaml:12)","check_name":"mlbox / flights","severity":"critical","fingerprint":"55d2ed57-80be-32d7-b335-56b3847c891e","location":{"path":"mlbox.yaml","lines":{"begin":12}}}]
            """
                .formatted(Review.FINDING));
  }

  @Test
  void outsideOfAPullRequestThereIsAFile() {
    review.build(Review.FINDING);

    assertThat(review.log)
        .containsExactly(
            "written to " + review.folder.resolve(".mlbox/review/comment.md"),
            "no pull request is known here; --pr=ADDRESS names one");
  }

  @Test
  void anAddressThatIsNone() {
    assertThatThrownBy(() -> review.build(Review.FINDING, "https://github.com/team/flights"))
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
