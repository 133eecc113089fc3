package dev.mlbox.serving.split;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a box does with one request. */
public sealed interface Choice {

  /**
   * Its own model answers, as the stable arm of a draw.
   *
   * @param coverAfter how long the canary would have been given; null when nobody could have won
   */
  record Stable(Draw draw, @Nullable Duration coverAfter) implements Choice {
    static final Stable ALONE = new Stable(Draw.NONE, null);

    /** Whether the canary would have been covered for, had it taken so long. */
    public boolean isLate(Duration took) {
      return coverAfter != null && took.compareTo(coverAfter) > 0;
    }
  }

  /**
   * Its own model answers, as that of a promoted version that is watched; the version before it
   * covers for it.
   *
   * @param before where that answers
   * @param version that must answer there
   * @param coverAfter how long its own model may take
   * @param compared whether the version before is to answer too, for comparison
   */
  record Watched(Draw draw, Address before, String version, Duration coverAfter, boolean compared)
      implements Choice {

    /** The same without anybody to cover. */
    public Stable uncovered() {
      return new Stable(draw, coverAfter);
    }

    /** Whether the version before, asked when this one was late, has not been late itself. */
    public boolean isSoon(Duration took) {
      return took.compareTo(coverAfter.multipliedBy(2)) <= 0;
    }
  }

  /**
   * Its own model answers, and the canary gets a copy when there is room for one.
   *
   * @param draw of the copy
   * @param version that must answer the copy
   * @param coverAfter how long it may take
   */
  record Shadowed(Draw draw, Address address, String version, Duration coverAfter)
      implements Choice {

    /** Whether the canary would have been called late, had it taken so long. */
    public boolean isLate(Duration took) {
      return took.compareTo(coverAfter) > 0;
    }
  }

  /**
   * The canary answers; the box's own model covers for it.
   *
   * @param version that must answer
   * @param coverAfter how long it may take
   * @param compared whether the box's own model is to answer too, for comparison
   * @param heldOut whether it is the version before a promoted one that is watched, which is this
   *     box's: then that is no safer than the other to cover
   */
  record Canary(
      Draw draw,
      Address address,
      String version,
      Duration coverAfter,
      boolean compared,
      boolean heldOut)
      implements Choice {}

  /**
   * Its own model answers as the canary, to which somebody else than the stable version's boxes led
   * the request; the stable version covers for it.
   *
   * @param stable where the stable version answers
   * @param coverAfter how long it may take
   */
  record OnTrial(Draw draw, Address stable, Duration coverAfter) implements Choice {}

  /**
   * Its own model answers as the canary, though the stable version's boxes have not given it the
   * request: it has been promoted and has not heard of it yet, or somebody wanted to see it. The
   * stable version covers for it, and nobody counts it.
   *
   * @param stable where the stable version answers
   * @param coverAfter how long it may take
   */
  record Early(Address stable, Duration coverAfter) implements Choice {}

  /**
   * The stable version answers, elsewhere.
   *
   * @param coverAfter how long it may take before this box's own model answers, if it has one
   */
  record Relay(Address address, Duration coverAfter) implements Choice {}

  /** Its own model answers; nobody counts it. */
  record Own() implements Choice {}

  /** Nobody can answer. */
  record Nobody(String why) implements Choice {}
}
