package dev.mlbox.engine.review;

import dev.mlbox.core.event.Event;
import dev.mlbox.core.port.ReviewSink;
import dev.mlbox.core.port.ReviewSink.Posting;
import dev.mlbox.core.port.Sleeper;
import dev.mlbox.core.problem.MlboxException;
import dev.mlbox.core.problem.Problem;
import dev.mlbox.core.review.Review;
import dev.mlbox.core.review.Reviewing;
import dev.mlbox.core.run.RunReport;
import dev.mlbox.engine.git.Lineage;
import dev.mlbox.engine.git.RepositoryFolder;
import dev.mlbox.engine.project.Invocation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a pull request what a check found. Where the forge does not let it, the log, the job's
 * summary and a file have the same words; the verdict is never touched.
 */
public final class Reviewer {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Invocation invocation;
  private final Sleeper clock;
  private final Builds builds;
  private final Optional<PullRequest> request;

  private Reviewer(
      Invocation invocation, Sleeper clock, Builds builds, Optional<PullRequest> request) {
    this.invocation = invocation;
    this.clock = clock;
    this.builds = builds;
    this.request = request;
  }

  /**
   * Looks where this build runs.
   *
   * @param address of the pull request, as a browser shows it; null to find it in the environment
   * @throws MlboxException INVALID when that is no address of a pull request
   */
  public static Reviewer of(Invocation invocation, Sleeper clock, @Nullable String address) {
    Map<String, String> environment = invocation.environment();
    Optional<PullRequest> found =
        address == null
            ? new Builds(environment).pullRequest()
            : Optional.of(
                PullRequest.at(address).orElseThrow(() -> MlboxException.invalid(no(address))));
    return new Reviewer(invocation, clock, new Builds(environment), found);
  }

  private static Problem no(String address) {
    return Problem.of("`%s` is no address of a pull request".formatted(address))
        .at("--pr")
        .expected(
            "https://HOST/OWNER/NAME/pull/7 (GitHub), …/-/merge_requests/7 (GitLab),"
                + " …/pulls/7 (Gitea) or …/pull-requests/7 (Bitbucket Cloud)");
  }

  /** Whether this build is of a pull request. */
  public static boolean isPullRequest(Map<String, String> environment) {
    return new Builds(environment).pullRequest().isPresent();
  }

  /**
   * Refuses what must not be done with code that nobody of this repository has read.
   *
   * @throws MlboxException INVALID in the build of a fork's pull request
   */
  public static void requireOwnCode(Map<String, String> environment, String command) {
    new Builds(environment)
        .pullRequest()
        .filter(PullRequest::fork)
        .ifPresent(
            fork -> {
              throw MlboxException.invalid(
                  Problem.of(
                          "`mlbox %s` is not done for a fork: %s comes from another repository"
                              .formatted(command, fork.words()))
                      .expected("a branch of the repository itself")
                      .remedy("`mlbox check` judges it; deploy after it has been merged"));
            });
  }

  /** Shows what a check found. */
  public void tell(String model, RunReport report) {
    RunReport.Checked checked = report.checked();
    if (checked != null) {
      String compared =
          "%,d rows, %s".formatted(checked.candidate().subject().rows(), checked.baselineOrigin());
      show(reviewing(model).of(checked.gates(), compared, checked.provable()), true);
    }
  }

  /**
   * Shows what stood in the way of a check.
   *
   * @param known whether the model's name is known; if not there is no comment, as nobody would
   *     find it again to update it
   */
  public void tell(String model, List<Problem> problems, boolean known) {
    show(reviewing(model).of(problems), known);
  }

  private Reviewing reviewing(String model) {
    String commit =
        request
            .flatMap(each -> Optional.ofNullable(each.commit()))
            .orElseGet(() -> Lineage.of(invocation.folder()).commit());
    String workspace = invocation.folder().toAbsolutePath().normalize().toString();
    return new Reviewing(
        model, commit, RepositoryFolder.of(invocation.folder()), builds.link(), workspace);
  }

  private void show(Review review, boolean commented) {
    Papers papers = new Papers(invocation.folder(), builds);
    papers.write(review).forEach(this::note);
    boolean annotated = request.isPresent() && published(request.get(), review, commented);
    if (request.isEmpty()) {
      note("no pull request is known here; --pr=ADDRESS names one");
    }
    if (!annotated && builds.isActions()) {
      ActionsLines.of(review).forEach(line -> tell(new Event.Verbatim(line)));
    }
  }

  /** Returns whether annotations are shown. */
  private boolean published(PullRequest pull, Review review, boolean commented) {
    Optional<Token> token = Token.of(pull.forge(), invocation.environment());
    if (token.isEmpty()) {
      note(
          "%s is not told: there is no token for it; set %s, with %s"
              .formatted(
                  pull.words(),
                  String.join(" or ", pull.forge().tokens()),
                  pull.forge().permissions()));
      return false;
    }
    ReviewSink sink = sink(pull, token.get());
    Attempts attempts = new Attempts(clock, PATIENCE);
    Posting status = attempts.until(() -> sink.status(review));
    said("status", pull, status);
    if (commented) {
      said("comment", pull, attempts.until(() -> sink.comment(review)));
    }
    return status instanceof Posting.Shown shown && shown.annotated();
  }

  private ReviewSink sink(PullRequest pull, Token token) {
    Proxies proxies = new Proxies(invocation.environment());
    return switch (pull.forge()) {
      case GITHUB -> new GitHubSink(pull, token, proxies);
      case GITLAB -> new GitLabSink(pull, token, proxies);
      case BITBUCKET -> new BitbucketSink(pull, token, proxies);
      case GITEA -> new GiteaSink(pull, token, proxies);
    };
  }

  private void said(String what, PullRequest pull, Posting posting) {
    if (posting instanceof Posting.Shown) {
      note("%s shown in %s".formatted(what, pull.words()));
    } else if (posting instanceof Posting.Refused refused) {
      String fork = pull.fork() ? "; a fork's build usually has a token that only reads" : "";
      note("no %s: %s%s".formatted(what, refused.why(), fork));
    } else if (posting instanceof Posting.Unavailable away) {
      note(
          "no %s: %s; given up after %d minutes".formatted(what, away.why(), PATIENCE.toMinutes()));
    }
  }

  private void note(String text) {
    tell(new Event.Noted("review", text));
  }

  private void tell(Event event) {
    invocation.listener().on(event);
  }
}
