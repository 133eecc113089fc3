package dev.mlbox.engine.review;

import dev.mlbox.core.port.ReviewSink;
import dev.mlbox.core.review.Annotation;
import dev.mlbox.core.review.Review;
import java.io.IOException;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCheckRunBuilder;
import org.kohsuke.github.GHCommitState;
import org.kohsuke.github.GHIssueComment;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.HttpException;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorResponse;
import org.kohsuke.github.extras.HttpClientGitHubConnector;

/** A check run and a comment on GitHub or GitHub Enterprise; a commit status for other tokens. */
final class GitHubSink implements ReviewSink {
  private static final int LONGEST_TITLE = 255;
  private static final int LONGEST_DESCRIPTION = 140;
  private static final int MOST_ANNOTATIONS = 50;

  /** The client's own: it tells of every retry, which is told here once. */
  private static final Logger QUIET = Logger.getLogger("org.kohsuke.github");

  private final PullRequest request;
  private final Token token;
  private final ProxySelector proxies;

  /** The client's exceptions forget the headers. */
  private Duration asked = Duration.ZERO;

  GitHubSink(PullRequest request, Token token, ProxySelector proxies) {
    this.request = request;
    this.token = token;
    this.proxies = proxies;
    QUIET.setLevel(Level.WARNING);
  }

  @Override
  public Posting status(Review review) {
    return posting(
        repository -> {
          String commit = commit(repository);
          try {
            checkRun(repository, commit, review);
            return new Posting.Shown(true);
          } catch (HttpException e) {
            // Only apps, and the token of GitHub's own runners, may write check runs.
            if (e.getResponseCode() != 403 && e.getResponseCode() != 404) {
              throw e;
            }
            repository.createCommitStatus(
                commit,
                state(review.state()),
                review.link(),
                review.title(LONGEST_DESCRIPTION),
                review.name());
            return new Posting.Shown(false);
          }
        });
  }

  private String commit(GHRepository repository) throws IOException {
    String known = request.commit();
    return known != null ? known : pullRequest(repository).getHead().getSha();
  }

  private GHPullRequest pullRequest(GHRepository repository) throws IOException {
    return repository.getPullRequest((int) request.number());
  }

  private static void checkRun(GHRepository repository, String commit, Review review)
      throws IOException {
    Optional<GHCheckRun> earlier = Optional.empty();
    for (GHCheckRun run :
        repository.getCheckRuns(commit, Map.of("check_name", review.name())).toList()) {
      earlier = Optional.of(run);
    }
    GHCheckRunBuilder builder =
        earlier.isPresent()
            ? earlier.get().update()
            : repository.createCheckRun(review.name(), commit);
    GHCheckRunBuilder.Output output =
        new GHCheckRunBuilder.Output(review.title(LONGEST_TITLE), review.body());
    review.annotations().stream()
        .limit(MOST_ANNOTATIONS)
        .map(GitHubSink::annotation)
        .forEach(output::add);
    if (review.link() != null) {
      builder.withDetailsURL(review.link());
    }
    builder
        .withStatus(GHCheckRun.Status.COMPLETED)
        .withConclusion(
            review.state() == Review.State.PASSED
                ? GHCheckRun.Conclusion.SUCCESS
                : GHCheckRun.Conclusion.FAILURE)
        .add(output)
        .create();
  }

  private static GHCheckRunBuilder.Annotation annotation(Annotation annotation) {
    return new GHCheckRunBuilder.Annotation(
        annotation.path(),
        annotation.line(),
        annotation.blocks()
            ? GHCheckRun.AnnotationLevel.FAILURE
            : GHCheckRun.AnnotationLevel.WARNING,
        annotation.message());
  }

  private static GHCommitState state(Review.State state) {
    return switch (state) {
      case PASSED -> GHCommitState.SUCCESS;
      case FAILED -> GHCommitState.FAILURE;
      case BROKEN -> GHCommitState.ERROR;
    };
  }

  @Override
  public Posting comment(Review review) {
    return posting(
        repository -> {
          GHPullRequest pull = pullRequest(repository);
          for (GHIssueComment comment : pull.listComments().toList()) {
            String body = comment.getBody();
            if (body != null && body.startsWith(review.marker())) {
              comment.update(review.comment());
              return new Posting.Shown(false);
            }
          }
          pull.comment(review.comment());
          return new Posting.Shown(false);
        });
  }

  private Posting posting(Call call) {
    asked = Duration.ZERO;
    try {
      return call.on(connect().getRepository(request.repository()));
    } catch (IOException | RuntimeException e) {
      // Whoever reads pages wraps what went wrong on the way.
      return failed(e);
    }
  }

  /** The client wraps what its handlers threw. */
  private Posting failed(Exception e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof Limited limited) {
        return Answers.failed(request, 429, "rate limit", limited.pause);
      }
      if (each instanceof HttpException http && http.getResponseCode() > 0) {
        return Answers.failed(
            request, http.getResponseCode(), token.hide(Words.message(http)), asked);
      }
    }
    return Answers.unreachable(request, e);
  }

  private GitHubConnector noting(GitHubConnector connector) {
    return sent -> {
      GitHubConnectorResponse response = connector.send(sent);
      if (response.statusCode() >= 400) {
        asked = Waits.of(response::header);
      }
      return response;
    };
  }

  private GitHub connect() throws IOException {
    return new GitHubBuilder()
        .withEndpoint(request.api().toString().replaceAll("/+$", ""))
        .withOAuthToken(token.reveal())
        .withConnector(noting(new HttpClientGitHubConnector(ForgeHttp.client(proxies))))
        .withRateLimitHandler(
            new GitHubRateLimitHandler() {
              @Override
              public void onError(GitHubConnectorResponse response) throws IOException {
                throw new Limited(response);
              }
            })
        .withAbuseLimitHandler(
            new GitHubAbuseLimitHandler() {
              @Override
              public void onError(GitHubConnectorResponse response) throws IOException {
                throw new Limited(response);
              }
            })
        .build();
  }

  @FunctionalInterface
  private interface Call {
    Posting on(GHRepository repository) throws IOException;
  }

  /** Waiting is not left to the library: it would sleep for as long as an hour. */
  private static final class Limited extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Duration pause;

    Limited(GitHubConnectorResponse response) {
      Duration asked = Waits.of(response::header);
      this.pause = asked.isZero() ? Duration.ofMinutes(1) : asked;
    }
  }
}
