package dev.mlbox.core.rollout;

import org.jspecify.annotations.Nullable;

/**
 * Which requests a canary sees, beside how many.
 *
 * @param shadow the share of requests of which the canary gets a copy before any live weight; the
 *     answers are counted and thrown away
 * @param sticky the header that names a user, who then stays with one version while the weight
 *     grows; null: each request is drawn for itself
 * @param slowMillis above which a user's answer is slow, ms; null while not known, and of no
 *     meaning where users do not stay
 */
public record Manner(Weight shadow, @Nullable String sticky, @Nullable Double slowMillis) {

  /** Where nothing is known yet of what is slow. */
  public Manner(Weight shadow, @Nullable String sticky) {
    this(shadow, sticky, null);
  }

  /** No copies, and each request drawn for itself. */
  public static final Manner PLAIN = new Manner(Weight.ZERO, null);
}
