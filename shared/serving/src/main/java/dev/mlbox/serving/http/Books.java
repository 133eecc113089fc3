package dev.mlbox.serving.http;

import dev.mlbox.core.judge.Bins;
import dev.mlbox.core.judge.LatencyBuckets;
import dev.mlbox.core.judge.Sayings;
import dev.mlbox.serving.exchange.Answer;
import dev.mlbox.serving.exchange.AnswerId;
import dev.mlbox.serving.exchange.Endpoint;
import dev.mlbox.serving.exchange.Incoming;
import dev.mlbox.serving.exchange.Reply;
import dev.mlbox.serving.sample.Sampler;
import dev.mlbox.serving.split.Arm;
import dev.mlbox.serving.split.Counts;
import dev.mlbox.serving.split.Counts.Fate;
import dev.mlbox.serving.split.Customer;
import dev.mlbox.serving.split.Draw;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notes what came of each request: exact counts for the judge, metrics for everybody else.
 *
 * @param counts of draws, by the arm that was chosen
 * @param meters by who answered
 * @param samples of what was asked and answered; null when none are kept
 */
public record Books(Counts counts, Meters meters, @Nullable Sampler samples) {
  private static final int TIME_OUT = 504;

  /**
   * The stable version's part. What it refuses says nothing of any version, so it is not counted
   * for the judge: not here, and not where the canary refuses it too.
   *
   * @param late whether it took so long that the canary would have been covered for: what is an
   *     error of one arm has to be one of the other, or a busy machine speaks against the canary
   * @param user who stays with one version; null when the request was drawn for itself
   * @param covered whether another version is asked for what is bad; then that tells whether it is
   *     this one's or the request's
   */
  void stable(Draw draw, Answer answer, boolean late, @Nullable Customer user, boolean covered) {
    if (late || !answer.refused()) {
      Fate fate = answer.failed() ? Fate.FAILED : late ? Fate.LATE : Fate.WELL;
      counts.count(draw, false, fate, bucket(answer));
      counts.user(user, draw, false, fate, bucket(answer));
      if (fate == Fate.WELL || !covered) {
        counts.met(user, draw, false, fate);
      }
    }
  }

  /**
   * An answer of the stable version that is not there yet, and for which a canary would have been
   * covered for by now: counted as a canary's is.
   *
   * @param user who stays with one version; null when the request was drawn for itself
   * @param covered as for an answer that is there
   */
  void overdue(Draw draw, @Nullable Customer user, boolean covered) {
    counts.count(draw, false, Fate.LATE, LatencyBuckets.NEVER);
    counts.user(user, draw, false, Fate.LATE, LatencyBuckets.NEVER);
    if (!covered) {
      counts.met(user, draw, false, Fate.LATE);
    }
  }

  /**
   * The version before has answered what a promoted one that is watched could not.
   *
   * @param failed whether it had failed, and was not only late
   * @param soon whether the other was there within the time that it had itself
   */
  void outdone(Draw draw, boolean failed, boolean soon, @Nullable Customer user) {
    if (failed || soon) {
      counts.met(user, draw, false, failed ? Fate.FAILED : Fate.LATE);
    }
  }

  /** The canary's part of a request, known before anybody covers for it. */
  void canary(Draw draw, Reply reply, @Nullable Customer user) {
    Fate fate = fate(reply);
    int bucket = fate == Fate.LATE ? LatencyBuckets.NEVER : Counts.NO_TIME;
    if (reply instanceof Reply.Answered answered) {
      bucket = bucket(answered.answer());
    }
    counts.count(draw, true, fate, bucket);
    counts.user(user, draw, true, fate, bucket);
    if (fate == Fate.WELL) {
      counts.met(user, draw, true, fate);
    }
  }

  /**
   * What the stable version made of a request that the canary had failed. Where it could not answer
   * either, that says nothing of any version, and is not counted for the user.
   *
   * @param soon whether within the time that the canary has
   */
  void stoodIn(Draw draw, Reply failure, Answer own, boolean soon, @Nullable Customer user) {
    Fate fate = fate(failure);
    if (own.good() && (soon || fate != Fate.LATE)) {
      counts.met(user, draw, true, fate);
    }
  }

  private static Fate fate(Reply reply) {
    if (reply instanceof Reply.Answered answered) {
      return answered.answer().failed() ? Fate.FAILED : Fate.WELL;
    }
    return reply instanceof Reply.Late ? Fate.LATE : Fate.FAILED;
  }

  /** The canary refused what the stable version has answered. */
  void refused(Draw draw, Answer answer, @Nullable Customer user) {
    counts.count(draw, true, Fate.FAILED, bucket(answer));
    counts.user(user, draw, true, Fate.FAILED, bucket(answer));
    counts.met(user, draw, true, Fate.FAILED);
  }

  /**
   * What came of a copy; the client has long had its answer.
   *
   * @param own what the stable version made of it
   */
  void copied(Draw draw, Answer own, Reply reply) {
    boolean good = reply instanceof Reply.Answered answered && !answered.answer().failed();
    if (own.good() && reply instanceof Reply.Answered answered && answered.answer().refused()) {
      good = false;
      refused(draw, answered.answer(), null);
    } else {
      canary(draw, reply, null);
    }
    meters.copy(good ? Meters.Copy.OK : Meters.Copy.ERROR);
  }

  /**
   * Compares what both said to the first row of a request: its rows are alike, and no evidence of
   * their own.
   *
   * @param own what this box's model said, a text a row
   * @param other what the other version of the draw said
   */
  void compared(Draw draw, List<String> own, List<String> other) {
    if (!own.isEmpty()) {
      List<String> first = own.subList(0, 1);
      counts.twin(draw.canaryVersion(), Sayings.differences(first, other) > 0);
    }
  }

  /**
   * Counts an answer by what it is: its first row, as a request is drawn as a whole.
   *
   * @param canary whether the canary was chosen, and has answered
   */
  void binned(Draw draw, boolean canary, Answer answer, @Nullable Bins bins) {
    if (bins != null && answer.good()) {
      AnswerId.first(answer.id())
          .ifPresent(said -> counts.bin(draw, canary, bins.of(said), bins.count()));
    }
  }

  /** A request that would have been copied, had there been room. */
  void notCopied() {
    meters.copy(Meters.Copy.LEFT_OUT);
  }

  /**
   * What the client got of a request that was drawn or relayed.
   *
   * @param covered whether another version than the chosen one had to answer
   */
  void passedOn(Arm arm, Answer answer, boolean covered) {
    meters.count(answer, arm, covered);
  }

  /** A request that was drawn, and what its client is told. */
  void sample(Endpoint endpoint, Incoming request, Answer answer) {
    if (samples != null) {
      samples.answered(endpoint, request, answer);
    }
  }

  void own(Answer answer) {
    meters.count(answer, Arm.OWN, false);
  }

  private static int bucket(Answer answer) {
    if (answer.micros() >= 0) {
      return LatencyBuckets.of(answer.micros() * 1000);
    }
    return answer.status() == TIME_OUT ? LatencyBuckets.NEVER : Counts.NO_TIME;
  }
}
