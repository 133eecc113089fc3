package dev.mlbox.engine.review;

import dev.mlbox.core.port.ReviewSink;
import dev.mlbox.core.review.Review;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gitlab4j.api.GitLabApi;
import org.gitlab4j.api.GitLabApiException;
import org.gitlab4j.api.Pager;
import org.gitlab4j.api.ProxyClientConfig;
import org.gitlab4j.api.models.CommitStatus;
import org.gitlab4j.api.models.Note;
import org.gitlab4j.models.Constants;

/** A commit status and a note on a merge request of GitLab. */
final class GitLabSink implements ReviewSink {
  private static final int LONGEST_DESCRIPTION = 255;
  private static final int PAGE = 100;
  private static final int PATIENCE_MILLIS = 20_000;

  private final PullRequest request;
  private final Token token;
  private final Proxies proxies;

  GitLabSink(PullRequest request, Token token, Proxies proxies) {
    this.request = request;
    this.token = token;
    this.proxies = proxies;
  }

  @Override
  public Posting status(Review review) {
    return posting(
        gitlab -> {
          CommitStatus status =
              new CommitStatus()
                  .withName(review.name())
                  .withDescription(review.title(LONGEST_DESCRIPTION));
          if (review.link() != null) {
            status.withTargetUrl(review.link());
          }
          gitlab
              .getCommitsApi()
              .addCommitStatus(
                  request.repository(),
                  commit(gitlab),
                  review.state() == Review.State.PASSED
                      ? Constants.CommitBuildState.SUCCESS
                      : Constants.CommitBuildState.FAILED,
                  status);
        });
  }

  private String commit(GitLabApi gitlab) throws GitLabApiException {
    String known = request.commit();
    return known != null
        ? known
        : gitlab
            .getMergeRequestApi()
            .getMergeRequest(request.repository(), request.number())
            .getSha();
  }

  @Override
  public Posting comment(Review review) {
    return posting(
        gitlab -> {
          Pager<Note> pages =
              gitlab
                  .getNotesApi()
                  .getMergeRequestNotes(request.repository(), request.number(), PAGE);
          while (pages.hasNext()) {
            List<Note> notes = pages.next();
            for (Note note : notes) {
              if (note.getBody() != null && note.getBody().startsWith(review.marker())) {
                gitlab
                    .getNotesApi()
                    .updateMergeRequestNote(
                        request.repository(), request.number(), note.getId(), review.comment());
                return;
              }
            }
          }
          gitlab
              .getNotesApi()
              .createMergeRequestNote(
                  request.repository(), request.number(), review.comment(), null, false);
        });
  }

  private Posting posting(Call call) {
    Map<String, Object> config =
        proxies
            .proxy(request.api())
            .map(proxy -> ProxyClientConfig.createProxyClientConfig(proxy.toString()))
            .orElse(Map.of());
    try (GitLabApi gitlab = new GitLabApi(request.api().toString(), token.reveal(), null, config)) {
      gitlab.setRequestTimeout(PATIENCE_MILLIS, PATIENCE_MILLIS);
      call.on(gitlab);
      return new Posting.Shown(false);
    } catch (GitLabApiException | RuntimeException e) {
      // The later pages of a list wrap what went wrong.
      for (Throwable each = e; each != null; each = each.getCause()) {
        if (each instanceof GitLabApiException said) {
          return failed(said);
        }
      }
      return Answers.unreachable(request, e);
    }
  }

  private Posting failed(GitLabApiException e) {
    String words = e.getMessage() == null ? "" : token.hide(e.getMessage());
    if (e.getHttpStatus() <= 0) {
      return Answers.unreachable(request, e);
    }
    // The same state again is refused, but it is what was wanted.
    if (e.getHttpStatus() == 400 && words.contains("Cannot transition status")) {
      return new Posting.Shown(false);
    }
    Duration wait =
        e.getHeaders() == null ? Duration.ZERO : Waits.of(name -> e.getHeaders().getFirst(name));
    return Answers.failed(request, e.getHttpStatus(), words, wait);
  }

  @FunctionalInterface
  private interface Call {
    void on(GitLabApi gitlab) throws GitLabApiException;
  }
}
