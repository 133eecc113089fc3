package dev.mlbox.engine.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as a browser shows them. */
class PullRequestTest {

  @ParameterizedTest
  @CsvSource({
    "https://github.com/team/flights/pull/7, GITHUB, https://api.github.com, team/flights",
    "https://github.com/team/flights/pull/7/files#diff, GITHUB, https://api.github.com, team/flights",
    "https://ghe.example.com/team/flights/pull/7, GITHUB, https://ghe.example.com/api/v3, team/flights",
    "https://gitlab.com/a/b/c/-/merge_requests/7, GITLAB, https://gitlab.com, a/b/c",
    "http://127.0.0.1:3000/me/flights/pulls/7, GITEA, http://127.0.0.1:3000/api/v1, me/flights",
    "https://x.org/git/me/flights/pulls/7?s=1, GITEA, https://x.org/git/api/v1, me/flights",
    "https://bitbucket.org/team/flights/pull-requests/7, BITBUCKET, https://api.bitbucket.org/2.0, team/flights"
  })
  void theForgeTellsItselfByItsAddress(String address, Forge forge, URI api, String repository) {
    assertThat(PullRequest.at(address))
        .contains(new PullRequest(forge, api, repository, 7, null, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "https://github.com/team/flights",
        "https://github.com/team/flights/issues/7",
        "https://github.com/flights/pull/7",
        "https://bb.example.com/projects/P/repos/flights/pull-requests/7",
        "ftp://github.com/team/flights/pull/7"
      })
  void anythingElseIsNone(String address) {
    assertThat(PullRequest.at(address)).isEmpty();
  }

  @Test
  void itIsCalledAsItsForgeCallsIt() {
    assertThat(PullRequest.at("https://gitlab.com/a/b/-/merge_requests/7").orElseThrow().words())
        .isEqualTo("GitLab a/b!7");
  }
}
