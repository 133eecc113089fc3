package dev.mlbox.core.rollout;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How busy an autoscaler keeps boxes. */
public sealed interface Busy {
  /** 70% of the processor time that a box requests. */
  Busy USUAL = new Processor(new Weight(0.7));

  /**
   * By the processor time that boxes use.
   *
   * @param share of what they request, above 0
   */
  record Processor(Weight share) implements Busy {
    public Processor {
      if (share.isZero()) {
        throw new IllegalArgumentException("boxes that are kept 0% busy would be without number");
      }
    }
  }

  /**
   * By the requests that a box has taken and not answered, as a cluster with custom metrics counts
   * them: what waits for something else uses no processor time.
   *
   * @param requests of one box on average, at least 1
   */
  record InFlight(int requests) implements Busy {
    /** The boxes' gauge. */
    public static final String METRIC = "mlbox_in_flight";

    public InFlight {
      if (requests < 1) {
        throw new IllegalArgumentException("a box has 1 request or more in flight");
      }
    }
  }

  /**
   * Reads {@code 70%} or {@code 4 requests}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static Busy parse(String text) {
    Matcher requests = Pattern.compile("(\\d{1,4}) requests?").matcher(text.strip());
    return requests.matches()
        ? new InFlight(Integer.parseInt(requests.group(1)))
        : new Processor(Weight.parse(text));
  }
}
