package dev.mlbox.jenkins;

import dev.mlbox.jenkins.command.Verb;
import dev.mlbox.jenkins.result.Outcome;
import dev.mlbox.jenkins.result.Report;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a step knows that looks after a rollout now and then, and what it asks next. */
final class Vigil implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The rollout goes on meanwhile, so there is no haste. */
  private static final int MOST_TROUBLES = 10;

  /** An order to end a canary is not given up soon: nobody else gives it. */
  private static final int MOST_TROUBLES_OF_ORDERS = 100;

  private final String version;
  private String seen = "";

  /** By the controller's clock: agents' clocks may differ, and any of them may be asked next. */
  private Instant seenAt = Instant.EPOCH;

  private String standing = "";
  private int troubles;
  private boolean aborted;

  /** Of one version's rollout. */
  Vigil(String version) {
    this.version = version;
  }

  String version() {
    return version;
  }

  /** How it stood at the last look; empty before the first. */
  String standing() {
    return standing;
  }

  /** From now on it is asked to end. */
  synchronized void abort() {
    aborted = true;
    troubles = 0;
  }

  /**
   * What to ask next.
   *
   * @param now by the controller's clock
   */
  synchronized Question next(Instant now) {
    List<String> words = new ArrayList<>();
    if (aborted) {
      words.add("--rollout");
      words.add("--reason=the build was aborted");
    } else {
      words.add("--once");
      if (!seen.isEmpty()) {
        words.add("--seen=" + seen);
        words.add("--seen-ago=" + Math.max(0, Duration.between(seenAt, now).toSeconds()));
      }
    }
    words.add(version);
    return new Question(aborted ? Verb.REVERT : Verb.FOLLOW, words);
  }

  /**
   * What is asked of the command line.
   *
   * @param verb which command
   * @param words after it
   */
  record Question(Verb verb, List<String> words) {
    Question {
      words = List.copyOf(words);
    }
  }

  /**
   * Whether another look is needed after one that came to a report.
   *
   * @param now by the controller's clock
   */
  synchronized boolean isToLookAgain(Report report, Instant now) {
    if (!report.seen().isEmpty()) {
      seen = report.seen();
      seenAt = now;
      troubles = 0;
      return true;
    }
    return report.outcome() == Outcome.BROKEN && isToLookAgain();
  }

  /** Whether another look is needed after one that came to nothing. */
  synchronized boolean isToLookAgain() {
    troubles++;
    return troubles < (aborted ? MOST_TROUBLES_OF_ORDERS : MOST_TROUBLES);
  }

  /** Whether the last look came to nothing, so that the next one should not follow at once. */
  synchronized boolean isInTrouble() {
    return troubles > 0;
  }

  /** What there is to tell that was not told before. */
  Optional<String> news(Report report) {
    if (report.headline().equals(standing)) {
      return Optional.empty();
    }
    standing = report.headline();
    return Optional.of(standing);
  }
}
