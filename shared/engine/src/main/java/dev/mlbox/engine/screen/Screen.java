package dev.mlbox.engine.screen;

import dev.mlbox.core.plan.Step;
import java.util.List;

/**
 * One moment of a model on its target, in words and bars: a terminal and a page draw the same.
 *
 * @param model its name
 * @param place where it is served
 * @param address where clients send requests; empty when that is not known
 * @param headline what is the case, in one line
 * @param tone pass, fail, warn or plain
 * @param note why; empty when there is nothing to say
 * @param left how long it may still take; empty when it is over
 * @param rate of requests; empty while it is not known
 * @param stages of the canary, in their order
 * @param arms the versions that have traffic
 * @param proofs one for each criterion
 * @param boxes what runs
 */
public record Screen(
    String model,
    String place,
    String address,
    String headline,
    String tone,
    String note,
    String left,
    String rate,
    List<Stage> stages,
    List<Arm> arms,
    List<Proof> proofs,
    List<Step> boxes) {

  public Screen {
    stages = List.copyOf(stages);
    arms = List.copyOf(arms);
    proofs = List.copyOf(proofs);
    boxes = List.copyOf(boxes);
  }

  /**
   * A part of a rollout.
   *
   * @param name such as {@code 5%}
   * @param when done, now or next
   */
  public record Stage(String name, String when) {}

  /**
   * A version.
   *
   * @param role stable or canary
   * @param version its name
   * @param weight its share of the requests
   * @param share the same from 0 to 1
   * @param made commit and subject; empty when not known
   * @param requests that were counted in this rollout
   * @param errors their share and number
   * @param slow likewise
   */
  public record Arm(
      String role,
      String version,
      String weight,
      double share,
      String made,
      String requests,
      String errors,
      String slow) {}

  /**
   * What has been shown of one claim.
   *
   * @param claim a line of revert_if
   * @param verdict worse, not worse or open
   * @param tone fail, pass or plain
   * @param canary its share of bad events
   * @param stable likewise
   * @param worse evidence that it is so
   * @param notWorse evidence that it is not
   */
  public record Proof(
      String claim,
      String verdict,
      String tone,
      String canary,
      String stable,
      Bar worse,
      Bar notWorse) {}

  /**
   * Evidence on its way to what decides.
   *
   * @param filled 0 to 1, by the logarithm: at 1 it decides
   * @param words such as {@code 12 of 200}
   */
  public record Bar(double filled, String words) {}
}
