package dev.mlbox.core.rollout;

import org.jspecify.annotations.Nullable;

/**
 * Which requests a canary sees, beside how many.
 *
 * @param shadow the share of requests of which the canary gets a copy before any live weight; the
 *     answers are counted and thrown away
 * @param sticky the header that names a user, who then stays with one version while the weight
 *     grows; null: each request is drawn for itself
 * @param compared the share of the canary's live requests that the stable version answers too,
 *     after the user has the canary's answer, so that both can be compared, and in a watch of the
 *     promoted version's that the one before it answers too; null: none
 * @param slowMillis above which a user's answer is slow, ms; null while not known, and of no
 *     meaning where users do not stay
 * @param by who gives the canary its share; null: the boxes
 */
public record Manner(
    Weight shadow,
    @Nullable String sticky,
    @Nullable Weight compared,
    @Nullable Double slowMillis,
    @Nullable Splitting by) {

  /** Where nothing is known yet of what is slow; split by the boxes. */
  public Manner(Weight shadow, @Nullable String sticky, @Nullable Weight compared) {
    this(shadow, sticky, compared, null, null);
  }

  /** The same, with what is slow, ms. */
  Manner slowAbove(double millis) {
    return new Manner(shadow, sticky, compared, millis, by);
  }

  /** No copies, and each request drawn for itself. */
  public static final Manner PLAIN = new Manner(Weight.ZERO, null);

  /** Nothing is answered twice, and the boxes split. */
  public Manner(Weight shadow, @Nullable String sticky) {
    this(shadow, sticky, null);
  }

  /** The same once the canary has a weight. */
  public Manner live() {
    return new Manner(Weight.ZERO, sticky, compared, slowMillis, by);
  }

  /** Of a watch, in which the promoted version's boxes split, and nobody gets copies. */
  public Manner watched() {
    return new Manner(Weight.ZERO, sticky, compared);
  }

  /** The same, split by somebody; the boxes are not mentioned. */
  public Manner splitBy(Splitting who) {
    return new Manner(shadow, sticky, compared, slowMillis, who.isOutside() ? who : null);
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
