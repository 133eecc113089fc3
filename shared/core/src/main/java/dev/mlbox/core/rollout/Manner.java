package dev.mlbox.core.rollout;

import org.jspecify.annotations.Nullable;

/**
 * Which requests a canary sees, beside how many.
 *
 * @param shadow the share of requests of which the canary gets a copy before any live weight; the
 *     answers are counted and thrown away
 * @param sticky the header that names a user, who then stays with one version while the weight
 *     grows; null: each request is drawn for itself
 * @param by who gives the canary its share; null: the boxes
 */
public record Manner(Weight shadow, @Nullable String sticky, @Nullable Splitting by) {

  /** No copies, and each request drawn for itself. */
  public static final Manner PLAIN = new Manner(Weight.ZERO, null);

  /** Split by the boxes. */
  public Manner(Weight shadow, @Nullable String sticky) {
    this(shadow, sticky, null);
  }

  /** The same, split by somebody; the boxes are not mentioned. */
  public Manner splitBy(Splitting who) {
    return new Manner(shadow, sticky, who.isOutside() ? who : null);
  }

  /** Who gives the canary its share. */
  public Splitting splitting() {
    return by == null ? Splitting.BOX : by;
  }

  /** Whether the share of requests is one to be observed: it is not drawn request by request. */
  public boolean observed() {
    return sticky != null || splitting().isOutside();
  }
}
